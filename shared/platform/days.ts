const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const made = new Intl.DateTimeFormat('en-GB', { ...parts, second: '2-digit', hourCycle: 'h23', timeZone })
  formats.set(timeZone, made)
  return made
}

function wallClock(ms: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The day of a moment (ms since 1970) in a time zone, as `2026-03-01`. */
export const dayIn = (ms: number, timeZone: string): string =>
  new Date(wallClock(ms, timeZone)).toISOString().slice(0, 10)

/** The first moment of a day (`2026-03-01`) in a time zone, in ms since 1970; where clocks skip midnight, what follows it. */
export function startOfDay(day: string, timeZone: string): number {
  const at = momentAt(`${day}T00:00`, timeZone)
  return dayIn(at, timeZone) < day ? at + 3_600_000 : at
}

/** When clocks in a time zone show `2026-03-01T14:05`, in ms since 1970; NaN for what is no such time. */
export function momentAt(wall: string, timeZone: string): number {
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) ? Date.parse(`${wall}:00Z`) : Number.NaN
  if (Number.isNaN(wanted)) return wanted
  let at = wanted
  for (let round = 0; round < 3; round++) at += wanted - wallClock(at, timeZone)
  return at
}

/** The other way: what clocks there show, to the minute. */
export const wallAt = (ms: number, timeZone: string): string =>
  new Date(wallClock(ms, timeZone)).toISOString().slice(0, 16)

/** The day so many days after another. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** `2026-3-1`, `2026/03/01` or `2026年3月1日` as `2026-03-01`; null for what is no day. */
export function dayOf(text: string): string | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (!found) return null
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : null
}
