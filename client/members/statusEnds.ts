import { dayAfter, dayIn, startOfDay } from '#shared/platform/days.ts'

export const usualEnds = ['half', 'hour', 'today', 'week'] as const
export type UsualEnd = (typeof usualEnds)[number]

const minuteMs = 60_000

/** When a status ends that is set now, in ms since 1970; days and weeks (from Monday) as they are where the person lives. */
export function endOf(end: UsualEnd, now: number, timeZone: string): number {
  if (end === 'half') return now + 30 * minuteMs
  if (end === 'hour') return now + 60 * minuteMs
  const today = dayIn(now, timeZone)
  if (end === 'today') return startOfDay(dayAfter(today, 1), timeZone)
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  return startOfDay(dayAfter(today, 7 - weekday), timeZone)
}
