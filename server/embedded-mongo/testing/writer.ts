import { MongoClient } from 'mongodb'
import { startEmbeddedMongo } from '#server/embedded-mongo/start.ts'

const WRITERS = 30

/**
 * Run as a process of its own, to be killed: serves the folder, writes from many sides, and tells each document that was
 * acknowledged, a line each, after its acknowledgement.
 */
async function main(dataFolder: string, round: string, inWorker: boolean): Promise<void> {
  const mongo = await startEmbeddedMongo({ dataFolder, inWorker })
  const client = await new MongoClient(mongo.uri, { maxPoolSize: WRITERS }).connect()
  const log = client.db('test').collection('log')
  await log.createIndexes([
    { key: { room: 1, seq: 1 }, unique: true },
    { key: { room: 1, cid: 1 }, unique: true },
  ])
  process.stdout.write('writing\n')
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const room = `${round}.${writer}`
      for (let seq = 1; ; seq++) {
        const batch = writer % 3 === 0 ? [seq, ++seq, ++seq] : [seq]
        await log.insertMany(batch.map((n) => ({ room, seq: n, cid: `c${n}`, text: 'x'.repeat(200) })))
        process.stdout.write(`${batch.map((n) => `${room} ${n}`).join('\n')}\n`)
      }
    }),
  )
}

const [folder, round, place] = process.argv.slice(2)
void main(folder!, round!, place === 'worker')
