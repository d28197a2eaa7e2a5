import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchTouches } from './away.ts'
import { connection } from './connection.ts'

const minute = 60_000
let told: unknown[]
let reconnect: () => void

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  vi.spyOn(connection, 'tell').mockImplementation((_, ask) => void told.push(ask))
  vi.spyOn(connection, 'onConnect').mockImplementation((hear) => {
    reconnect = hear
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a device that nobody touches for five minutes says so once, again on each new line, and takes it back at a touch', () => {
  watchTouches()
  vi.advanceTimersByTime(4 * minute)
  dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(4 * minute)
  expect(told).toEqual([])
  vi.advanceTimersByTime(10 * minute)
  expect(told).toEqual([{ isAway: true }])
  reconnect()
  expect(told).toEqual([{ isAway: true }, { isAway: true }])
  dispatchEvent(new Event('pointermove'))
  dispatchEvent(new Event('pointermove'))
  expect(told).toEqual([{ isAway: true }, { isAway: true }, { isAway: false }])
  reconnect()
  expect(told).toHaveLength(3)
})
