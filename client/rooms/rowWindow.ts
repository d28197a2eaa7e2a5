import type { Row } from './rows.ts'
import type { Opening } from './SteadyList.tsx'

/** The stretch of the rows that stands on the page, by key, so that it holds when older rows come. */
export interface RowWindow {
  from: string
  /** Null: up to the newest, and on with every newer one. */
  to: string | null
}
type Keyed = Pick<Row, 'key'>

/** At most so many rows stand on the page: enough to fill any screen several times over. */
export const mostRows = 200
const step = 50

/** Where the window stands among the rows: `start <= index < end`. */
export function placeOf(rows: readonly Keyed[], { from, to }: RowWindow): { start: number; end: number } {
  const last = to === null ? -1 : rows.findIndex(({ key }) => key === to)
  const end = last < 0 ? rows.length : last + 1
  const first = rows.findIndex(({ key }) => key === from)
  return { start: first >= 0 && first < end ? first : Math.max(0, end - mostRows), end }
}

function windowAt(rows: readonly Keyed[], start: number, end: number): RowWindow {
  return { from: rows[start]?.key ?? '', to: end < rows.length ? (rows[end - 1]?.key ?? null) : null }
}

/** The newest rows. */
export const windowAtEnd = (rows: readonly Keyed[]): RowWindow =>
  windowAt(rows, Math.max(0, rows.length - mostRows), rows.length)

/** Heights in pixels, by which it is guessed how many rows fill a screen. */
export const usualRow = 56
export const lowestRow = 28

/** The first look: few rows, for each takes its time before anything is seen. `screenful` of rows fill the screen. */
export function windowOpening(rows: readonly Keyed[], { index, align }: Opening, screenful: number): RowWindow {
  if (align === 'end') return windowAt(rows, Math.max(0, rows.length - screenful), rows.length)
  const above = align === 'start' ? 3 : screenful
  return windowAt(rows, Math.max(0, index - above), Math.min(rows.length, index + screenful))
}

/** The window as it is where it holds the row, else one around that row. */
export function windowWith(rows: readonly Keyed[], window: RowWindow, index: number): RowWindow {
  const { start, end } = placeOf(rows, window)
  return index >= start && index < end ? window : windowAround(rows, index)
}

export function windowAround(rows: readonly Keyed[], index: number): RowWindow {
  const start = Math.max(0, Math.min(index - mostRows / 2, rows.length - mostRows))
  return windowAt(rows, start, start + mostRows)
}

/** A few more rows at one end; the other gives way where they would be too many. */
export function extended(rows: readonly Keyed[], window: RowWindow, towards: 'older' | 'newer'): RowWindow {
  const { start, end } = placeOf(rows, window)
  if (towards === 'older') {
    const first = Math.max(0, start - step)
    return windowAt(rows, first, Math.min(end, first + mostRows))
  }
  const last = Math.min(rows.length, end + step)
  return windowAt(rows, Math.max(start, last - mostRows), last)
}

/** After news: what is more than the page may hold goes at the end that is not read. */
export function trimmed(rows: readonly Keyed[], window: RowWindow, isAtEnd: boolean): RowWindow {
  const { start, end } = placeOf(rows, window)
  if (end - start <= mostRows + step) return window
  return isAtEnd ? windowAt(rows, end - mostRows, end) : windowAt(rows, start, start + mostRows)
}
