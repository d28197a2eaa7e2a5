import type { Hub } from '#server/platform/hub.ts'
import { asThing } from '#server/platform/store.ts'
import type { ThingOf } from '#shared/contract.ts'
import type { Bilingual } from '#shared/platform/language.shape.ts'
import { mayEnter } from '#shared/rooms/room.ts'
import { messages, reactions } from './message.model.ts'
import { findRooms, findSeatsOf } from './room.model.ts'

/** One's own message, and where it was said. */
export interface Said extends ThingOf<'message'> {
  room: string
  /** Null for a room that one may not know of any more. */
  title: Bilingual | null
}

const perPage = 200

/** Everything that a person has written and that still stands, room by room, in order. */
export async function* ownMessages(hub: Hub, person: string): AsyncGenerator<Said> {
  const seats = await findSeatsOf(hub.store, person)
  for (const room of await findRooms(hub.store)) {
    await hub.rooms.erased(room.id)
    const isKnown = mayEnter(hub.actorOf(person), { room, seat: seats.get(room.id) ?? null })
    const title = isKnown ? room.title : null
    for (let after = 0; ; ) {
      const rows = await messages
        .rows(hub.store)
        .collection.find({ room: room.id, author: person, erased: null, seq: { $gt: after } } as never)
        .sort({ room: 1, seq: 1 })
        .limit(perPage)
        .toArray()
      for (const row of rows) yield { ...asThing<'message'>(row), room: room.id, title }
      if (rows.length < perPage) break
      after = (rows.at(-1) as unknown as { seq: number }).seq
    }
  }
}

/** The emoji that a person has put on messages and not taken back. */
export async function* ownReactions(hub: Hub, person: string) {
  for (const room of await findRooms(hub.store)) {
    const found = reactions.rows(hub.store).collection.find({ room: room.id, person, isOn: true } as never)
    for await (const row of found) {
      const { message, emoji } = asThing<'reaction'>(row)
      yield { room: room.id, message, emoji }
    }
  }
}
