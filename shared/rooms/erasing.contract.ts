import { z } from 'zod'
import { command, Id } from '#shared/platform/contract.ts'
import { erasingCauses, mostErasedAtOnce } from './erasing.ts'

export const erasingCommands = {
  'messages.erase': command({
    summary: "Take out messages whose time is over (the hub's own deed)",
    http: 'POST /rooms/{room}/messages/erase',
    room: ({ room }: { room: string }) => room,
    input: z.strictObject({
      room: Id,
      messages: z.array(Id).min(1).max(mostErasedAtOnce),
      cause: z.enum(erasingCauses),
    }),
    output: z.strictObject({ seq: z.number().int(), erased: z.number().int() }),
  }),
}
