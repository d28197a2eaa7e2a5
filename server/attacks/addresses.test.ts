import { expect, test } from 'vitest'
import { addressOf } from '#server/platform/sockets.ts'

test('an address is read from as many hops as are trusted, from the end', () => {
  const from = (told: string | string[] | undefined, trusted: number) =>
    addressOf(
      { headers: { 'x-forwarded-for': told as string }, socket: { remoteAddress: '10.0.0.1' } as never },
      trusted,
    )
  expect(from('203.0.113.1', 0)).toBe('10.0.0.1')
  expect(from('198.51.100.9, 203.0.113.1', 1)).toBe('203.0.113.1')
  expect(from('198.51.100.9, 203.0.113.1, 203.0.113.2', 2)).toBe('203.0.113.1')
  expect(from(['198.51.100.9', '203.0.113.1'], 1)).toBe('203.0.113.1')
  expect(from(undefined, 1)).toBe('10.0.0.1')
  expect(from(' , ', 1)).toBe('10.0.0.1')
})
