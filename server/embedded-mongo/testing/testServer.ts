import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, MongoClient, type MongoClientOptions } from 'mongodb'
import { afterAll } from 'vitest'
import { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from '#server/embedded-mongo/start.ts'

export type TestServer = {
  uri: string
  folder: string
  mongo: EmbeddedMongo
  client: MongoClient
  db: Db
  bugs: unknown[]
}

/** A new folder that is removed when the file's tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'em-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A server over a new folder, with a client connected; both end with the file's tests. */
export async function startTestServer(
  options: Partial<EmbeddedMongoOptions> = {},
  clientOptions: MongoClientOptions = {},
): Promise<TestServer> {
  const folder = options.dataFolder ?? temporaryFolder()
  const bugs: unknown[] = []
  const mongo = await startEmbeddedMongo({ dataFolder: folder, onBug: (error) => bugs.push(error), ...options })
  const client = await new MongoClient(mongo.uri, clientOptions).connect()
  afterAll(async () => {
    await client.close()
    await mongo.close()
  })
  return { uri: mongo.uri, folder, mongo, client, db: client.db(), bugs }
}

/** What an error of the server says of itself. */
export async function refusalOf(
  attempt: Promise<unknown>,
): Promise<{ code: unknown; codeName: unknown; message: string }> {
  try {
    await attempt
  } catch (error) {
    const { code, codeName, message } = error as { code: unknown; codeName: unknown; message: string }
    return { code, codeName, message }
  }
  throw new Error('it was not refused')
}
