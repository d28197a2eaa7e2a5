import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterAll, afterEach, expect, test } from 'vitest'
import { startEmbeddedMongo } from './start.ts'
import { refusalOf, startTestServer, temporaryFolder } from './testing/testServer.ts'

/** Files of this process may grow no further than this; null where the system cannot do that. */
function limitFiles(bytes: string): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`])
}

function canDo(deed: () => void): boolean {
  try {
    deed()
    return true
  } catch {
    return false
  }
}

const usualLimit = 'unlimited'
/** The two pages that name the state of the store; no page of data fits in. */
const noPageMore = '8192'
const canLimit = canDo(() => limitFiles(usualLimit))
afterEach(() => {
  if (canLimit) limitFiles(usualLimit)
})

const outOfDiskSpace = { code: 14031, codeName: 'OutOfDiskSpace' }

// Skipped where there is no prlimit, or where the limit is so low already that it cannot be given back.
test.runIf(canLimit).each([false, true])(
  'a commit that the disk refuses is told, leaves nothing behind, and the store heals (in a worker: %s)',
  async (inWorker) => {
    const { db, bugs, client, mongo, folder } = await startTestServer({ inWorker })
    await db.collection('log').createIndex({ n: 1 }, { unique: true })
    await db.collection('log').insertOne({ n: 1 })
    limitFiles(noPageMore)
    const refused = [2, 3, 4].map((n) => refusalOf(db.collection('log').insertOne({ n })))
    const unmade = refusalOf(db.collection('new').insertOne({ n: 1 }))
    for (const refusal of await Promise.all([...refused, unmade])) expect(refusal).toMatchObject(outOfDiskSpace)
    expect(await db.collection('log').countDocuments()).toBe(1)
    expect(await db.listCollections().toArray()).toHaveLength(1)

    limitFiles(usualLimit)
    await db.collection('log').insertOne({ n: 2 })
    await db.collection('new').insertOne({ n: 1 })
    await client.close()
    await mongo.close()
    const again = await startTestServer({ dataFolder: folder })
    expect(
      await again.db
        .collection('log')
        .find()
        .sort({ n: 1 })
        .map(({ n }) => n)
        .toArray(),
    ).toEqual([1, 2])
    expect(await again.db.collection('new').countDocuments({ n: 1 })).toBe(1)
    expect(bugs).toEqual([])
  },
)

const disk = join(temporaryFolder(), 'disk')
mkdirSync(disk)
const canMount = canDo(() => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', disk], { stdio: 'ignore' }))
afterAll(() => {
  if (canMount) execFileSync('umount', [disk])
})

// Skipped where this user may not mount a disk of two megabytes.
test.runIf(canMount)(
  'what was acknowledged before a disk was full is there after it, and what was refused is not',
  async () => {
    const bugs: unknown[] = []
    const mongo = await startEmbeddedMongo({ dataFolder: disk, inWorker: true, onBug: (error) => bugs.push(error) })
    const client = await new MongoClient(mongo.uri).connect()
    const log = client.db().collection<{ n: number; text: string }>('log')
    const post = (n: number) => log.insertOne({ n, text: 'x'.repeat(3000) })
    const stored: number[] = []
    const refused: unknown[] = []
    for (let n = 0; refused.length < 5; n++)
      await post(n).then(
        () => stored.push(n),
        (error) => refused.push(error),
      )
    for (const error of refused) expect(error).toMatchObject(outOfDiskSpace)

    execFileSync('mount', ['-o', 'remount,size=8m', disk])
    await post(-1)
    const found = await log
      .find()
      .map(({ n }) => n)
      .toArray()
    expect(found).toEqual([...stored, -1])
    await client.close()
    await mongo.close()
    expect(bugs).toEqual([])
  },
)
