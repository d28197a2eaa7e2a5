import { expect, test } from 'vitest'
import { buildMp3, buildWav } from '#server/testing/recordings.ts'
import { lengthOf } from './recordings.ts'

test('the length of a recording is read from its bytes, also where no header tells it', async () => {
  expect(await lengthOf(buildWav(2.5), 'audio/wav')).toBe(2.5)
  expect(await lengthOf(buildMp3(100), 'audio/mpeg')).toBeCloseTo(2.6, 1)
})

test.each([
  ['that is cut off in its head', buildWav(1).subarray(0, 30)],
  ['that is none', Buffer.from('a lamp in every window')],
])('a recording %s has no length that could be told', async (_, bytes) => {
  expect(await lengthOf(bytes, 'audio/wav')).toBeNull()
})

test('what a recording claims beyond its bytes counts for nothing', async () => {
  expect(await lengthOf(buildWav(60, { claimed: 0xffff_fff0, rate: 1 }), 'audio/wav')).toBe(60)
})

test('reading ends with its time, and what it was to say is left out', async () => {
  expect(await lengthOf(buildMp3(200_000), 'audio/mpeg', 1)).toBeNull()
})
