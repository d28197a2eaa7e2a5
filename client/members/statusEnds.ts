import { dateText, type Place, timeText } from '#client/platform/moments.ts'
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

const weekMs = 7 * 86_400_000

/** 14:05 today, then Sunday 14:05, then the date. What ends at midnight ends with the day before it. */
export function endText(until: number, { now, ...place }: Place & { now: number }): string {
  const { language, timeZone } = place
  const day = dayIn(until - 1, timeZone)
  if (day === dayIn(now, timeZone)) return timeText(until, place)
  if (until - now >= weekMs) return dateText(until - 1, place)
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }).format(until - 1)
  return until === startOfDay(dayAfter(day, 1), timeZone) ? weekday : `${weekday} ${timeText(until, place)}`
}
