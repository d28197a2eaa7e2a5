import { z } from 'zod'
import { Thing } from '#shared/platform/contract.ts'
import { longestBio, mostExpertise } from './profile.ts'

const BioText = z
  .string()
  .trim()
  .max(longestBio, { error: 'platform.field.tooLong' })
  .refine((text) => text.isWellFormed(), { error: 'platform.field.malformed' })
/** Markdown, as in messages. */
export const Bio = z.strictObject({ zh: BioText, en: BioText })
export const Expertise = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(40)
      .refine((text) => text.isWellFormed(), { error: 'platform.field.malformed' }),
  )
  .max(mostExpertise)

/** What a person tells of themselves at greater length; its `id` is the person's. Apart from the roll, which everybody holds. */
export const Profile = Thing.extend({
  bio: z.object({ zh: z.string(), en: z.string() }),
  /** Fields of the trade, in the words of whoever named them first. */
  expertise: z.array(z.string()),
})
export type Profile = z.infer<typeof Profile>
