import { z } from 'zod'
import { Instant } from '#shared/members/fields.shape.ts'
import { mailRhythms, roomLevels } from './settings.ts'

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'platform.field.required' })

/** How a person is told outside of the hub's pages. Times are those of the person's own time zone. */
export const NoticeSettings = z.strictObject({
  mail: z.enum(mailRhythms),
  /** The hour of the daily mail. */
  dailyAt: z.number().int().min(0).max(23),
  /** Neither push nor mail from one time of day to the other, which may lie after midnight. */
  quiet: z.strictObject({ from: TimeOfDay, to: TimeOfDay }).nullable(),
  /** Whether a push holds the words of a message; they stand on locked screens then. */
  pushText: z.boolean(),
})
export type NoticeSettings = z.infer<typeof NoticeSettings>

/** What one wants to hear of one room, and until when (ms since 1970) nothing of it outside of the hub's pages. */
export const RoomTuning = z.strictObject({
  level: z.enum(roomLevels),
  snoozedUntil: Instant.nullable(),
})
export type RoomTuning = z.infer<typeof RoomTuning>
