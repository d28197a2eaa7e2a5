import { expect, test } from 'vitest'
import { Latencies } from './latencies.ts'
import { median } from './summary.ts'
import { bodyOf, findNumbers, heardAlike, Tally } from './tally.ts'

test('the numbers of bodies are found wherever they stand', () => {
  const found: number[] = []
  const buffer = Buffer.from(`~#1~~#${bodyOf(7, 120)}~${bodyOf(12_345_678, 40)}~#0000000`)
  findNumbers(buffer, 0, buffer.length, (number) => found.push(number))
  expect(found).toEqual([7, 12_345_678])
  expect(bodyOf(7, 120)).toHaveLength(120)
})

test('what never came and what came twice are missing; everybody having a message is told once', () => {
  const tally = new Tally()
  const complete: number[] = []
  tally.onEverybodyHas = (number) => complete.push(number)
  const [a, b] = [
    { count: 0, order: 0 },
    { count: 0, order: 0 },
  ]
  const [first, second] = [tally.send(0, 2), tally.send(0, 2)]
  for (const heard of [a, b]) tally.hear(heard, first, 1)
  tally.hear(a, second, 1)
  expect(complete).toEqual([first])
  expect(tally.missing()).toBe(1)
  expect(heardAlike([a, b])).toBe(false)
  tally.hear(b, second, 2)
  expect(tally.missing()).toBe(0)
  expect(heardAlike([a, b])).toBe(true)
  tally.hear(b, second, 3)
  expect(tally.missing()).toBe(1)
})

test('the same messages in another order are not alike', () => {
  const tally = new Tally()
  const [a, b] = [
    { count: 0, order: 0 },
    { count: 0, order: 0 },
  ]
  const numbers = [tally.send(0, 2), tally.send(0, 2)]
  for (const number of numbers) tally.hear(a, number, 1)
  for (const number of numbers.toReversed()) tally.hear(b, number, 1)
  expect(tally.missing()).toBe(0)
  expect(heardAlike([a, b])).toBe(false)
})

test('quantiles are within 3 % of the true ones', () => {
  const latencies = new Latencies()
  for (let ms = 1; ms <= 1000; ms++) latencies.add(ms)
  const { p50, p99, max, count } = latencies.quantiles()!
  expect(Math.abs(p50 / 500 - 1)).toBeLessThan(0.03)
  expect(Math.abs(p99 / 990 - 1)).toBeLessThan(0.03)
  expect({ max, count }).toEqual({ max: 1000, count: 1000 })
  expect(new Latencies().quantiles()).toBeNull()
})

test('a median stands in the middle', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})
