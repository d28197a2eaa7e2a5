import { z } from 'zod'
import { RoomTuning } from '#shared/notices/settings.shape.ts'
import { command, Id } from '#shared/platform/contract.ts'

export const tuningCommands = {
  'room.tune': command({
    summary: 'Choose what one wants to hear of a room, and put it to silence for a time',
    http: 'PUT /rooms/{room}/tuning',
    room: null,
    input: RoomTuning.extend({ room: Id }),
    output: z.strictObject({}),
  }),
}
