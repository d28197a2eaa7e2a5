import { findFilesOf } from '#server/files/file.model.ts'
import { removeFile } from '#server/files/uploads.ts'
import { notify } from '#server/notices/notify.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { isSecretariat } from '#shared/platform/actor.ts'
import type { Report, Review } from '#shared/rooms/moderation.shape.ts'
import { runsRoom } from '#shared/rooms/room.ts'
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

/** Those seated backstage but the author; where none of them may act on it, the cluster's secretariat too. */
async function peopleOfDesk(hub: Hub, behind: string, author: string): Promise<string[]> {
  const view = await hub.rooms.fresh(behind)
  const room = view?.find('room', behind)
  if (!view || !room) return []
  const seats = view.all('seat').filter(({ id, state }) => state === 'seated' && id !== author)
  const seated = seats.map(({ id }) => id)
  if (seats.some((seat) => runsRoom(hub.actorOf(seat.id), { room, seat }))) return seated
  const members = (await hub.rooms.fresh(clusterRoom))?.all('person') ?? []
  const secretariat = members.filter(({ id }) => id !== author && isSecretariat(hub.actorOf(id)))
  return [...new Set([...seated, ...secretariat.map(({ id }) => id)])]
}

/** What waits backstage is told to those who see to it, what became of it to whoever it concerns. */
const noticed: Reaction = {
  name: 'noticesOfDesk',
  on: ['review.held', 'report.filed', 'review.refused', 'report.settled'],
  async run({ hub, room, seq, by, change }) {
    const { id, author } = change.item as Review | Report
    const front = await frontOf(hub, room)
    if (!front) return
    const once = `${room}/${seq}`
    if (change.event === 'review.held' || change.event === 'report.filed') {
      const people = await peopleOfDesk(hub, room, author)
      const desk = { kind: 'desk', room, seq, subject: '', by: 'system', once, group: `desk/${room}` } as const
      return notify(
        hub,
        people.map((person) => ({ ...desk, person })),
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
