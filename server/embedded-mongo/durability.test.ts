import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Collection } from 'mongodb'
import { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { DataFolderInUse, startEmbeddedMongo } from './start.ts'
import { temporaryFolder } from './testing/testServer.ts'

const WRITER = new URL('./testing/writer.ts', import.meta.url).pathname
const ROUNDS = 4
/** Killed in the middle of the writing, each time at another moment. */
const ACKNOWLEDGED_BEFORE_KILL = [300, 77, 501, 160]

function startWriter(folder: string, round: number): ChildProcess {
  const place = round % 2 === 0 ? 'main' : 'worker'
  return spawn(process.execPath, [WRITER, folder, String(round), place], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Lets a process write, kills it, and gives every line that it had told by then. */
async function writeAndKill(folder: string, round: number): Promise<string[]> {
  const child = startWriter(folder, round)
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout! })
  reader.on('line', (line) => {
    if (line === 'writing') return
    lines.push(line)
    if (lines.length === ACKNOWLEDGED_BEFORE_KILL[round]) child.kill('SIGKILL')
  })
  await Promise.all([once(child, 'exit'), once(reader, 'close')])
  return lines
}

async function withServer<T>(dataFolder: string, use: (log: Collection) => Promise<T>): Promise<T> {
  const mongo = await startEmbeddedMongo({ dataFolder })
  const client = await new MongoClient(mongo.uri).connect()
  try {
    return await use(client.db('test').collection('log'))
  } finally {
    await client.close()
    await mongo.close()
  }
}

test('a process killed in the middle of 30 writers loses nothing it acknowledged, and no index contradicts its documents', async () => {
  const folder = temporaryFolder()
  const acknowledged: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    acknowledged.push(...(await writeAndKill(folder, round)))
    await withServer(folder, async (log) => {
      const documents = await log.find({}, { hint: { $natural: 1 } }).toArray()
      const stored = new Set(documents.map(({ room, seq }) => `${room} ${seq}`))
      expect(acknowledged.filter((entry) => !stored.has(entry))).toEqual([])
      for (const hint of ['room_1_seq_1', 'room_1_cid_1', '_id_']) {
        expect(await log.find({}, { hint }).toArray()).toHaveLength(documents.length)
      }
    })
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(ACKNOWLEDGED_BEFORE_KILL.reduce((a, b) => a + b))
})

test('a folder in use is refused by name of the process that uses it', async () => {
  const folder = temporaryFolder()
  const child = startWriter(folder, 0)
  await once(child.stdout!, 'data')
  const refusal = await startEmbeddedMongo({ dataFolder: folder }).catch((error) => error)
  expect(refusal).toBeInstanceOf(DataFolderInUse)
  expect(refusal).toMatchObject({ processId: child.pid, folder })
  expect(await startEmbeddedMongo({ dataFolder: folder, inWorker: true }).catch((error) => error)).toBeInstanceOf(
    DataFolderInUse,
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
  await withServer(folder, async (log) => expect(await log.estimatedDocumentCount()).toBeGreaterThan(0))
})

test('a folder is refused to a second server of the same process, and free again after the first is closed', async () => {
  const folder = temporaryFolder()
  await withServer(folder, async () => {
    await expect(startEmbeddedMongo({ dataFolder: folder })).rejects.toThrow(`in use by process ${process.pid}`)
  })
  await withServer(folder, async (log) => expect(await log.estimatedDocumentCount()).toBe(0))
})

test('a lock left by a dead process is taken over, even if its number now belongs to another', async () => {
  const folder = temporaryFolder()
  await withServer(folder, async () => {
    const path = join(folder, 'server.lock')
    const left = { ...JSON.parse(readFileSync(path, 'utf8')), startedAt: '1', nonce: 'long ago' }
    writeFileSync(path, JSON.stringify(left))
  })
  await withServer(folder, async (log) => expect(await log.estimatedDocumentCount()).toBe(0))
})

test('what was written is there after a restart, with its indexes and the order of its insertion', async () => {
  const folder = temporaryFolder()
  await withServer(folder, async (log) => {
    await log.createIndex({ tags: 1 }, { unique: true })
    await log.insertMany([
      { n: 2, tags: ['a', 'b'] },
      { n: 1, tags: [] },
    ])
  })
  await withServer(folder, async (log) => {
    await log.insertOne({ n: 0, tags: ['c'] })
    await expect(log.insertOne({ tags: ['b'] })).rejects.toMatchObject({ code: 11000 })
    expect((await log.find().toArray()).map(({ n }) => n)).toEqual([2, 1, 0])
    expect(await log.find({ tags: 'b' }).explain()).toMatchObject({
      queryPlanner: { winningPlan: { inputStage: { indexName: 'tags_1' } } },
    })
  })
})
