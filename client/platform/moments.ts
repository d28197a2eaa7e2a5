import type { Language } from '#shared/platform/language.shape.ts'

export interface Place {
  language: Language
  timeZone: string
}

const localeOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB')
const formats = new Map<string, Intl.DateTimeFormat>()

/** Intl formats cost a millisecond each to make, and a room shows hundreds of times. */
function format(name: string, place: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${place.language} ${place.timeZone}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(localeOf(place.language), { ...options, timeZone: place.timeZone })
  formats.set(key, made)
  return made
}

/** 2026年3月1日 · 1 March 2026 */
export const dateText = (ms: number, place: Place) =>
  format('date', place, { year: 'numeric', month: 'long', day: 'numeric' }).format(ms)

/** 14:05 in both languages */
export const timeText = (ms: number, place: Place) =>
  format('time', place, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "3 minutes ago", "in 2 days"; farther than a week from `now`: the date. */
export function relativeText(ms: number, { now, ...place }: Place & { now: number }): string {
  const away = ms - now
  if (Math.abs(away) >= 7 * 86_400_000) return dateText(ms, place)
  const [unit, length] = steps.find(([, size]) => Math.abs(away) >= size) ?? ['second', 1000]
  const amount = unit === 'second' ? 0 : Math.trunc(away / length)
  return new Intl.RelativeTimeFormat(localeOf(place.language), { numeric: 'auto' }).format(amount, unit)
}
