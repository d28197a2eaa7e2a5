import { z } from 'zod'
import { Id, query } from '#shared/platform/contract.ts'
import { Room, RoomSeat } from './room.shape.ts'

export const commonRoomQueries = {
  'rooms.common': query({
    summary: 'Rooms in which both oneself and a person have a seat, with theirs',
    http: 'GET /people/{person}/rooms',
    input: z.strictObject({ person: Id }),
    output: z.strictObject({ rooms: z.array(z.strictObject({ room: Room, seat: RoomSeat })) }),
  }),
}
