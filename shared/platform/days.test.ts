import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayIn, dayOf, startOfDay } from './days.ts'

test('a day begins at midnight of its own place', () => {
  expect(new Date(startOfDay('2026-03-01', 'Asia/Shanghai')).toISOString()).toBe('2026-02-28T16:00:00.000Z')
  expect(new Date(startOfDay('2026-03-01', 'UTC')).toISOString()).toBe('2026-03-01T00:00:00.000Z')
  expect(new Date(startOfDay('2026-07-01', 'America/New_York')).toISOString()).toBe('2026-07-01T04:00:00.000Z')
})

test('where clocks skip midnight, a day begins with what follows', () => {
  const start = startOfDay('2018-11-04', 'America/Sao_Paulo')
  expect(dayIn(start, 'America/Sao_Paulo')).toBe('2018-11-04')
  expect(dayIn(start - 1, 'America/Sao_Paulo')).toBe('2018-11-03')
})

test('the first moment of a day lies in it, and the one before does not', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu')
  const moments = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(zones, moments, (zone, moment) => {
      const day = dayIn(moment.getTime(), zone)
      const start = startOfDay(day, zone)
      expect([dayIn(start, zone), dayIn(start - 1, zone) < day]).toEqual([day, true])
    }),
  )
})

test.each([
  ['2026-3-1', '2026-03-01'],
  ['2026/03/01', '2026-03-01'],
  ['2026年3月1日', '2026-03-01'],
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['26-1-1', null],
  ['yesterday', null],
])('%s is the day %s', (text, day) => {
  expect(dayOf(text)).toBe(day)
})
