import { Cron } from 'croner'
import type { NoticeSettings } from '#shared/notices/settings.shape.ts'

type Quiet = Pick<NoticeSettings, 'quiet'>

/** So that what is read in the moment it comes is not mailed, and what comes together is mailed together. */
const instantAfterMs = 60_000

/** The next moment after `at` at which clocks in the zone show this time; on a day that skips it, the moment after the gap. */
function nextAt(time: string, timeZone: string, at: Date): Date {
  const [hour, minute] = time.split(':').map(Number)
  return new Cron(`${minute} ${hour} * * *`, { timezone: timeZone, paused: true }).nextRun(at)!
}

function timeOfDay(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** When the quiet hours that `at` lies in are over; null outside of them. */
export function quietUntil({ quiet }: Quiet, timeZone: string, at: Date): Date | null {
  if (!quiet || quiet.from === quiet.to) return null
  const now = timeOfDay(timeZone, at)
  const { from, to } = quiet
  const isQuiet = from < to ? from <= now && now < to : from <= now || now < to
  return isQuiet ? nextAt(to, timeZone, at) : null
}

const later = (one: Date, other: Date | null) => (other && other > one ? other : one)

/** The first of these moments; null of none. */
export const earliest = (moments: Date[]): Date | null =>
  moments.reduce<Date | null>((first, one) => (first && first <= one ? first : one), null)

/** When a mail about what happened at `at` is due; null where the person wants none. */
export function nextMail(settings: NoticeSettings, timeZone: string, at: Date): Date | null {
  const { mail, dailyAt } = settings
  if (mail === 'off') return null
  // The hour of the daily mail was chosen for itself, whatever is quiet.
  if (mail === 'daily') return nextAt(`${dailyAt}:0`, timeZone, at)
  const due =
    mail === 'hourly'
      ? new Cron('0 * * * *', { timezone: timeZone, paused: true }).nextRun(at)!
      : new Date(at.getTime() + instantAfterMs)
  return later(due, quietUntil(settings, timeZone, due))
}

/** When a mail about what a snooze held back is due: as if it had happened just before the snooze was over. */
export const mailAfterHold = (settings: NoticeSettings, timeZone: string, heldUntil: Date): Date | null =>
  nextMail(settings, timeZone, new Date(heldUntil.getTime() - 1))

/** When a push about what happened at `at` is due. */
export function nextPush(settings: NoticeSettings, timeZone: string, at: Date, afterMs: number): Date {
  const due = new Date(at.getTime() + afterMs)
  return later(due, quietUntil(settings, timeZone, due))
}
