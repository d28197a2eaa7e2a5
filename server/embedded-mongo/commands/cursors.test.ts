import { Long } from 'mongodb'
import { expect, test } from 'vitest'
import { refusalOf, startTestServer } from '#server/embedded-mongo/testing/testServer.ts'

async function filled(n: number, options = {}) {
  const server = await startTestServer(options)
  const things = server.db.collection('things')
  await things.insertMany(Array.from({ length: n }, (_, i) => ({ i })))
  return { ...server, things }
}

test('the first batch has 101 documents, the next all the others, and the cursor ends with the last', async () => {
  const { db } = await filled(1000)
  const first = await db.command({ find: 'things' })
  expect(first['cursor'].firstBatch).toHaveLength(101)
  const id = Long.fromValue(first['cursor'].id)
  expect(id.isZero()).toBe(false)
  const rest = await db.command({ getMore: id, collection: 'things' })
  expect(rest['cursor'].nextBatch).toHaveLength(899)
  expect(Long.fromValue(rest['cursor'].id).isZero()).toBe(true)
  expect(await refusalOf(db.command({ getMore: id, collection: 'things' }))).toMatchObject({
    code: 43,
    codeName: 'CursorNotFound',
  })
})

test('a cursor shows the moment it was opened, whatever is written since', async () => {
  const { things } = await filled(500)
  const cursor = things.find({}, { batchSize: 10 })
  expect((await cursor.next())!['i']).toBe(0)
  await things.deleteMany({ i: { $gte: 250 } })
  await things.insertOne({ i: 1000 })
  await things.updateOne({ i: 100 }, { $set: { i: -1 } })
  const rest = await cursor.toArray()
  expect(rest.map(({ i }) => i)).toEqual(Array.from({ length: 499 }, (_, i) => i + 1))
  expect(await things.countDocuments()).toBe(251)
})

test('a reply holds no more than about 16 MB', async () => {
  const { db, things } = await filled(1)
  const big = 'x'.repeat(5_000_000)
  for (let i = 0; i < 5; i++) await things.insertOne({ big })
  const { cursor } = await db.command({ find: 'things', batchSize: 100 })
  expect(cursor.firstBatch).toHaveLength(4)
  const { cursor: second } = await db.command({ getMore: Long.fromValue(cursor.id), collection: 'things' })
  expect(second.nextBatch).toHaveLength(2)
})

test('a cursor that nobody asks is closed', async () => {
  const { db } = await filled(500, { cursorIdleSeconds: 0.1 })
  const { cursor } = await db.command({ find: 'things', batchSize: 1 })
  await expect.poll(async () => (await db.command({ serverStatus: 1 }))['metrics'].cursor.open.total).toBe(0)
  expect(await refusalOf(db.command({ getMore: Long.fromValue(cursor.id), collection: 'things' }))).toMatchObject({
    code: 43,
  })
})

test('a killed cursor is gone, and killing it again says so', async () => {
  const { db } = await filled(500)
  const id = Long.fromValue((await db.command({ find: 'things', batchSize: 1 }))['cursor'].id)
  expect(await db.command({ killCursors: 'things', cursors: [id] })).toMatchObject({
    cursorsKilled: [id],
    cursorsNotFound: [],
  })
  expect(await db.command({ killCursors: 'things', cursors: [id] })).toMatchObject({
    cursorsKilled: [],
    cursorsNotFound: [id],
  })
})

test('a limit ends the cursor with its first batch', async () => {
  const { db } = await filled(500)
  const { cursor } = await db.command({ find: 'things', limit: 20, sort: { i: -1 } })
  expect(cursor.firstBatch.map(({ i }: { i: number }) => i)).toEqual(Array.from({ length: 20 }, (_, i) => 499 - i))
  expect(Long.fromValue(cursor.id).isZero()).toBe(true)
})
