import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId } from 'bson'
import { expect, test } from 'vitest'
import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import type { Document } from '#server/embedded-mongo/bson/document.ts'
import { compileFilter } from './matcher.ts'
import type { Match } from './paths.ts'

const matches = (document: Document, filter: Document, match: Match = {}) =>
  compileFilter(filter, evaluatorFor(undefined))(document, match)

const id = new ObjectId()
const bytes = (text: string, subtype = 0) => new Binary(Buffer.from(text), subtype)

const fulfilled: [Document, Document][] = [
  [{ a: 1 }, { a: new Double(1) }],
  [{ a: Long.fromNumber(1) }, { a: Decimal128.fromString('1.0') }],
  [{ a: id }, { a: new ObjectId(id.toHexString()) }],
  [{ a: bytes('x') }, { a: bytes('x') }],
  [{}, { a: null }],
  [{ a: null }, { a: null }],
  [{ a: [null] }, { a: null }],
  [{ a: 5 }, { 'a.b': null }],
  [{ a: [{ b: 1 }, {}] }, { 'a.b': null }],
  [{ a: [1, 2] }, { a: 2 }],
  [{ a: [1, 2] }, { a: [1, 2] }],
  [{ a: [[1, 2]] }, { a: [1, 2] }],
  [{ a: [{ b: [1, 2] }] }, { 'a.b': 2 }],
  [{ a: [{ b: 1 }, { b: 2 }] }, { 'a.1.b': 2 }],
  [{ a: { 0: 'x' } }, { 'a.0': 'x' }],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 2 } }],
  [{ a: [1, 9] }, { a: { $gt: 5, $lt: 5 } }],
  [{ a: 'b' }, { a: { $gte: 'b' } }],
  [{ a: null }, { a: { $gte: null } }],
  [{ a: 1 }, { a: { $gt: new MinKey() } }],
  [{ a: 'x' }, { a: { $lt: new MaxKey() } }],
  [{ a: 1 }, { b: { $ne: 1 } }],
  [{ a: [] }, { 'a.b': { $exists: false } }],
  [{ a: null }, { a: { $exists: true } }],
  [{ a: 'Chair' }, { a: /^cha/i }],
  [{ a: ['no', 'yes'] }, { a: { $regex: 'ES', $options: 'i' } }],
  [{ a: 'yes' }, { a: { $in: [/^y/] } }],
  [{}, { a: { $in: [null] } }],
  [{ a: [1, 2, 3] }, { a: { $all: [3, 1] } }],
  [{ a: [{ b: 1, c: 2 }] }, { a: { $all: [{ $elemMatch: { b: 1 } }] } }],
  [{ a: [1, 2] }, { a: { $size: 2 } }],
  [
    {
      a: [
        { b: 1, c: 2 },
        { b: 2, c: 1 },
      ],
    },
    { a: { $elemMatch: { b: 2, c: 1 } } },
  ],
  [{ a: [1, 7] }, { a: { $elemMatch: { $gt: 5, $lt: 9 } } }],
  [{ a: new Double(1) }, { a: { $type: 'double' } }],
  [{ a: [1, 'x'] }, { a: { $type: 'string' } }],
  [{ a: [] }, { a: { $type: 'array' } }],
  [{ a: 7 }, { a: { $mod: [4, 3] } }],
  [{ a: 6 }, { a: { $bitsAllSet: [1, 2] } }],
  [{ a: 2, b: 1 }, { $expr: { $gt: ['$a', '$b'] } }],
  [{ a: 1 }, { $nor: [{ a: 2 }, { b: 1 }] }],
  [{ a: 1 }, { a: { $not: { $gt: 1 } } }],
  [{}, { a: { $not: { $gt: 1 } } }],
  [{ __proto__x: 1 }, { __proto__x: 1 }],
]

const unfulfilled: [Document, Document][] = [
  [{ a: '1' }, { a: 1 }],
  [{ a: { c: 2, b: 1 } }, { a: { b: 1, c: 2 } }],
  [{ a: bytes('x') }, { a: bytes('x', 4) }],
  [{ a: [1] }, { 'a.b': null }],
  [{ a: [] }, { a: null }],
  [{ a: [] }, { 'a.b': null }],
  [{ a: 1 }, { a: { $lt: 'b' } }],
  [{ a: 'b' }, { a: { $gt: 1 } }],
  [{ a: null }, { a: { $lt: 5 } }],
  [{ a: Number.NaN }, { a: { $lt: 5 } }],
  [{ a: true }, { a: 1 }],
  [
    {
      a: [
        { b: 1, c: 1 },
        { b: 2, c: 2 },
      ],
    },
    { a: { $elemMatch: { b: 1, c: 2 } } },
  ],
  [{ a: [[1, 9]] }, { a: { $elemMatch: { $gt: 5 } } }],
  [{ a: [1, 2] }, { a: { $ne: 2 } }],
  [{ a: [1] }, { a: { $all: [] } }],
  [{ a: [[1, 2]] }, { a: { $size: 2 } }],
  [{ a: new Int32(1) }, { a: { $type: 'double' } }],
  [{ a: 1 }, { constructor: { $exists: true } }],
  [{ a: 5 }, { 'a.b': { $exists: true } }],
]

test.each(fulfilled)('%j fulfils %j', (document, filter) => {
  expect(matches(document, filter)).toBe(true)
})

test.each(unfulfilled)('%j does not fulfil %j', (document, filter) => {
  expect(matches(document, filter)).toBe(false)
})

test('the position of the element that matched is told, for updates of that element', () => {
  const match: Match = {}
  expect(matches({ a: [{ b: 1 }, { b: [4, 5] }] }, { 'a.b': 5 }, match)).toBe(true)
  expect(match.arrayIndex).toBe(1)
})
