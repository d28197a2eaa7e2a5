import type { Collection, Db } from 'mongodb'
import { Double, Int32, Long, MongoBulkWriteError, ObjectId } from 'mongodb'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { refusalOf, startTestServer } from '#server/embedded-mongo/testing/testServer.ts'

let db: Db
let log: Collection

beforeAll(async () => {
  db = (await startTestServer()).db
  log = db.collection('log')
})

beforeEach(async () => {
  await log.drop()
  await log.createIndexes([
    { key: { room: 1, seq: 1 }, unique: true },
    { key: { room: 1, by: 1, cid: 1 }, unique: true, name: 'once' },
  ])
})

const entry = (seq: number, cid = `c${seq}`) => ({ room: 'hall', seq, by: 'ann', cid })

async function bulkError(attempt: Promise<unknown>): Promise<MongoBulkWriteError> {
  const error = await attempt.catch((caught: unknown) => caught)
  if (error instanceof MongoBulkWriteError) return error
  throw new Error('it was not refused')
}

test('a duplicate is refused with the code, pattern, values and index that clash', async () => {
  await log.insertOne(entry(1))
  const error = await log.insertOne(entry(2, 'c1')).catch((caught) => caught)
  expect(error).toMatchObject({
    code: 11000,
    keyPattern: { room: 1, by: 1, cid: 1 },
    keyValue: { room: 'hall', by: 'ann', cid: 'c1' },
  })
  expect(error.message).toContain('index: once dup key: { room: "hall", by: "ann", cid: "c1" }')
})

test('an ordered batch stops at its first duplicate and says which it was', async () => {
  await log.insertOne(entry(3))
  const reply = await db.command({ insert: 'log', documents: [entry(1), entry(2), entry(3, 'other'), entry(4)] })
  expect(reply).toMatchObject({ n: 2, writeErrors: [{ index: 2, code: 11000, keyPattern: { room: 1, seq: 1 } }] })
  expect((await log.distinct('seq')).sort()).toEqual([1, 2, 3])
})

test('an unordered batch goes on behind its duplicates', async () => {
  await log.insertOne(entry(2))
  const error = await bulkError(
    log.insertMany([entry(1), entry(2), entry(3), entry(4, 'c1'), entry(5)], { ordered: false }),
  )
  expect(error.insertedCount).toBe(3)
  expect([error.writeErrors].flat().map(({ index }) => index)).toEqual([1, 3])
})

test('a refused document leaves no trace in any index', async () => {
  await log.insertOne(entry(1))
  await log.insertOne(entry(1, 'fresh')).catch(() => {})
  await log.insertOne(entry(2, 'fresh'))
  expect(await log.find({ cid: 'fresh' }).toArray()).toMatchObject([{ seq: 2 }])
})

test('a unique index refuses to be built over duplicates, and nothing of it stays', async () => {
  await log.insertMany([entry(1), entry(2)])
  expect(await refusalOf(log.createIndex({ by: 1 }, { unique: true }))).toMatchObject({ code: 11000 })
  expect((await log.indexes()).map(({ name }) => name)).toEqual(['_id_', 'room_1_seq_1', 'once'])
  await log.insertOne(entry(3))
})

test('numbers keep the types they were written with', async () => {
  await log.insertOne({ ...entry(1), int: new Int32(1), double: new Double(1), long: Long.fromNumber(1) })
  await log.updateOne({ seq: 1 }, { $inc: { int: new Int32(1), double: new Int32(1), long: new Int32(1) } })
  for (const [field, type] of [
    ['int', 'int'],
    ['double', 'double'],
    ['long', 'long'],
  ]) {
    expect(await log.countDocuments({ [field!]: { $type: type, $eq: 2 } })).toBe(1)
  }
})

test('an upsert inserts what the filter demands and the update sets, once', async () => {
  const upsert = () =>
    log.updateOne(
      { room: 'hall', seq: { $eq: 7 }, cid: { $gt: 'a' } },
      { $set: { n: 1 }, $setOnInsert: { first: true } },
      { upsert: true },
    )
  const first = await upsert()
  expect(first.upsertedId).toBeInstanceOf(ObjectId)
  expect(await log.findOne({ seq: 7 }, { projection: { _id: 0 } })).toEqual({ room: 'hall', seq: 7, n: 1, first: true })
  await log.updateOne({ seq: 7 }, { $set: { cid: 'b', first: false } })
  expect(await upsert()).toMatchObject({ upsertedId: null, matchedCount: 1, modifiedCount: 0 })
})

test('an update of many changes each document once, even if it moves within the index it is found by', async () => {
  await log.insertMany(Array.from({ length: 50 }, (_, i) => entry(i)))
  const result = await log.updateMany({ room: 'hall', seq: { $gte: 0 } }, { $inc: { seq: 1000 } })
  expect(result.modifiedCount).toBe(50)
  expect((await log.find().sort({ seq: 1 }).toArray()).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 50 }, (_, i) => 1000 + i),
  )
})

test('findOneAndUpdate takes the first in order and gives it before or after', async () => {
  await log.insertMany([entry(1), entry(2)])
  const before = await log.findOneAndUpdate({}, { $set: { taken: true } }, { sort: { seq: -1 } })
  expect(before).toMatchObject({ seq: 2 })
  expect(before).not.toHaveProperty('taken')
  const after = await log.findOneAndUpdate(
    { seq: 2 },
    { $inc: { n: 1 } },
    { returnDocument: 'after', projection: { _id: 0, n: 1 } },
  )
  expect(after).toEqual({ n: 1 })
  expect(await log.findOneAndDelete({ seq: 1 })).toMatchObject({ seq: 1 })
  expect(await log.findOneAndReplace({ seq: 9 }, { x: 1 })).toBeNull()
})

test('writers that race for one number are told apart: one wins, and none is lost', async () => {
  const results = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => log.insertOne(entry(1, `c${i}`))))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await log.countDocuments()).toBe(1)
})

test('documents that expire are removed, and others are not', async () => {
  const { db: quick } = await startTestServer({ expiryIntervalSeconds: 0.05 })
  const sessions = quick.collection('sessions')
  await sessions.createIndex({ at: 1 }, { expireAfterSeconds: 10 })
  await sessions.insertMany([
    { n: 1, at: new Date(Date.now() - 60_000) },
    { n: 2, at: new Date() },
    { n: 3, at: 'never' },
    { n: 4 },
  ])
  await expect.poll(() => sessions.distinct('n')).toEqual([2, 3, 4])
})
