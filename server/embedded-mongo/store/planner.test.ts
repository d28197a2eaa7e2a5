import type { Collection, Document } from 'mongodb'
import { beforeAll, expect, test } from 'vitest'
import { startTestServer } from '#server/embedded-mongo/testing/testServer.ts'

const ROOMS = 20
const MESSAGES = 1_000_000

let messages: Collection
let things: Collection

beforeAll(async () => {
  const { db } = await startTestServer()
  messages = db.collection('messages')
  things = db.collection('things')
  await messages.createIndex({ room: 1, seq: 1 }, { unique: true })
  for (let from = 0; from < MESSAGES; from += 20_000) {
    const batch = Array.from({ length: 20_000 }, (_, i) => ({
      room: `room ${(from + i) % ROOMS}`,
      seq: Math.floor((from + i) / ROOMS),
    }))
    await messages.insertMany(batch)
  }
}, 240_000)

async function explain(filter: Document, sort: Document, limit = 0): Promise<Document> {
  return messages
    .find(filter)
    .sort(sort as never)
    .limit(limit)
    .explain('executionStats')
}

function stagesOf(stage: Document | undefined): string[] {
  return stage ? [stage['stage'], ...stagesOf(stage['inputStage'])] : []
}

test('the newest 50 messages of one room among a million are read without looking at any other', async () => {
  const explained = await explain({ room: 'room 7' }, { seq: -1 }, 50)
  expect(stagesOf(explained['queryPlanner'].winningPlan)).toEqual(['LIMIT', 'FETCH', 'IXSCAN'])
  expect(explained['executionStats']).toMatchObject({ nReturned: 50, totalKeysExamined: 50, totalDocsExamined: 50 })
  const newest = await messages.find({ room: 'room 7' }).sort({ seq: -1 }).limit(50).toArray()
  expect(newest.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, i) => MESSAGES / ROOMS - 1 - i))
})

test('what follows a known message is read from there on only', async () => {
  const { executionStats } = await explain({ room: 'room 3', seq: { $gt: MESSAGES / ROOMS - 10 } }, { seq: 1 })
  expect(executionStats).toMatchObject({ nReturned: 9, totalKeysExamined: 9, totalDocsExamined: 9 })
})

test('the newest of those with one element in their array are read in order, page by page, without looking at others', async () => {
  await things.drop()
  await things.createIndex({ words: 1, place: -1 })
  const rows = Array.from({ length: 2_000 }, (_, place) => ({ place, words: ['lamp', place % 10, `only ${place}`] }))
  await things.insertMany(rows)
  const page = () => things.find({ words: 3, place: { $gte: 500, $lt: 1_500 } }).sort({ place: -1 })
  const explained = await page().limit(20).explain('executionStats')
  expect(stagesOf(explained['queryPlanner'].winningPlan)).toEqual(['LIMIT', 'FETCH', 'IXSCAN'])
  expect(explained['executionStats']).toMatchObject({ nReturned: 20, totalKeysExamined: 20 })
  expect((await page().toArray()).map(({ place }) => place)).toEqual(
    Array.from({ length: 100 }, (_, i) => 1_493 - i * 10),
  )
  await things.insertOne({ place: [1, 9_000], words: 3 })
  const unordered = await page().explain()
  expect(stagesOf(unordered['queryPlanner'].winningPlan)).toEqual(['SORT', 'FETCH', 'IXSCAN'])
  expect((await page().limit(1).toArray()).map(({ place }) => place)).toEqual([[1, 9_000]])
})

test('a filter without an index, and an order that no index has, are shown as such', async () => {
  const unindexed = await explain({ seq: 5 }, {})
  expect(stagesOf(unindexed['queryPlanner'].winningPlan)).toEqual(['COLLSCAN'])
  expect(unindexed['executionStats']).toMatchObject({ nReturned: ROOMS, totalDocsExamined: MESSAGES })
  const unsorted = await explain({ room: 'room 1', seq: { $lt: 3 } }, { other: 1 })
  expect(stagesOf(unsorted['queryPlanner'].winningPlan)).toEqual(['SORT', 'FETCH', 'IXSCAN'])
})

test('each branch of an or is read through its index', async () => {
  const explained = await explain(
    {
      $or: [
        { room: 'room 1', seq: 4 },
        { room: 'room 2', seq: { $lt: 2 } },
      ],
    },
    {},
  )
  expect(explained['executionStats']).toMatchObject({ nReturned: 3, totalKeysExamined: 3 })
})

async function found(documents: Document[], key: Record<string, 1 | -1>, filter: Document): Promise<Document[]> {
  await things.drop()
  const name = await things.createIndex(key)
  await things.insertMany(documents.map((document) => ({ ...document })))
  return things.find(filter, { hint: name, projection: { _id: 0 } }).toArray()
}

test('two conditions below one array may be fulfilled by different elements, whatever the compound index', async () => {
  const document = {
    a: [
      { x: 1, y: 9 },
      { x: 3, y: 2 },
    ],
  }
  expect(await found([document], { 'a.x': 1, 'a.y': 1 }, { 'a.x': 1, 'a.y': 2 })).toEqual([document])
})

test('the two ends of a range may be fulfilled by different elements of an array', async () => {
  expect(await found([{ a: [1, 3] }], { a: 1 }, { a: { $gte: 2, $lte: 2 } })).toEqual([{ a: [1, 3] }])
  expect(await found([{ a: [1, 3] }], { a: -1 }, { a: { $gte: 2, $lte: 2 } })).toEqual([{ a: [1, 3] }])
})

test('keys too long to be stored whole still find, tell apart and sort their documents', async () => {
  const long = 'x'.repeat(3000)
  const documents = ['b', 'a', 'c'].map((end) => ({ a: long + end }))
  expect(await found(documents, { a: 1 }, { a: `${long}a` })).toEqual([{ a: `${long}a` }])
  expect(await found(documents, { a: 1 }, { a: { $gt: `${long}a` } })).toHaveLength(2)
  const sorted = await things.find({}).sort({ a: 1 }).toArray()
  expect(sorted.map(({ a }) => a.at(-1))).toEqual(['a', 'b', 'c'])
})

test('a sparse or partial index is used only where it holds every document that may match', async () => {
  await things.drop()
  await things.createIndex({ a: 1 }, { sparse: true })
  await things.createIndex({ b: 1 }, { partialFilterExpression: { open: true } })
  await things.insertMany([
    { a: 1, b: 1, open: true },
    { b: 1, open: false },
    { a: null, b: 2, open: true },
  ])
  const stages = async (filter: Document) => stagesOf((await things.find(filter).explain())['queryPlanner'].winningPlan)
  expect(await stages({ a: 1 })).toEqual(['FETCH', 'IXSCAN'])
  expect(await stages({ a: null })).toEqual(['COLLSCAN'])
  expect(await things.countDocuments({ a: null })).toBe(2)
  expect(await stages({ b: 1, open: true })).toEqual(['FETCH', 'IXSCAN'])
  expect(await stages({ b: 1 })).toEqual(['COLLSCAN'])
  expect(await things.countDocuments({ b: 1 })).toBe(2)
})
