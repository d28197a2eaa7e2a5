import { expect, test } from 'vitest'
import { factsOf, lengthText } from './fileLook.ts'

test.each([
  [0.2, '0:01'],
  [59.6, '1:00'],
  [185, '3:05'],
  [3785, '1:03:05'],
])('%d seconds read as %s', (seconds, text) => {
  expect(lengthText(seconds)).toBe(text)
})

test('a recording tells its length, all else its size alone', () => {
  expect(factsOf({ size: 1_400_000, seconds: 185 })).toBe('3:05 · 1.4 MB')
  expect(factsOf({ size: 999, seconds: null })).toBe('999 B')
})
