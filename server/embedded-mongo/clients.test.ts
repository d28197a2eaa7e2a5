import { betterAuth } from 'better-auth'
import { mongodbAdapter } from 'better-auth/adapters/mongodb'
import type { Db } from 'mongodb'
import mongoose, { type Connection, Schema } from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './testing/testServer.ts'

describe.each([
  ['on the main thread', { inWorker: false }],
  ['in a worker', { inWorker: true }],
  ['on a port', { port: 0 }],
])('%s', (_, options) => {
  let connection: Connection
  let db: Db
  let bugs: unknown[]

  beforeAll(async () => {
    const server = await startTestServer(options)
    ;({ db, bugs } = server)
    connection = await mongoose.createConnection(server.uri).asPromise()
  })

  afterAll(() => connection.close())

  test('Mongoose makes its indexes, keeps its documents and finds them again', async () => {
    const Author = connection.model('Author', new Schema({ name: { type: String, unique: true } }))
    const Book = connection.model(
      'Book',
      new Schema(
        { title: String, author: { type: Schema.Types.ObjectId, ref: 'Author' }, tags: [String], at: Date },
        { timestamps: true },
      ),
    )
    await Promise.all([Author.init(), Book.init()])
    const author = await Author.create({ name: 'Ann' })
    await expect(Author.create({ name: 'Ann' })).rejects.toMatchObject({ code: 11000 })
    await Book.insertMany([
      { title: 'One', author, tags: ['a'] },
      { title: 'Two', author, tags: ['b'] },
    ])
    const book = await Book.findOne({ tags: 'b' }).populate<{ author: { name: string } }>('author').orFail()
    expect(book.author.name).toBe('Ann')
    book.tags.push('c')
    await book.save()
    expect(await Book.countDocuments({ tags: 'c', author: author._id })).toBe(1)
    expect((await Book.find().sort('-title').lean()).map(({ title }) => title)).toEqual(['Two', 'One'])
    const results = await Book.bulkWrite([
      { updateOne: { filter: { title: 'One' }, update: { $set: { title: 'Uno' } } } },
      { deleteOne: { filter: { title: 'Two' } } },
      { insertOne: { document: { title: 'Three', tags: [] } } },
    ])
    expect(results).toMatchObject({ matchedCount: 1, deletedCount: 1, insertedCount: 1 })
    const titles: string[] = []
    for await (const each of Book.find().cursor({ batchSize: 1 })) titles.push(each.title!)
    expect(titles.sort()).toEqual(['Three', 'Uno'])
    expect(bugs).toEqual([])
  })

  test('pipelines match, join, group and count', async () => {
    const orders = db.collection('orders')
    await orders.insertMany([
      { by: 1, sum: 5, lines: [{ n: 1 }, { n: 2 }] },
      { by: 1, sum: 7, lines: [] },
      { by: 2, sum: 1 },
    ])
    await db.collection<{ _id: number; name: string }>('people').insertMany([
      { _id: 1, name: 'Ann' },
      { _id: 2, name: 'Bob' },
    ])
    const joined = await orders
      .aggregate([
        { $match: { sum: { $gt: 0 } } },
        { $group: { _id: '$by', total: { $sum: '$sum' }, n: { $sum: 1 } } },
        { $lookup: { from: 'people', localField: '_id', foreignField: '_id', as: 'person' } },
        { $unwind: '$person' },
        { $project: { _id: 0, name: '$person.name', total: 1, n: 1 } },
        { $sort: { total: -1 } },
      ])
      .toArray()
    expect(joined).toEqual([
      { name: 'Ann', total: 12, n: 2 },
      { name: 'Bob', total: 1, n: 1 },
    ])
    expect(await orders.aggregate([{ $match: { by: 1 } }, { $count: 'n' }]).toArray()).toEqual([{ n: 2 }])
    const faceted = await orders
      .aggregate([
        {
          $facet: {
            all: [{ $count: 'n' }],
            big: [{ $match: { sum: { $gte: 5 } } }, { $sort: { sum: 1 } }, { $project: { _id: 0, sum: 1 } }],
          },
        },
      ])
      .toArray()
    expect(faceted).toEqual([{ all: [{ n: 3 }], big: [{ sum: 5 }, { sum: 7 }] }])
    expect(bugs).toEqual([])
  })

  test('better-auth signs people up, in and out', async () => {
    const auth = betterAuth({
      database: mongodbAdapter(db),
      emailAndPassword: { enabled: true },
      secret: 'a secret that is only for this test',
      baseURL: 'http://localhost:3000',
    })
    const body = { email: 'ann@example.com', password: 'a long password', name: 'Ann' }
    const { token } = await auth.api.signUpEmail({ body })
    expect(token).toBeTruthy()
    await expect(auth.api.signUpEmail({ body })).rejects.toThrow()
    await expect(auth.api.signInEmail({ body: { ...body, password: 'another password' } })).rejects.toThrow()
    const response = await auth.api.signInEmail({ body, asResponse: true })
    const headers = new Headers({
      cookie: response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    })
    expect(await auth.api.getSession({ headers })).toMatchObject({ user: { email: body.email } })
    await auth.api.updateUser({ body: { name: 'Anna' }, headers })
    expect(await auth.api.getSession({ headers })).toMatchObject({ user: { name: 'Anna' } })
    await auth.api.signOut({ headers })
    expect(await auth.api.getSession({ headers })).toBeNull()
    expect(bugs).toEqual([])
  })
})
