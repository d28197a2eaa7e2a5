import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import fc from 'fast-check'
import type { Document, Value } from '#server/embedded-mongo/bson/document.ts'

/** Numbers of all four kinds, often near each other and near the limits of doubles. */
export const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => new Int32(n)),
  fc.integer({ min: -3, max: 3 }).map((n) => Long.fromNumber(n)),
  fc
    .constantFrom(0.5, -0.5, -0, 1e300, -1e300, Number.NaN, Infinity, -Infinity, 5e-324, 2 ** 53)
    .map((n) => new Double(n)),
  fc.double().map((n) => new Double(n)),
  fc.bigInt({ min: 2n ** 53n - 2n, max: 2n ** 53n + 3n }).map((n) => Long.fromBigInt(n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc
    .constantFrom(
      '1',
      '1.0',
      '0.5',
      '0.1',
      '9007199254740993',
      '9007199254740992.5',
      '1E400',
      '-1E400',
      '1E-400',
      '-1E-400',
      '0',
      '-0',
      'NaN',
      'Infinity',
      '-Infinity',
      '123456789012345678901234567890.1234',
    )
    .map((text) => Decimal128.fromString(text)),
)

const strings = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'ab', 'a\0', 'a\0b', 'A', 'ä', '吸', '吸顶灯', '\u{1f600}', '\uffee'),
  fc.string({ maxLength: 5 }),
)

const ids = fc.constantFrom('0', '1', 'f').map((digit) => new ObjectId(digit.repeat(24)))

const scalars: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: numbers },
  { weight: 4, arbitrary: strings },
  fc.constant(null),
  fc.boolean(),
  ids,
  fc.integer({ min: -5, max: 5 }).map((n) => new Date(n * 1000)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes, bytes.length % 2 === 0 ? 0 : 128)),
  fc.integer({ min: 0, max: 3 }).map((t) => new Timestamp({ t, i: 1 })),
  fc.constantFrom(new BSONRegExp('a', ''), new BSONRegExp('a', 'i'), new BSONRegExp('^a', '')),
  fc.constantFrom<Value>(new MinKey(), new MaxKey()),
)

/** Any value, with arrays and sub-documents to a small depth. */
export const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 5, arbitrary: scalars },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 1, arbitrary: fields(tie('value'), ['a', 'b', 'c']) },
  ),
})).value

/** A document with some of the fields, in any order. */
function fields(value: fc.Arbitrary<Value>, names: string[]): fc.Arbitrary<Document> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), value), { selector: ([name]) => name, maxLength: names.length })
    .map((entries) => Object.fromEntries(entries))
}

/** Few distinct values, so that documents and queries often meet. */
const small: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    {
      weight: 6,
      arbitrary: fc.constantFrom<Value>(
        new Int32(1),
        new Int32(2),
        new Double(2),
        new Double(2.5),
        new Int32(3),
        'a',
        'b',
        'ab',
        null,
        new Double(Number.NaN),
      ),
    },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: fields(tie('value'), ['x', 'y']) },
  ),
})).value

export const smallDocuments: fc.Arbitrary<Document> = fields(small, ['a', 'b', 'c'])

const paths = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x', 'a.0', 'b.x.y')

const plainScalars = fc.constantFrom<Value>(new Int32(1), new Int32(2), new Double(2.5), 'a', 'ab', 'b', null)

const conditions: fc.Arbitrary<Value> = fc.oneof(
  small,
  fc
    .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), small)
    .map(([operator, value]) => ({ [operator]: value })),
  fc.tuple(plainScalars, plainScalars).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc
    .tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(small, { maxLength: 3 }))
    .map(([operator, list]) => ({ [operator]: list })),
  fc.boolean().map((exists) => ({ $exists: exists })),
  fc.constantFrom<Value>(
    { $type: 'number' },
    { $size: 2 },
    { $not: { $gt: new Int32(1) } },
    { $regex: '^a' },
    { $elemMatch: { $gte: new Int32(2) } },
    { $elemMatch: { x: new Int32(1) } },
  ),
)

const fieldFilters: fc.Arbitrary<Document> = fc
  .uniqueArray(fc.tuple(paths, conditions), { selector: ([path]) => path, minLength: 1, maxLength: 3 })
  .map((entries) => Object.fromEntries(entries))

/** Filters over the paths of `smallDocuments`. */
export const filters: fc.Arbitrary<Document> = fc.oneof(
  { weight: 5, arbitrary: fieldFilters },
  fc
    .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(fieldFilters, { minLength: 1, maxLength: 2 }))
    .map(([operator, branches]) => ({ [operator]: branches })),
  fc
    .tuple(fieldFilters, fc.array(fieldFilters, { minLength: 1, maxLength: 2 }))
    .map(([filter, branches]) => ({ ...filter, $or: branches })),
)

export const sorts: fc.Arbitrary<Document> = fc
  .uniqueArray(fc.tuple(paths, fc.constantFrom(1, -1)), { selector: ([path]) => path, maxLength: 3 })
  .map((entries) => Object.fromEntries(entries))

const digit = fc.constantFrom(1, 2, 3)
const pair = fields(digit, ['x', 'y'])

/** Documents with arrays of numbers and of sub-documents, whose few values are in many queries' ways. */
export const denseDocuments: fc.Arbitrary<Document> = fc.record(
  { a: fc.oneof(digit, fc.array(digit, { maxLength: 3 }), pair, fc.array(pair, { maxLength: 3 })), b: digit },
  { requiredKeys: [] },
)

const denseConditions: fc.Arbitrary<Value> = fc.oneof(
  digit,
  digit.map((low) => ({ $gte: low })),
  digit.map((high) => ({ $lt: high })),
  fc.constant({ $gte: 2, $lte: 2 }),
  fc.tuple(digit, digit).map(([low, high]) => ({ $gte: low, $lte: high })),
  fc.array(digit, { maxLength: 2 }).map((list) => ({ $in: list })),
  fc.constantFrom<Value>(null, { $exists: false }, { $elemMatch: { x: 1, y: 2 } }, { $elemMatch: { $gt: 1, $lt: 3 } }),
)

/** Filters that demand something of several fields of `denseDocuments` at once. */
export const denseFilters: fc.Arbitrary<Document> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'a.x', 'a.y', 'b'), denseConditions), {
    selector: ([path]) => path,
    minLength: 1,
    maxLength: 3,
  })
  .map((entries) => Object.fromEntries(entries))
