import { Decimal128, Double, Int32, Long } from 'bson'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbers, values } from '#server/embedded-mongo/testing/values.ts'
import { compareValues } from './compare.ts'
import { afterPrefix, encodeKey, invert } from './keyEncoding.ts'

const sign = (order: number) => Math.sign(order)

test('encoded keys of any two values have the order of the values', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(sign(compareValues(a, b)))
    }),
    { numRuns: 3000 },
  )
})

test('encoded numbers of any kinds have the order of their exact values', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      expect(sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(sign(compareValues(a, b)))
    }),
    { numRuns: 3000 },
  )
})

test('the order of values is antisymmetric and transitive', () => {
  fc.assert(
    fc.property(values, values, values, (a, b, c) => {
      expect(sign(compareValues(a, b)) + sign(compareValues(b, a))).toBe(0)
      const [x, y, z] = [a, b, c].sort(compareValues)
      expect(compareValues(x, y)).toBeLessThanOrEqual(0)
      expect(compareValues(y, z)).toBeLessThanOrEqual(0)
      expect(compareValues(x, z)).toBeLessThanOrEqual(0)
    }),
    { numRuns: 2000 },
  )
})

test('no key is the beginning of another, so that compound keys keep the order field by field', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const [short, long] = [encodeKey(a), encodeKey(b)]
      fc.pre(Buffer.compare(short, long) !== 0)
      expect(Buffer.compare(short, long.subarray(0, short.length))).not.toBe(0)
    }),
    { numRuns: 2000 },
  )
})

test('inverted keys have the opposite order', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const inverted = Buffer.compare(invert(encodeKey(a)), invert(encodeKey(b)))
      expect(sign(inverted) + sign(compareValues(a, b))).toBe(0)
    }),
    { numRuns: 2000 },
  )
})

test('afterPrefix lies above everything that begins with the prefix, and above nothing else that follows', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.uint8Array({ maxLength: 3 }), (prefix, rest) => {
      fc.pre(prefix.some((byte) => byte !== 0xff))
      const after = afterPrefix(prefix)
      expect(Buffer.compare(Buffer.concat([prefix, rest]), after)).toBe(-1)
      expect(Buffer.compare(after.subarray(0, prefix.length), prefix)).toBe(1)
    }),
  )
})

test.each([
  [new Int32(5), new Double(5)],
  [Long.fromNumber(5), Decimal128.fromString('5.00')],
  [new Double(-0), new Int32(0)],
  [Decimal128.fromString('NaN'), new Double(Number.NaN)],
  [Long.fromBigInt(2n ** 53n + 1n), Decimal128.fromString('9007199254740993')],
])('%s and %s are the same key', (a, b) => {
  expect(Buffer.compare(encodeKey(a), encodeKey(b))).toBe(0)
})

test.each([
  [Long.fromBigInt(2n ** 53n), Long.fromBigInt(2n ** 53n + 1n)],
  [new Double(0.1), Decimal128.fromString('0.1000000000000000055511151231257828')],
  [new Double(Number.MAX_VALUE), Decimal128.fromString('1E400')],
  [Decimal128.fromString('1E400'), new Double(Number.POSITIVE_INFINITY)],
  [new Double(Number.NEGATIVE_INFINITY), Decimal128.fromString('-1E400')],
  ['\uffee', '\u{1f600}'],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
])('%s sorts before %s', (a, b) => {
  expect(Buffer.compare(encodeKey(a), encodeKey(b))).toBe(-1)
  expect(compareValues(a, b)).toBeLessThan(0)
})
