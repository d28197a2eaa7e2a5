import { Double, Int32 } from 'bson'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeKey } from '#server/embedded-mongo/bson/keyEncoding.ts'
import { indexKeys } from './indexKeys.ts'

const field = (path: string, direction: 1 | -1) => ({ path, parts: path.split('.'), direction })
const element = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((value) => new Int32(value)),
  fc.double({ noNaN: true }).map((value) => new Double(value)),
  fc.string({ maxLength: 3 }),
)

test('an array of plain values has the keys that it has beside an element which must be opened', () => {
  const direction = fc.constantFrom<1 | -1>(1, -1)
  fc.assert(
    fc.property(fc.array(element, { minLength: 1 }), element, direction, direction, (array, other, first, second) => {
      const fields = [field('words', first), field('at', second)]
      const plain = indexKeys(fields, { words: array, at: other })
      const opened = indexKeys(fields, { words: [...array, { deep: true }], at: other })
      const hexOf = (keys: Uint8Array[]) => keys.map((key) => Buffer.from(key).toString('hex'))
      expect(hexOf(plain.keys)).toEqual(hexOf(opened.keys.slice(0, -1)))
      expect(plain.keys.map((_, at) => plain.valuesAt(at))).toEqual(
        plain.keys.map((_, at) => opened.valuesAt(at)).map(([word, at]) => [expect.toSatisfy(alike(word)), at]),
      )
      expect(plain).toMatchObject({ multikey: true, arrayPaths: ['words'], shortened: false, allMissing: false })
    }),
  )
})

/** Of several equal elements either may be told. */
const alike = (expected: unknown) => (value: unknown) =>
  Buffer.compare(encodeKey(expected as never), encodeKey(value as never)) === 0
