import { z } from 'zod'
import { FileRef } from '#shared/files/file.shape.ts'
import { Id, Thing } from '#shared/platform/contract.ts'
import { longestSlowSeconds, reportOutcomes, roomCircles } from './moderation.ts'

const RoomCircle = z.enum(roomCircles)

export const RoomRules = z.strictObject({
  /** Seconds between two messages of one participant; 0 for none. */
  slowSeconds: z.number().int().min(0).max(longestSlowSeconds),
  /** Messages of one participant within a minute; 0 for no limit. */
  perMinute: z.number().int().min(0).max(120),
  write: z.enum(['members', 'runners']),
  attach: RoomCircle,
  callAll: RoomCircle,
})
export type RoomRules = z.infer<typeof RoomRules>

export const RoomLock = z.strictObject({ by: Id, reason: z.string(), at: z.number() })
export type RoomLock = z.infer<typeof RoomLock>

/** Ends by itself; `until` in ms since 1970. */
export const Mute = z.strictObject({ until: z.number(), by: Id, reason: z.string(), at: z.number() })
export type Mute = z.infer<typeof Mute>

/** When somebody last wrote where that is limited; its `id` is the person's. */
export const Pace = Thing.extend({
  at: z.number(),
  /** The allowance of messages is used up to this moment. */
  spent: z.number(),
})
export type Pace = z.infer<typeof Pace>

export const ListedWord = z.string().trim().min(1).max(40)
/** What holds a message back until a chair has read it. Lives backstage; its `id` is always `words`. */
export const WordList = Thing.extend({
  words: z.array(z.string()),
  /** Why it was last changed. */
  reason: z.string().optional(),
})
export type WordList = z.infer<typeof WordList>
export const wordListId = 'words'

/** A message that waits backstage, under the id that it will have once it is posted. Its text is erased once it is posted or withdrawn. */
export const Review = Thing.extend({
  author: Id,
  text: z.string(),
  replyTo: Id.nullable(),
  files: z.array(FileRef).optional(),
  /** The listed words that were found in it. */
  words: z.array(z.string()),
  at: z.number(),
  state: z.enum(['waiting', 'approved', 'posted', 'refused', 'withdrawn']),
  /** Who approved or refused it, null before. */
  by: Id.nullable(),
  reason: z.string(),
  /** Withdrawn to be written anew: its files are its author's again. */
  givesBack: z.literal(true).optional(),
})
export type Review = z.infer<typeof Review>

/** Complaints about one message of the front room, whose id it has. Who complained stands in no log. */
export const Report = Thing.extend({
  seq: z.number().int(),
  author: Id,
  /** Without a reason once whoever gave it has left and their words are erased. */
  complaints: z.array(z.strictObject({ id: Id, reason: z.string(), at: z.number() })),
  state: z.enum(['open', 'settled']),
  outcome: z.enum(reportOutcomes).nullable(),
  by: Id.nullable(),
  reason: z.string(),
  settledAt: z.number().nullable(),
})
export type Report = z.infer<typeof Report>
