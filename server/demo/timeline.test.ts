import { expect, test } from 'vitest'
import { seededRandom, timesOf } from './timeline.ts'

const now = Date.UTC(2026, 4, 20, 1, 0)
const times = (lengths: number[], from: number, to: number) =>
  timesOf(lengths, { from, to, now, random: seededRandom(7) })

test('every line follows the one before it, and none lies in the future', () => {
  for (const lengths of [[13, 18, 16, 14, 18, 18, 14, 17, 12], [200], [1], Array(40).fill(9)]) {
    const all = times(lengths, 11, 0).flat()
    expect(all).toHaveLength(lengths.reduce((sum, length) => sum + length, 0))
    for (const [place, at] of all.entries()) {
      expect(at).toBeLessThanOrEqual(now)
      if (place > 0) expect(at).toBeGreaterThanOrEqual(all[place - 1]!)
    }
  }
})

test('a talk of earlier days is held in working hours of Shanghai', () => {
  const hours = times([8, 8], 9, 2)
    .flat()
    .map((at) => new Date(at + 8 * 3_600_000).getUTCHours())
  for (const hour of hours) expect(hour >= 9 && hour < 18).toBe(true)
})

test('a talk of today ended a few minutes ago', () => {
  const last = times([5, 5], 3, 0).flat().at(-1)!
  expect(now - last).toBeLessThan(6 * 60_000)
})

test('the same seed gives the same numbers between 0 and 1', () => {
  const [first, second] = [seededRandom(3), seededRandom(3)]
  const numbers = Array.from({ length: 500 }, () => first())
  expect(Array.from({ length: 500 }, () => second())).toEqual(numbers)
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers)).toBeLessThan(1)
  expect(new Set(numbers).size).toBeGreaterThan(490)
})
