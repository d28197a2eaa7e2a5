import { entriesAfter } from '#server/platform/entry.model.ts'
import type { PlainHandler, QueryHandlers } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { ThingOf } from '#shared/contract.ts'
import { isMember } from '#shared/platform/actor.ts'
import type { commonRoomQueries } from '#shared/rooms/commonRooms.contract.ts'
import type { roomQueries } from '#shared/rooms/contract.ts'
import { mayEnter } from '#shared/rooms/room.ts'
import { subjectOfLog, subjectOfRoom } from './access.ts'
import { commonRooms } from './commonRooms.ts'
import { findMarkersIn, findMarkersOf, moveMarker } from './marker.model.ts'
import { findLastMessages, findMessagesAfter, findMessagesBefore, findReactionsTo, messages } from './message.model.ts'
import { findRooms, findSeatsOf } from './room.model.ts'

const nothingRead = { seq: 0, n: 0 }

/** Moves one's marker forward and tells one's other devices, and those in the room. */
export const moveMarkerHandler: PlainHandler<'marker.move'> = {
  subject: ({ input, actor, hub }) => subjectOfRoom({ input, actor, hub }),
  async run({ input: { room, seq, n }, actor, hub }) {
    const view = await hub.rooms.view(room)
    const head = view!.head
    const wanted = { seq: Math.min(seq, head.seq), n: Math.min(n, head.n) }
    const moved = await moveMarker(hub.store, { room, person: actor.personId!, ...wanted })
    const marker = { seq: moved.seq, n: moved.n }
    hub.tell.person(actor.personId!, 'marker', { room, ...marker })
    hub.tell.read(room, { person: actor.personId!, ...marker })
    return marker
  },
}

async function listRooms(hub: Hub, personId: string, actor: Parameters<typeof mayEnter>[0]) {
  const [all, mine, marks] = await Promise.all([
    findRooms(hub.store),
    findSeatsOf(hub.store, personId),
    findMarkersOf(hub.store, personId),
  ])
  const visible = all.filter((room) => mayEnter(actor, { room, seat: mine.get(room.id) ?? null }))
  const views = await Promise.all(visible.map(({ id }) => hub.rooms.fresh(id)))
  await Promise.all(visible.map(({ id }) => hub.rooms.erased(id)))
  const last = await findLastMessages(
    hub.store,
    visible.map(({ id }) => id),
  )
  return visible.map((room, index) => {
    const view = views[index]
    const seated = view?.all('seat').filter(({ state }) => state === 'seated') ?? []
    const { seq, n } = view?.head ?? { seq: 0, n: 0 }
    const mark = marks.get(room.id)
    return {
      room,
      seat: mine.get(room.id) ?? null,
      head: { seq, n },
      marker: mark ? { seq: mark.seq, n: mark.n } : nothingRead,
      last: last.get(room.id) ?? null,
      here: hub.tell.hereNow(room.id).length,
      members: seated.length,
    }
  })
}

async function pageOf(
  hub: Hub,
  {
    room,
    before,
    after,
    around,
    limit,
  }: { room: string; before?: number; after?: number; around?: number; limit: number },
) {
  const store = hub.store
  const found: ThingOf<'message'>[] = []
  const want = limit + 1
  if (after !== undefined) {
    const newer = await findMessagesAfter(store, { room, after, limit: want })
    const page = newer.slice(0, limit)
    return { page, hasOlder: after > 0, hasNewer: newer.length > limit }
  }
  if (around !== undefined) {
    const half = Math.ceil(limit / 2)
    const older = await findMessagesBefore(store, { room, before: around, limit: half + 1 })
    const newer = await findMessagesAfter(store, { room, after: around - 1, limit: half + 1 })
    found.push(...older.slice(-half), ...newer.slice(0, half))
    return { page: found, hasOlder: older.length > half, hasNewer: newer.length > half }
  }
  const older = await findMessagesBefore(store, { room, before: before ?? Infinity, limit: want })
  return { page: older.slice(-limit), hasOlder: older.length > limit, hasNewer: before !== undefined }
}

export const roomQueryHandlers: QueryHandlers<keyof typeof roomQueries | keyof typeof commonRoomQueries> = {
  'rooms.list': {
    async find({ actor, hub }) {
      if (!isMember(actor)) return { rooms: [] }
      return { rooms: await listRooms(hub, actor.personId!, actor) }
    },
  },
  'rooms.common': commonRooms,
  'room.roll': {
    subject: subjectOfRoom,
    async find({ input, hub }) {
      const view = await hub.rooms.view(input.room)
      return { seats: view!.all('seat') }
    },
  },
  'room.markers': {
    subject: subjectOfRoom,
    async find({ input, hub }) {
      const found = await findMarkersIn(hub.store, input.room)
      return { markers: found.map(({ person, seq, n }) => ({ person, seq, n })) }
    },
  },
  'messages.page': {
    subject: subjectOfRoom,
    async find({ input, hub }) {
      const { page, hasOlder, hasNewer } = await pageOf(hub, input as Parameters<typeof pageOf>[1])
      return { messages: page, reactions: await findReactionsTo(hub.store, input.room, page), hasOlder, hasNewer }
    },
  },
  'messages.find': {
    subject: subjectOfRoom,
    async find({ input, hub }) {
      const ids = [...new Set(input.ids.split(','))].filter((id) => id !== '').slice(0, 100)
      return { messages: await messages.findMany(hub.store, input.room, ids) }
    },
  },
  'room.entries': {
    subject: subjectOfLog,
    async find({ input, hub }) {
      const entries = await entriesAfter(hub.store, input.room, input.after, input.limit)
      return { entries: entries.map(({ _id, v, ...entry }) => ({ ...entry })) }
    },
  },
}
