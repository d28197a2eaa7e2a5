import { describe, expect, test } from 'vitest'
import { usualSettings } from '#shared/notices/settings.ts'
import { earliest, mailAfterHold, nextMail, quietUntil } from './times.ts'

const night = { quiet: { from: '22:00', to: '07:00' } }
const at = (text: string) => new Date(text)
const iso = (date: Date | null) => date?.toISOString() ?? null

describe('quiet hours', () => {
  test.each([
    ['before them', '2026-05-01T21:59:59+08:00', null],
    ['from their first minute', '2026-05-01T22:00:00+08:00', '2026-05-02T07:00:00+08:00'],
    ['before midnight', '2026-05-01T23:59:00+08:00', '2026-05-02T07:00:00+08:00'],
    ['after midnight', '2026-05-02T00:00:00+08:00', '2026-05-02T07:00:00+08:00'],
    ['in their last minute', '2026-05-02T06:59:59+08:00', '2026-05-02T07:00:00+08:00'],
    ['at their end', '2026-05-02T07:00:00+08:00', null],
  ])('over midnight, %s', (_, now, end) => {
    expect(iso(quietUntil(night, 'Asia/Shanghai', at(now)))).toBe(end && iso(at(end)))
  })

  test('within one day', () => {
    const noon = { quiet: { from: '12:00', to: '13:30' } }
    expect(iso(quietUntil(noon, 'Asia/Kolkata', at('2026-05-01T12:10:00+05:30')))).toBe('2026-05-01T08:00:00.000Z')
    expect(quietUntil(noon, 'Asia/Kolkata', at('2026-05-01T13:30:00+05:30'))).toBeNull()
  })

  test('are shorter in the night that clocks go forward, and longer when they go back', () => {
    // Berlin: 2026-03-29 at 02:00 becomes 03:00; 2026-10-25 at 03:00 becomes 02:00.
    expect(iso(quietUntil(night, 'Europe/Berlin', at('2026-03-28T22:30:00+01:00')))).toBe('2026-03-29T05:00:00.000Z')
    expect(iso(quietUntil(night, 'Europe/Berlin', at('2026-10-24T22:30:00+02:00')))).toBe('2026-10-25T06:00:00.000Z')
  })

  test('that end at a time that the clock skips end after the gap', () => {
    const early = { quiet: { from: '23:00', to: '02:30' } }
    const end = quietUntil(early, 'Europe/Berlin', at('2026-03-29T00:30:00+01:00'))!
    expect(end.getTime()).toBeGreaterThanOrEqual(at('2026-03-29T01:00:00Z').getTime())
    expect(end.getTime()).toBeLessThanOrEqual(at('2026-03-29T01:30:00Z').getTime())
  })

  test('of no length are none', () => {
    expect(quietUntil({ quiet: { from: '08:00', to: '08:00' } }, 'UTC', at('2026-05-01T08:00:00Z'))).toBeNull()
    expect(quietUntil({ quiet: null }, 'UTC', at('2026-05-01T08:00:00Z'))).toBeNull()
  })
})

describe('the next mail', () => {
  const due = (given: object, timeZone: string, now: string) =>
    iso(nextMail({ ...usualSettings, ...given }, timeZone, at(now)))

  test('comes daily at the own hour of the own zone, also over a change of clocks', () => {
    const daily = { mail: 'daily', dailyAt: 8 }
    expect(due(daily, 'Asia/Shanghai', '2026-05-01T07:59:00+08:00')).toBe('2026-05-01T00:00:00.000Z')
    expect(due(daily, 'Asia/Shanghai', '2026-05-01T08:00:00+08:00')).toBe('2026-05-02T00:00:00.000Z')
    expect(due(daily, 'Europe/Berlin', '2026-03-28T09:00:00+01:00')).toBe('2026-03-29T06:00:00.000Z')
  })

  test('comes with the full hour, or a minute later, or never', () => {
    expect(due({ mail: 'hourly' }, 'Asia/Kolkata', '2026-05-01T10:12:00+05:30')).toBe('2026-05-01T05:30:00.000Z')
    expect(due({ mail: 'instant' }, 'UTC', '2026-05-01T10:12:00Z')).toBe('2026-05-01T10:13:00.000Z')
    expect(due({ mail: 'off' }, 'UTC', '2026-05-01T10:12:00Z')).toBeNull()
  })

  test('waits for the end of quiet hours, where it is not the daily one', () => {
    expect(due({ mail: 'instant', ...night }, 'UTC', '2026-05-01T23:00:00Z')).toBe('2026-05-02T07:00:00.000Z')
    expect(due({ mail: 'hourly', ...night }, 'UTC', '2026-05-01T21:30:00Z')).toBe('2026-05-02T07:00:00.000Z')
    expect(due({ mail: 'daily', dailyAt: 6, ...night }, 'UTC', '2026-05-01T23:00:00Z')).toBe('2026-05-02T06:00:00.000Z')
  })
})

test.each([
  ['daily', '10:00', '2026-05-03T08:00:00+08:00'],
  ['daily', '08:00', '2026-05-02T08:00:00+08:00'],
  ['hourly', '10:20', '2026-05-02T11:00:00+08:00'],
  ['hourly', '10:00', '2026-05-02T10:00:00+08:00'],
  ['hourly', '03:20', '2026-05-02T07:00:00+08:00'],
  ['instant', '03:20', '2026-05-02T07:00:00+08:00'],
  ['off', '10:00', null],
] as const)('%s mail about what was held back until %s keeps the rhythm and the quiet hours', (mail, until, due) => {
  const settings = { ...usualSettings, ...night, mail }
  const mailAt = mailAfterHold(settings, 'Asia/Shanghai', at(`2026-05-02T${until}:00+08:00`))
  expect(iso(mailAt)).toBe(due && iso(at(due)))
})

test('the earliest of some moments, and of none', () => {
  const [one, other] = [at('2026-05-02T10:00:00Z'), at('2026-05-02T09:00:00Z')]
  expect([earliest([one, other]), earliest([other, one]), earliest([])]).toEqual([other, other, null])
})
