import type { NoticeRow } from '#server/notices/notice.model.ts'
import type { NoticeKind, Shown } from '#server/notices/noticeKind.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Store } from '#server/platform/store.ts'
import { reasonIn } from '#shared/causes.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Bilingual } from '#shared/platform/language.shape.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { outcomeNames } from '#shared/rooms/outcomeNames.ts'
import { lineOf } from '#shared/rooms/preview.ts'
import { mayListen } from './access.ts'
import { callingAnew } from './called.ts'
import { findMarkersOf } from './marker.model.ts'
import { messages } from './message.model.ts'
import { reports, reviews } from './moderation.model.ts'

const longestLine = 140

/** The room's title, where the person may enter it now and nothing in it waits to be erased. */
async function titleFor(hub: Hub, person: string, room: string): Promise<Bilingual | null> {
  const view = await hub.rooms.fresh(room)
  if (!view || !mayListen(hub.actorOf(person), view)) return null
  await hub.rooms.erased(room)
  return view.find('room', room)?.title ?? null
}

/** Whoever was removed is told from where, as the room itself would tell them. */
async function titleForConcerned(hub: Hub, person: string, room: string): Promise<Bilingual | null> {
  const view = await hub.rooms.fresh(room)
  const isRemoved = view?.find('seat', person)?.state === 'removed'
  return isRemoved ? (view.find('room', room)?.title ?? null) : titleFor(hub, person, room)
}

const languageOf = async (hub: Hub, person: string) =>
  (await hub.rooms.view(clusterRoom))?.find('person', person)?.language ?? 'zh'

/** Never in the sentence, which is seen on locked screens. */
export async function reasonLine(hub: Hub, person: string, of: Parameters<typeof reasonIn>[0]): Promise<string> {
  const language = await languageOf(hub, person)
  const line = reasonIn(of, language).replaceAll(/\s+/g, ' ')
  if (line === '') return ''
  return language === 'zh' ? `理由：${line}` : `Reason: ${line}`
}

/** A notice about a message shows its words of this moment; about one that is erased, nothing. */
const aboutMessage: NoticeKind = {
  async show({ hub, person, notices }) {
    const shown = new Map<string, Shown>()
    const called = await callingAnew(hub, await languageOf(hub, person))
    for (const [room, some] of Map.groupBy(notices, (notice) => notice.room!)) {
      const roomTitle = await titleFor(hub, person, room)
      if (!roomTitle) continue
      const ids = [...new Set(some.map(({ subject }) => subject))]
      const found = new Map((await messages.findMany(hub.store, room, ids)).map((message) => [message.id, message]))
      for (const { _id, subject } of some) {
        const message = found.get(subject)
        if (!message || message.erased) continue
        const address = `/rooms/${room}?message=${message.id}`
        shown.set(_id, { roomTitle, text: lineOf({ ...message, text: called(message.text) }, longestLine), address })
      }
    }
    return shown
  },
}

/** Says no more than that it was in that room, and leads there. */
export const aboutRoom: NoticeKind = {
  async show({ hub, person, notices }) {
    const shown = new Map<string, Shown>()
    for (const { _id, room } of notices) {
      const roomTitle = await titleFor(hub, person, room!)
      if (roomTitle) shown.set(_id, { roomTitle, text: '', address: `/rooms/${room}` })
    }
    return shown
  },
}

/** What stands now in place of the line of a notice; null for none. */
type LineOf = (ask: { hub: Hub; person: string; notice: NoticeRow }) => Promise<string | null>

const aboutRoomSaying = (lineOf: LineOf): NoticeKind => ({
  async show(ask) {
    const { hub, person, notices } = ask
    const shown = await aboutRoom.show(ask)
    for (const notice of notices) {
      const now = shown.get(notice._id)
      const text = now && (await lineOf({ hub, person, notice }))
      if (now && text) shown.set(notice._id, { ...now, text })
    }
    return shown
  },
})

const seatOf = async (hub: Hub, room: string, person: string) => (await hub.rooms.view(room))?.find('seat', person)

const aboutMute = aboutRoomSaying(async ({ hub, person, notice }) => {
  const mute = (await seatOf(hub, notice.room!, person))?.mute
  return mute ? reasonLine(hub, person, mute) : null
})

/** Nothing any more of a mute that another followed. */
const aboutLifting = aboutRoomSaying(async ({ hub, person, notice }) => {
  const { lifted: reason } = (await seatOf(hub, notice.room!, person)) ?? {}
  return reason === undefined ? null : reasonLine(hub, person, { reason })
})

/** What stands backstage of a thing of the front room, once the read model holds what was decided. */
async function findBackstage<T>(hub: Hub, front: string, find: (room: string) => Promise<T[]>): Promise<T | null> {
  const behind = await hub.rooms.fresh(backstageOf(front))
  if (!behind) return null
  await hub.rooms.applied(behind.id, behind.head.seq)
  await hub.rooms.erased(behind.id)
  return (await find(behind.id))[0] ?? null
}

const aboutRefusal = aboutRoomSaying(async ({ hub, person, notice: { room, subject } }) => {
  const review = await findBackstage(hub, room!, (behind) => reviews.findMany(hub.store, behind, [subject]))
  return review?.author === person ? reasonLine(hub, person, review) : null
})

/** Complained of anew, it says nothing until there is an outcome again. */
const aboutOutcome = aboutRoomSaying(async ({ hub, person, notice: { room, subject } }) => {
  const report = await findBackstage(hub, room!, (behind) => reports.findMany(hub.store, behind, [subject]))
  if (!report?.outcome) return null
  const name = outcomeNames[report.outcome][await languageOf(hub, person)]
  return [name, await reasonLine(hub, person, report)].filter((part) => part !== '').join(' · ')
})

/** Shown until the person is back in the room. */
const aboutRemoval: NoticeKind = {
  async show({ hub, person, notices }) {
    const shown = new Map<string, Shown>()
    for (const { _id, room, seq } of notices) {
      const view = await hub.rooms.fresh(room!)
      const seat = view?.find('seat', person)
      // Who may come back has left by this very entry, not by themselves later.
      if (!view || !seat || (seat.state !== 'removed' && !(seat.state === 'left' && seat.version === seq))) continue
      const roomTitle = view.find('room', view.id)?.title ?? null
      shown.set(_id, { roomTitle, text: await reasonLine(hub, person, seat), address: `/rooms/${room}` })
    }
    return shown
  },
}

/** Says why a message of one's own was taken out, and nothing of what it said. */
const aboutRedaction: NoticeKind = {
  async show({ hub, person, notices }) {
    const shown = new Map<string, Shown>()
    for (const { _id, room, subject } of notices) {
      const roomTitle = await titleForConcerned(hub, person, room!)
      const [message] = await messages.findMany(hub.store, room!, [subject])
      if (!roomTitle || !message?.erased) continue
      const text = await reasonLine(hub, person, message.erased)
      shown.set(_id, { roomTitle, text, address: `/rooms/${room}?message=${subject}` })
    }
    return shown
  },
}

const messageKinds = { mention: aboutMessage, reply: aboutMessage, reaction: aboutMessage, message: aboutMessage }
/** Those that show a message's words. */
export const kindsAboutMessages = Object.keys(messageKinds)

export const roomNoticeKinds: Record<string, NoticeKind> = {
  ...messageKinds,
  seat: aboutRoom,
  reseated: aboutRoom,
  muted: aboutMute,
  unmuted: aboutLifting,
  removed: aboutRemoval,
  redacted: aboutRedaction,
  desk: aboutRoom,
  settled: aboutOutcome,
  refused: aboutRefusal,
  hook: aboutRoom,
}

export async function roomsReadUpTo(store: Store, person: string): Promise<Map<string, number>> {
  const markers = await findMarkersOf(store, person)
  return new Map(Array.from(markers, ([room, { seq }]) => [room, seq]))
}
