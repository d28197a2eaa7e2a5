import { findFilesOf } from '#server/files/file.model.ts'
import { removeFile } from '#server/files/uploads.ts'
import { notify } from '#server/notices/notify.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import type { Report, Review } from '#shared/rooms/moderation.shape.ts'
import { asHub } from './asHub.ts'
import { giveBackFiles } from './messageFiles.ts'
import { findComplaintsOn } from './moderation.model.ts'

const frontOf = async (hub: Hub, room: string) => (await hub.rooms.fresh(room))?.find('room', room)?.frontRoom ?? null

/** A room behind which there is a word list says so to whoever posts in it; it stays said, so that no repeat slips past. */
const screened: Reaction = {
  name: 'screened',
  on: ['words.changed'],
  async run({ hub, room, cid }) {
    const front = await frontOf(hub, room)
    if (front) await asHub(hub, 'room.screen', { room: front }, cid)
  },
}

/** What is approved backstage is posted in the front room; then nothing of it stays backstage. */
const released: Reaction = {
  name: 'released',
  on: ['review.approved'],
  async run({ hub, room, change, cid }) {
    const { id, author, text, replyTo, files, by } = change.item as Review
    const front = await frontOf(hub, room)
    // An erased text was posted before a crash kept that from being noted.
    if (!front || text === '') return
    const message = { author, text, replyTo, ...(files ? { files } : {}) }
    await asHub(hub, 'message.release', { ...message, room: front, message: id, approvedBy: by ?? 'system' }, cid)
    await asHub(hub, 'review.file', { room, review: id, as: 'posted' }, `${cid}-filed`)
  },
}

/** What is taken back takes its files with it, unless it is to be written anew. */
const withdrawn: Reaction = {
  name: 'withdrawnFiles',
  on: ['review.filed'],
  isFor: ({ change }) => {
    const { state, files } = change.item as Review
    return state === 'withdrawn' && files !== undefined
  },
  async run({ hub, room, change }) {
    const front = await frontOf(hub, room)
    if (!front) return
    if ((change.item as Review).givesBack) return giveBackFiles(hub, front, change.item.id)
    for (const row of await findFilesOf(hub.store, front, change.item.id)) await removeFile(hub, row)
  },
}

/** Whoever is concerned hears what became of their message or their complaint. */
const told: Reaction = {
  name: 'toldOfStanding',
  on: ['review.held', 'review.refused', 'review.filed', 'report.settled'],
  async run({ hub, room, change }) {
    const people = change.event === 'report.settled' ? await reportersOf(hub, room, change.item as Report) : null
    for (const person of people ?? [(change.item as Review).author])
      hub.tell.person(person, 'hint', { board: 'standing' })
  },
}

/** What waits backstage is told to those who sit there, what became of it to whoever it concerns. */
const noticed: Reaction = {
  name: 'noticesOfDesk',
  on: ['review.held', 'report.filed', 'review.refused', 'report.settled'],
  async run({ hub, room, seq, by, change }) {
    const { id, author } = change.item as Review | Report
    const front = await frontOf(hub, room)
    if (!front) return
    const once = `${room}/${seq}`
    if (change.event === 'review.held' || change.event === 'report.filed') {
      const seats = (await hub.rooms.fresh(room))?.all('seat') ?? []
      const others = seats.filter((seat) => seat.state === 'seated' && seat.id !== author)
      const desk = { kind: 'desk', room, seq, subject: '', by: 'system', once, group: `desk/${room}` } as const
      return notify(
        hub,
        others.map((seat) => ({ ...desk, person: seat.id })),
      )
    }
    const isReport = change.event === 'report.settled'
    const people = isReport ? await reportersOf(hub, room, change.item as Report) : [author]
    const told = {
      kind: isReport ? 'settled' : 'refused',
      room: front,
      // It happened in another log: no place in this one says whether it was read.
      seq: 0,
      subject: id,
      by,
      once,
      isOwed: true as const,
    }
    await notify(
      hub,
      people.map((person) => ({ ...told, person })),
    )
  },
}

const toldOfMute: Reaction = {
  name: 'noticesOfMutes',
  on: ['seat.muted', 'seat.unmuted'],
  async run({ hub, room, seq, by, change }) {
    const { id: person } = change.item
    const kind = change.event === 'seat.muted' ? 'muted' : 'unmuted'
    // One line: the reason shown is that of the newest.
    const group = `${kind}/${room}`
    const told = { person, kind, room, seq, subject: '', by, once: `${room}/${seq}`, group }
    await notify(hub, [{ ...told, isOwed: true }])
  },
}

async function reportersOf(hub: Hub, room: string, { id, complaints }: Report): Promise<string[]> {
  const front = await frontOf(hub, room)
  if (!front) return []
  const ids = new Set(complaints.map((complaint) => complaint.id))
  const rows = await findComplaintsOn(hub.store, front, [id])
  return rows.filter(({ _id }) => ids.has(_id)).map(({ reporter }) => reporter)
}

export const moderationReactions: Reaction[] = [screened, released, withdrawn, told, noticed, toldOfMute]
