import { Decimal128, Double, Int32, Long } from 'bson'
import { expect, test } from 'vitest'
import { type Document, decode, decodePlain, encode, type Value } from '#server/embedded-mongo/bson/document.ts'
import { updateTools } from '#server/embedded-mongo/commands/updates.ts'
import { compileFilter } from '#server/embedded-mongo/query/matcher.ts'
import type { Match } from '#server/embedded-mongo/query/paths.ts'
import { compileUpdate } from './update.ts'
import { upsertDocument } from './upsert.ts'

const tools = updateTools(undefined)

/** Updates a stored document and gives what is stored then. */
function updated(document: Document, update: Value, filter: Document = {}, arrayFilters?: Document[]): Document {
  const stored = decode(encode({ _id: 1, ...document }))
  const match: Match = {}
  compileFilter(filter, tools.evaluate)(stored, match)
  const after = compileUpdate(update, arrayFilters, tools).apply(stored, match, false)
  const { _id, ...rest } = decodePlain(encode(after))
  return rest
}

const applied: [string, Document, Value, Document][] = [
  ['$set creates the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set fills an array up', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['new fields come in the order of their names', {}, { $set: { b: 1, a: 1 }, $inc: { aa: 1 } }, { a: 1, aa: 1, b: 1 }],
  ['$unset removes a field', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset empties an element', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$unset of nothing creates nothing', {}, { $unset: { 'a.b': '' } }, {}],
  ['$inc starts from nothing', {}, { $inc: { a: 2 } }, { a: 2 }],
  ['$mul starts from zero', {}, { $mul: { a: 2 } }, { a: 0 }],
  ['$min keeps the less', { a: 3, b: 3 }, { $min: { a: 2, b: 4 } }, { a: 2, b: 3 }],
  ['$max compares across types', { a: 3 }, { $max: { a: 'x' } }, { a: 'x' }],
  ['$rename moves', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  ['$setOnInsert is for inserts', { a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
  ['$push appends an array as one', { a: [1] }, { $push: { a: [2] } }, { a: [1, [2]] }],
  [
    '$push with all its clauses',
    { a: [5, 1] },
    { $push: { a: { $each: [3, 2], $position: 0, $sort: 1, $slice: -3 } } },
    { a: [2, 3, 5] },
  ],
  [
    '$push sorts sub-documents',
    { a: [{ x: 2 }] },
    { $push: { a: { $each: [{ x: 3 }, { x: 1 }], $sort: { x: -1 } } } },
    { a: [{ x: 3 }, { x: 2 }, { x: 1 }] },
  ],
  ['$addToSet adds what is not there', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  [
    '$addToSet heeds the order of fields',
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull by fields', { a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
  ['$pullAll', { a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$pop at both ends', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: -1, b: 1 } }, { a: [2, 3], b: [1] }],
  ['$bit', { a: 6 }, { $bit: { a: { and: 3 } } }, { a: 2 }],
  [
    '$[] reaches every element',
    { a: [{ x: 1 }, { x: 2 }] },
    { $inc: { 'a.$[].x': 10 } },
    { a: [{ x: 11 }, { x: 12 }] },
  ],
  ['a replacement keeps the _id', { a: 1 }, { b: 2 }, { b: 2 }],
  ['a pipeline computes', { a: 2, b: 3 }, [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }], { b: 3, c: 5 }],
]

test.each(applied)('%s', (_, before, update, after) => {
  const result = updated(before, update)
  expect(result).toEqual(after)
  expect(Object.keys(result)).toEqual(Object.keys(after))
})

test('the positional operator stands for the element that the filter found', () => {
  expect(updated({ a: [{ x: 1 }, { x: 2 }] }, { $set: { 'a.$.y': 1 } }, { 'a.x': 2 })).toEqual({
    a: [{ x: 1 }, { x: 2, y: 1 }],
  })
})

test('array filters choose the elements', () => {
  const update = { $set: { 'a.$[low].y': 0 } }
  expect(updated({ a: [{ x: 1 }, { x: 5 }] }, update, {}, [{ 'low.x': { $lt: 3 } }])).toEqual({
    a: [{ x: 1, y: 0 }, { x: 5 }],
  })
})

const sums: [Value, Value, Value][] = [
  [new Int32(1), new Int32(2), new Int32(3)],
  [new Int32(2 ** 31 - 1), new Int32(1), Long.fromNumber(2 ** 31)],
  [Long.fromNumber(1), new Int32(2), Long.fromNumber(3)],
  [new Int32(1), new Double(2), new Double(3)],
  [Long.fromBigInt(2n ** 53n), Long.fromNumber(1), Long.fromBigInt(2n ** 53n + 1n)],
  [Decimal128.fromString('0.1'), Decimal128.fromString('0.2'), Decimal128.fromString('0.3')],
  [new Int32(1), Decimal128.fromString('0.50'), Decimal128.fromString('1.50')],
]

test.each(sums)('%s + %s is %s, type and all', (a, b, sum) => {
  const after = compileUpdate({ $inc: { n: b } }, undefined, tools).apply({ _id: 1, n: a }, {}, false)
  expect(after['n']).toEqual(sum)
})

test('a long that would overflow is refused and not rounded', () => {
  const update = compileUpdate({ $inc: { n: Long.MAX_VALUE } }, undefined, tools)
  expect(() => update.apply({ _id: 1, n: Long.fromNumber(1) }, {}, false)).toThrow('64 bits')
})

test('an upsert takes what the filter demands by equality, and nothing else', () => {
  const filter = { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 }, $and: [{ e: { $in: [4] } }], $or: [{ f: 5 }, { g: 6 }] }
  const { _id, ...rest } = upsertDocument(
    filter,
    compileUpdate({ $set: { h: 7 }, $setOnInsert: { i: 8 } }, undefined, tools),
  )
  expect(rest).toEqual({ a: 1, b: { c: 2 }, e: 4, h: 7, i: 8 })
})
