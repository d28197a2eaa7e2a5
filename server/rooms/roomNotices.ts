import type { NoticeKind, Shown } from '#server/notices/noticeKind.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Store } from '#server/platform/store.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Bilingual } from '#shared/platform/language.shape.ts'
import { lineOf } from '#shared/rooms/preview.ts'
import { mayListen } from './access.ts'
import { callingAnew } from './called.ts'
import { findMarkersOf } from './marker.model.ts'
import { messages } from './message.model.ts'

const longestLine = 140

/** The room's title, where the person may enter it now and nothing in it waits to be erased. */
async function titleFor(hub: Hub, person: string, room: string): Promise<Bilingual | null> {
  const view = await hub.rooms.fresh(room)
  if (!view || !mayListen(hub.actorOf(person), view)) return null
  await hub.rooms.erased(room)
  return view.find('room', room)?.title ?? null
}

/** A notice about a message shows its words of this moment; about one that is erased, nothing. */
const aboutMessage: NoticeKind = {
  async show({ hub, person, notices }) {
    const shown = new Map<string, Shown>()
    const language = (await hub.rooms.view(clusterRoom))?.find('person', person)?.language ?? 'zh'
    const called = await callingAnew(hub, language)
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

const aboutRoom: NoticeKind = {
  async show({ hub, person, notices }) {
    const shown = new Map<string, Shown>()
    for (const { _id, room } of notices) {
      const roomTitle = await titleFor(hub, person, room!)
      if (roomTitle) shown.set(_id, { roomTitle, text: '', address: `/rooms/${room}` })
    }
    return shown
  },
}

export const roomNoticeKinds: Record<string, NoticeKind> = {
  mention: aboutMessage,
  reply: aboutMessage,
  reaction: aboutMessage,
  message: aboutMessage,
  seat: aboutRoom,
  reseated: aboutRoom,
  muted: aboutRoom,
  desk: aboutRoom,
  settled: aboutRoom,
  refused: aboutRoom,
  hook: aboutRoom,
}

export async function roomsReadUpTo(store: Store, person: string): Promise<Map<string, number>> {
  const markers = await findMarkersOf(store, person)
  return new Map(Array.from(markers, ([room, { seq }]) => [room, seq]))
}
