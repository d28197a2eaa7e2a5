import { z } from 'zod'
import { FileRef } from '#shared/files/file.shape.ts'
import { Cause } from '#shared/platform/cause.shape.ts'
import { Id, Thing } from '#shared/platform/contract.ts'
import { longestMessage } from './message.ts'

/** What a message says; empty only where it holds files. */
export const AnyText = z
  .string()
  .max(longestMessage, { error: 'platform.field.tooLong' })
  .refine((text) => text.isWellFormed(), { error: 'platform.field.malformed' })
export const MessageText = AnyText.refine((text) => text.trim() !== '', { error: 'platform.field.required' })

export const Message = Thing.extend({
  /** Place in the room: the entry that posted it. */
  seq: z.number().int(),
  author: Id,
  at: z.number(),
  text: z.string(),
  /** People named in the text as `@[name](person)`. */
  mentions: z.array(Id),
  /** The message this one answers; a reference, never a copy. */
  replyTo: Id.nullable(),
  /** Absent where there never were any. */
  files: z.array(FileRef).optional(),
  editedAt: z.number().nullable(),
  /** Set once the text is gone for good. */
  erased: z.object({ by: Id, reason: z.string(), cause: Cause.optional(), at: z.number() }).nullable(),
  /** Set where it waited until somebody who runs the room approved it. */
  released: z.object({ by: Id }).optional(),
  /** The decision whose question this is. */
  decision: Id.optional(),
})
export type Message = z.infer<typeof Message>

/** One person's one emoji on one message. It stays, switched off, when taken back. */
export const Reaction = Thing.extend({
  message: Id,
  person: Id,
  emoji: z.string(),
  isOn: z.boolean(),
})
export type Reaction = z.infer<typeof Reaction>
