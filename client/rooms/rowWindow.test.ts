import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  extended,
  mostRows,
  placeOf,
  type RowWindow,
  trimmed,
  windowAround,
  windowAtEnd,
  windowOpening,
  windowWith,
} from './rowWindow.ts'

const rowsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ key: `r${from + index}` }))
const shownOf = (rows: { key: string }[], window: RowWindow) => {
  const { start, end } = placeOf(rows, window)
  return rows.slice(start, end).map(({ key }) => key)
}

test('at the end stand the newest rows, and newer ones join them', () => {
  const window = windowAtEnd(rowsOf(0, 500))
  expect(shownOf(rowsOf(0, 500), window)).toEqual(rowsOf(300, 500).map(({ key }) => key))
  expect(shownOf(rowsOf(0, 503), window)).toHaveLength(mostRows + 3)
})

test('the first look takes a screenful at the end, and one from a row that is to stand further up', () => {
  const rows = rowsOf(0, 500)
  const opened = (index: number, align: 'start' | 'center' | 'end') =>
    shownOf(rows, windowOpening(rows, { index, align }, 30)).map((key) => Number(key.slice(1)))
  expect(opened(499, 'end')).toEqual(Array.from({ length: 30 }, (_, index) => 470 + index))
  expect(opened(100, 'start').at(0)).toBe(97)
  expect(opened(100, 'start').at(-1)).toBe(129)
  expect(opened(100, 'center').at(0)).toBe(70)
  expect(windowOpening(rows, { index: 490, align: 'start' }, 30).to).toBeNull()
})

test('older rows that come do not move the window; it goes on to them when asked', () => {
  const window = windowAtEnd(rowsOf(100, 150))
  const rows = rowsOf(50, 150)
  expect(shownOf(rows, window)).toEqual(rowsOf(100, 150).map(({ key }) => key))
  expect(shownOf(rows, extended(rows, window, 'older'))).toEqual(rows.map(({ key }) => key))
})

test('a row in the window leaves it alone, another one is shown among its neighbours', () => {
  const rows = rowsOf(0, 1000)
  const window = windowAtEnd(rows)
  expect(windowWith(rows, window, 900)).toBe(window)
  const shown = shownOf(rows, windowWith(rows, window, 400))
  expect(shown.indexOf('r400')).toBe(mostRows / 2)
})

test('what comes while one reads further up is not put on the page; at the end the oldest go', () => {
  const rows = rowsOf(0, 1000)
  const window = windowAtEnd(rowsOf(0, 700))
  expect(shownOf(rows, trimmed(rows, window, false))).toEqual(shownOf(rows, { from: 'r500', to: 'r699' }))
  expect(shownOf(rows, trimmed(rows, window, true)).at(-1)).toBe('r999')
  const few = windowAtEnd(rows)
  expect(trimmed(rows, few, true)).toBe(few)
})

test('however one walks, the page holds a stretch without a hole, and reaches both ends', () => {
  const walk = fc.array(fc.constantFrom('older', 'newer'), { maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900 }), fc.nat(899), walk, (count, at, steps) => {
      const rows = rowsOf(0, count)
      let window = windowAround(rows, Math.min(at, count - 1))
      for (const towards of steps) {
        const before = placeOf(rows, window)
        window = extended(rows, window, towards)
        const { start, end } = placeOf(rows, window)
        expect(end - start).toBeGreaterThan(0)
        expect(end - start).toBeLessThanOrEqual(mostRows)
        if (towards === 'older') expect(start).toBe(Math.max(0, before.start - 50))
        else expect(end).toBe(Math.min(count, before.end + 50))
      }
    }),
  )
})
