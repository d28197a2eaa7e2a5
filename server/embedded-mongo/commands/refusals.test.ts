import type { Collection, Db, MongoClient } from 'mongodb'
import { beforeAll, expect, test } from 'vitest'
import { refusalOf, startTestServer } from '#server/embedded-mongo/testing/testServer.ts'

let client: MongoClient
let db: Db
let things: Collection
let bugs: unknown[]

beforeAll(async () => {
  ;({ client, db, bugs } = await startTestServer({}, { retryWrites: false }))
  things = db.collection('things')
  await things.insertMany([
    { n: 1, text: 'a', list: [1, 2], sub: { x: 1 } },
    { n: 2, text: 'b', list: 'none' },
  ])
})

const updating = (update: object, options = {}) => things.updateOne({ n: 1 }, update, options)

const cases: [string, number, string, () => Promise<unknown>][] = [
  ['an unknown command', 59, 'CommandNotFound', () => db.command({ brew: 1 })],
  ['an unknown option', 40415, 'Location40415', () => db.command({ find: 'things', brew: 1 })],
  ['an unknown query operator', 2, 'BadValue', () => things.find({ n: { $brew: 1 } }).toArray()],
  ['$where', 115, 'CommandNotSupported', () => things.find({ $where: 'true' }).toArray()],
  ['$function in an expression', 115, 'CommandNotSupported', () => things.find({ $expr: { $function: {} } }).toArray()],
  ['$text without an index', 27, 'IndexNotFound', () => things.find({ $text: { $search: 'a' } }).toArray()],
  ['an unknown expression', 168, 'InvalidPipelineOperator', () => things.find({ $expr: { $brew: 1 } }).toArray()],
  ['an unknown stage', 40324, 'Location40324', () => things.aggregate([{ $brew: 1 }]).toArray()],
  ['a change stream', 40573, 'Location40573', () => things.watch().next()],
  ['$out', 115, 'CommandNotSupported', () => things.aggregate([{ $out: 'x' }]).toArray()],
  ['a collation', 115, 'CommandNotSupported', () => things.find({}, { collation: { locale: 'en' } }).toArray()],
  ['a tailable cursor', 115, 'CommandNotSupported', () => things.find({}, { tailable: true }).toArray()],
  [
    'a transaction',
    20,
    'IllegalOperation',
    () => db.command({ find: 'things', txnNumber: 1, autocommit: false, startTransaction: true, lsid: { id: 1 } }),
  ],
  ['w above one', 2, 'BadValue', () => things.insertOne({}, { writeConcern: { w: 2 } })],
  ['a text index', 67, 'CannotCreateIndex', () => things.createIndex({ text: 'text' })],
  [
    'an index of another name',
    85,
    'IndexOptionsConflict',
    () => things.createIndex({ n: 1 }).then(() => things.createIndex({ n: 1 }, { name: 'other' })),
  ],
  ['another index of the name', 86, 'IndexKeySpecsConflict', () => things.createIndex({ text: 1 }, { name: 'n_1' })],
  [
    'an index of parallel arrays',
    171,
    'Location171',
    () =>
      db
        .collection('parallel')
        .createIndex({ a: 1, b: 1 })
        .then(() => db.collection('parallel').insertOne({ a: [1], b: [1] })),
  ],
  ['a hint at no index', 2, 'BadValue', () => things.find({}, { hint: 'none' }).toArray()],
  ['creating what exists', 48, 'NamespaceExists', () => db.command({ create: 'things' })],
  ['indexes of nothing', 26, 'NamespaceNotFound', () => db.collection('nothing').indexes()],
  [
    'a capped collection',
    115,
    'CommandNotSupported',
    () => db.createCollection('capped', { capped: true, size: 1000 }),
  ],
  ['an invalid name', 73, 'InvalidNamespace', () => db.command({ insert: 'a$b', documents: [{}] })],
  ['$inc of a string', 14, 'TypeMismatch', () => updating({ $inc: { text: 1 } })],
  ['$inc by a string', 14, 'TypeMismatch', () => updating({ $inc: { n: 'x' } })],
  ['$push onto a number', 2, 'BadValue', () => updating({ $push: { n: 1 } })],
  ['$pop of a string', 14, 'TypeMismatch', () => updating({ $pop: { text: 1 } })],
  ['paths within each other', 40, 'ConflictingUpdateOperators', () => updating({ $set: { sub: 1, 'sub.x': 2 } })],
  ['a path through a number', 28, 'PathNotViable', () => updating({ $set: { 'n.x': 1 } })],
  ['an unknown modifier', 9, 'FailedToParse', () => updating({ $brew: { n: 1 } })],
  ['a changed _id', 66, 'ImmutableField', () => updating({ $set: { _id: 1 } })],
  ['an unused array filter', 9, 'FailedToParse', () => updating({ $set: { n: 1 } }, { arrayFilters: [{ x: 1 }] })],
  ['a missing array filter', 2, 'BadValue', () => updating({ $set: { 'list.$[x]': 1 } })],
  ['a position without a match', 2, 'BadValue', () => updating({ $set: { 'list.$': 1 } })],
  ['an array as _id', 53, 'InvalidIdField', () => things.insertOne({ _id: [1] as never })],
  [
    'mixing fields in and out',
    31254,
    'Location31254',
    () => things.find({}, { projection: { n: 1, text: 0 } }).toArray(),
  ],
  ['a bad sort', 15975, 'Location15975', () => db.command({ find: 'things', sort: { n: 2 } })],
  ['a bad pattern', 51091, 'Location51091', () => things.find({ text: { $regex: '(' } }).toArray()],
]

test.each(cases)('%s is refused with %i %s', async (_, code, codeName, attempt) => {
  const refusal = await refusalOf(attempt())
  // An error of a single statement carries the number alone.
  expect({ ...refusal, codeName: refusal.codeName ?? codeName }).toMatchObject({ code, codeName })
  expect(bugs).toEqual([])
})

test('the driver understands that there are no transactions', async () => {
  const session = client.startSession()
  const refusal = await refusalOf(session.withTransaction(() => things.insertOne({}, { session })))
  expect(refusal.message).toMatch(/Transaction numbers|retryable writes/)
  await session.endSession()
})

test('a pattern that would take for ever is stopped', async () => {
  await things.insertOne({ text: 'a'.repeat(40) })
  expect(await refusalOf(things.find({ text: { $regex: '^(a+)+$b' } }).toArray())).toMatchObject({ code: 51156 })
})
