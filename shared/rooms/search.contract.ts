import { z } from 'zod'
import { FileRef } from '#shared/files/file.shape.ts'
import { AtLeast, Id, query } from '#shared/platform/contract.ts'
import { longestSearch } from './search.ts'

const Day = z.iso.date({ error: 'rooms.search.noSuchDay' })

/** One message found. `snippet` is plain text around the first hit, told apart from what surrounds it. */
const Hit = z.strictObject({
  room: Id,
  message: Id,
  seq: z.number().int(),
  at: z.number(),
  author: Id,
  snippet: z.array(z.strictObject({ text: z.string(), isHit: z.boolean() })),
  files: z.array(FileRef),
})
export type Hit = z.infer<typeof Hit>

export const searchQueries = {
  'messages.search': query({
    summary:
      'Messages in one room, or in all that one may enter, newest first: words, "phrases", from: after: before: has:',
    http: 'GET /search',
    input: z.strictObject({
      /** A line as people write it; the fields below say the same and are added to it. */
      text: z
        .string()
        .max(longestSearch, { error: 'platform.field.tooLong' })
        .refine((text) => text.isWellFormed(), { error: 'platform.field.malformed' })
        .default(''),
      room: Id.optional(),
      from: Id.optional(),
      /** Days in the reader's time zone: the first that counts, and the first that no longer does. */
      after: Day.optional(),
      before: Day.optional(),
      has: z.enum(['file']).optional(),
      /** `next` of the answer before. */
      cursor: z
        .string()
        .regex(/^\d{1,16}:[\w.~-]{1,64}:\d$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
      atLeast: AtLeast,
    }),
    output: z.strictObject({
      hits: z.array(Hit),
      /** Where to go on; there may be more even where a page is not full. Null at the end. */
      next: z.string().nullable(),
      /** Back to which moment this answer has looked; null for the beginning. */
      reached: z.number().nullable(),
      /** Messages of before are still being made findable. */
      isIndexing: z.boolean(),
    }),
  }),
  'messages.since': query({
    summary: 'The first message of a room at or after a moment, in ms since 1970; null where none is that new',
    http: 'GET /rooms/{room}/messages/since',
    input: z.strictObject({ room: Id, at: z.coerce.number().int().nonnegative().max(8.64e15) }),
    output: z.strictObject({ message: z.strictObject({ id: Id, seq: z.number().int(), at: z.number() }).nullable() }),
  }),
}
