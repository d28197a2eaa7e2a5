import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beforeFirst, type Entry, following, isNewer } from './roomLog.ts'

const entry = (seq: number): Entry => ({ seq, at: 0, by: 'p', cid: `c${seq}`, n: 0, hash: `h${seq}`, changes: [] })

test('entries that follow the head are ready, repeats are ignored, a hole is a gap', () => {
  const head = { ...beforeFirst, seq: 3 }
  expect(following(head, [entry(2), entry(3), entry(4), entry(5)])).toEqual({
    ready: [entry(4), entry(5)],
    hasGap: false,
  })
  expect(following(head, [entry(4), entry(6)])).toEqual({ ready: [entry(4)], hasGap: true })
  expect(following(head, [])).toEqual({ ready: [], hasGap: false })
})

test('however frames are cut, repeated and lost, what is ready has no hole', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 })), (frames) => {
      let head = beforeFirst
      const got: number[] = []
      for (const frame of frames) {
        const { ready } = following(head, [...frame].sort((a, b) => a - b).map(entry))
        for (const { seq } of ready) got.push(seq)
        head = { ...head, seq: got.at(-1) ?? 0 }
      }
      expect(got).toEqual(got.map((_, index) => index + 1))
    }),
  )
})

test('only a higher version is newer', () => {
  expect(isNewer(undefined, { id: 'a', version: 1 })).toBe(true)
  expect(isNewer({ id: 'a', version: 1 }, { id: 'a', version: 1 })).toBe(false)
  expect(isNewer({ id: 'a', version: 2 }, { id: 'a', version: 1 })).toBe(false)
})
