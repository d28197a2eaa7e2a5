import { z } from 'zod'
import { Reason } from '#shared/members/fields.shape.ts'
import { command, Done, event, Id, query } from '#shared/platform/contract.ts'
import { Retention, Room } from './room.shape.ts'

export const retentionCommands = {
  'room.retain': command({
    summary: 'Say for how many days a room keeps its messages, with a reason; null keeps them for good',
    http: 'PUT /rooms/{room}/retention',
    room: ({ room }: { room: string }) => room,
    input: z.strictObject({ room: Id, retention: Retention.nullable(), reason: Reason }),
    output: Done,
  }),
}

export const retentionEvents = {
  'room.retained': event({ thing: 'room', item: Room }),
}

export const retentionQueries = {
  'room.retention': query({
    summary: 'What a room would lose at once if it kept its messages for so many days',
    http: 'GET /rooms/{room}/retention',
    input: z.strictObject({
      room: Id,
      days: z.coerce.number().int().min(1).max(3650),
      keepsPinned: z.enum(['yes', 'no']).default('yes'),
    }),
    output: z.strictObject({
      messages: z.number().int(),
      /** Of those that were refused backstage, and of settled reports that lose what was complained of. */
      refused: z.number().int(),
      reports: z.number().int(),
      files: z.number().int(),
      authors: z.number().int(),
      /** When the oldest of them was posted; null where nothing would go. */
      oldestAt: z.number().nullable(),
    }),
  }),
}
