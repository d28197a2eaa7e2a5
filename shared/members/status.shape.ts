import { z } from 'zod'
import { Id } from '#shared/platform/contract.ts'
import { Emoji } from '#shared/platform/emoji.shape.ts'
import { Instant } from './fields.shape.ts'
import { longestStatus } from './status.ts'

/** One line. */
export const StatusText = z
  .string()
  .trim()
  .max(longestStatus, { error: 'platform.field.tooLong' })
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { error: 'platform.field.malformed' })

/** What a person says of their own whereabouts. In no log: it is over by itself and leaves nothing behind. */
export const Status = z.strictObject({
  person: Id,
  /** Both empty where they took it back. */
  text: z.string(),
  emoji: Emoji.nullable(),
  /** ms since 1970; null where it stands until it is taken back. */
  until: Instant.nullable(),
  /** When they said so; of two the newer one holds. */
  at: z.number(),
})
export type Status = z.infer<typeof Status>
