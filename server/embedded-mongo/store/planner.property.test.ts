import fc from 'fast-check'
import type { Collection, Db, Document } from 'mongodb'
import { beforeAll, expect, test } from 'vitest'
import { parseSort, sortKey } from '#server/embedded-mongo/query/sort.ts'
import { startTestServer } from '#server/embedded-mongo/testing/testServer.ts'
import { denseDocuments, denseFilters, filters, smallDocuments, sorts } from '#server/embedded-mongo/testing/values.ts'

let database: Db
let collection: Collection

beforeAll(async () => {
  const { db } = await startTestServer()
  database = db
  collection = db.collection('things')
})

const keys = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'a.x', 'a.y', 'b.x', 'c'), fc.constantFrom(1, -1)), {
    selector: ([path]) => path,
    minLength: 1,
    maxLength: 3,
  })
  .map((entries) => Object.fromEntries(entries) as Record<string, 1 | -1>)

const indexes = fc.array(
  fc.record({ key: keys, sparse: fc.constantFrom(false, false, true), partial: fc.constantFrom(false, false, true) }),
  { minLength: 1, maxLength: 3 },
)

const denseIndexes = fc
  .subarray<Record<string, 1 | -1>>(
    [{ a: 1 }, { a: -1 }, { 'a.x': 1, 'a.y': 1 }, { 'a.y': -1, 'a.x': -1 }, { b: 1, a: -1 }, { b: -1, 'a.x': 1 }],
    { minLength: 1, maxLength: 3 },
  )
  .map((keys) => keys.map((key) => ({ key, sparse: false, partial: false })))

type IndexCase = { key: Record<string, 1 | -1>; sparse: boolean; partial: boolean }

/** Arrays in two indexed fields at once cannot be indexed; such documents are left out. */
async function fill(documents: Document[], cases: IndexCase[]): Promise<string[]> {
  await collection.drop()
  await collection.insertOne({ _id: -1 as never })
  const names: string[] = []
  for (const [i, { key, sparse, partial }] of cases.entries()) {
    const filter = partial ? { partialFilterExpression: { a: { $gt: 1 } } } : { sparse }
    names.push(await collection.createIndex(key, { name: `index${i}`, ...filter }).catch(() => ''))
  }
  await collection
    .insertMany(
      documents.map((document, i) => ({ _id: i as never, ...document })),
      { ordered: false },
    )
    .catch((error: { writeErrors?: { code: number }[] }) =>
      expect(error.writeErrors!.map(({ code }) => code)).toEqual(error.writeErrors!.map(() => 171)),
    )
  return names.filter((name) => name !== '')
}

function holdsAll(cases: IndexCase[], name: string): boolean {
  const { sparse, partial } = cases[Number(name.slice('index'.length))]!
  return !sparse && !partial
}

const idsOf = (documents: Document[]) => documents.map(({ _id }) => Number(_id)).sort((a, b) => a - b)

/** Asks in every way there is: as the planner likes, and through each index that holds all documents. */
async function expectSameAsReadingAll(filter: Document, sort: Document, whole: string[]): Promise<void> {
  const all = await collection.find(filter, { hint: { $natural: 1 } }).toArray()
  const order = parseSort(sort)
  for (const hint of [undefined, ...whole]) {
    const found = await collection
      .find(filter, { hint })
      .sort(sort as never)
      .toArray()
    expect([hint, idsOf(found)]).toEqual([hint, idsOf(all)])
    expect(await database.command({ count: 'things', query: filter, hint: hint ?? {} })).toMatchObject({
      n: all.length,
    })
    if (!order) continue
    const positions = found.map((document) => sortKey(document, order))
    expect(positions).toEqual([...positions].sort(Buffer.compare))
  }
}

test.each([
  ['documents of every shape', smallDocuments, filters, indexes, 40],
  ['arrays and ranges', denseDocuments, denseFilters, denseIndexes, 100],
])(
  'with %s, a search finds what reading every document finds, in the order asked for',
  async (_, documents, queries, indexing, numRuns) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(documents, { minLength: 1, maxLength: 12 }),
        indexing,
        fc.array(fc.tuple(queries, sorts), { minLength: 6, maxLength: 6 }),
        async (filling, cases, searches) => {
          const whole = (await fill(filling, cases)).filter((name) => holdsAll(cases, name))
          for (const [filter, sort] of searches) await expectSameAsReadingAll(filter, sort, whole)
        },
      ),
      { numRuns },
    )
  },
)

test('every index, whole or asked for by hint, holds exactly the documents that belong to it after updates and deletions', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(smallDocuments, { minLength: 1, maxLength: 8 }),
      fc.array(smallDocuments, { maxLength: 4 }),
      indexes,
      async (documents, changes, cases) => {
        const names = await fill(documents, cases)
        for (const [i, change] of changes.entries()) {
          await collection.replaceOne({ _id: i as never }, change).catch(({ code }) => expect(code).toBe(171))
        }
        await collection.deleteOne({ _id: 4 as never })
        const all = await collection.find({}, { hint: { $natural: 1 } }).toArray()
        for (const name of names) {
          if (!holdsAll(cases, name)) continue
          const throughIndex = await collection.find({}, { hint: name }).toArray()
          expect([name, idsOf(throughIndex)]).toEqual([name, idsOf(all)])
        }
      },
    ),
    { numRuns: 40 },
  )
})
