import { expect, test } from 'vitest'
import { dayAfter, momentAt, wallAt } from '#shared/platform/days.ts'
import { endOf, endText } from './statusEnds.ts'

const at = (wall: string) => momentAt(wall, 'Asia/Shanghai')

test('a day ends at midnight and a week on Monday, where the person lives', () => {
  const thursday = at('2026-03-05T23:30')
  expect(endOf('half', thursday, 'Asia/Shanghai')).toBe(thursday + 1_800_000)
  expect(endOf('hour', thursday, 'Asia/Shanghai')).toBe(thursday + 3_600_000)
  expect(endOf('today', thursday, 'Asia/Shanghai')).toBe(at('2026-03-06T00:00'))
  expect(endOf('week', thursday, 'Asia/Shanghai')).toBe(at('2026-03-09T00:00'))
  // In Berlin it is half past four in the afternoon.
  expect(wallAt(endOf('today', thursday, 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-03-06T00:00')
})

test('on Sunday the week ends tonight, on Monday in seven days, over a change of clocks too', () => {
  expect(endOf('week', at('2026-03-08T12:00'), 'Asia/Shanghai')).toBe(at('2026-03-09T00:00'))
  expect(endOf('week', at('2026-03-09T00:00'), 'Asia/Shanghai')).toBe(at('2026-03-16T00:00'))
  const friday = momentAt('2026-03-27T12:00', 'Europe/Berlin')
  expect(wallAt(endOf('week', friday, 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-03-30T00:00')
})

test('a time on the wall is a moment and back again; what is no time is none', () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns']) {
    for (const wall of ['2026-03-29T12:05', '2026-10-25T04:00', '2028-02-29T00:00']) {
      expect(wallAt(momentAt(wall, zone), zone)).toBe(wall)
    }
  }
  expect(momentAt('', 'Asia/Shanghai')).toBeNaN()
  expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01')
})

test('an end is said as shortly as may be', () => {
  const now = at('2026-03-05T09:00')
  const said = (wall: string, language: 'zh' | 'en' = 'en') =>
    endText(at(wall), { now, language, timeZone: 'Asia/Shanghai' })
  expect(said('2026-03-05T14:05')).toBe('14:05')
  expect(said('2026-03-09T00:00')).toBe('Sunday')
  expect(said('2026-03-09T00:00', 'zh')).toBe('星期日')
  expect(said('2026-03-07T14:05', 'zh')).toBe('星期六 14:05')
  expect(said('2026-04-01T00:00')).toBe('31 March 2026')
})
