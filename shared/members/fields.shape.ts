import { z } from 'zod'
import { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { Id } from '#shared/platform/contract.ts'
import { bilingual, Language } from '#shared/platform/language.shape.ts'

/** Inputs that several commands of this feature take. The messages are keys of `shared/refusals.ts`. */
export const PersonName = bilingual(80)
export const PersonTitle = z.strictObject({ zh: z.string().trim().max(120), en: z.string().trim().max(120) })
/** ms since 1970, up to the last that a Date can hold (ECMA-262, 21.4.1.1). */
export const Instant = z.coerce.number().int().min(0).max(8_640_000_000_000_000)
export const Reason = z.string().trim().min(3, { error: 'platform.field.reason' }).max(500)
export const Colour = z.string().regex(/^#[0-9a-f]{6}$/i)
export const TimeZone = z.string().max(64).refine(isTimeZone, { error: 'platform.field.timeZone' })
export const Seats = z.array(ClusterSeat).min(1).max(6)
export const Profile = z.strictObject({
  name: PersonName,
  title: PersonTitle,
  language: Language,
  timeZone: TimeZone,
})
export const OrganisationId = Id.nullable()
export const Sectors = z.array(z.string().regex(/^\d{2,4}$/)).max(12)

/** An organisation's address on the web; empty for none. */
export const Site = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)]).optional()

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
