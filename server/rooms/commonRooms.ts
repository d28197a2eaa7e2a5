import type { QueryHandler } from '#server/platform/handler.ts'
import { mayEnter } from '#shared/rooms/room.ts'
import { findRooms, findSeatsOf } from './room.model.ts'

/** Where one meets a person: never a room that one may not enter or does not sit in oneself. */
export const commonRooms: QueryHandler<'rooms.common'> = {
  async find({ input, actor, hub }) {
    const [all, mine, theirs] = await Promise.all([
      findRooms(hub.store),
      findSeatsOf(hub.store, actor.personId!),
      findSeatsOf(hub.store, input.person),
    ])
    const rooms = all.flatMap((room) => {
      const [own, other] = [mine.get(room.id), theirs.get(room.id)]
      const isCommon = own?.state === 'seated' && other?.state === 'seated' && mayEnter(actor, { room, seat: own })
      return isCommon ? [{ room, seat: other.seat }] : []
    })
    return { rooms }
  },
}
