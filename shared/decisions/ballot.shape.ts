import { z } from 'zod'
import { longestReason, mostMarks, mostOptions } from './decision.ts'

export const OptionId = z.string().regex(/^o\d{1,3}$/)

/** What a voter says. Whether it is a ballot of a certain decision is `faultOfBallot`'s question. */
export const Ballot = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    says: z.enum(['yes', 'no', 'abstain']),
    /** Where a no counts only with one. */
    reason: z.string().trim().min(1).max(longestReason).optional(),
  }),
  /** The most preferred first; options of one rank stand together. */
  z.strictObject({ kind: z.literal('ranked'), ranks: z.array(z.array(OptionId).min(1)).min(1).max(mostOptions) }),
  /** Crosses as 1, points or scores, by option. */
  z.strictObject({ kind: z.literal('marked'), marks: z.record(OptionId, z.int().min(0).max(mostMarks)) }),
  z.strictObject({ kind: z.literal('blank') }),
])
export type Ballot = z.infer<typeof Ballot>
