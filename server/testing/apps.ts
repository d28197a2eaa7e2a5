import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/embedded-mongo/start.ts'
import { entriesAfter } from '#server/platform/entry.model.ts'
import { newCid } from './factories.ts'
import { startTestApp, type TestApp } from './testApp.ts'

/** What is undone after each test, the last first. */
export const tidy: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of tidy.splice(0).reverse()) await undo()
})

/** One store for several hubs. */
export async function sharedStore(): Promise<EmbeddedMongo> {
  const folder = await mkdtemp(join(tmpdir(), 'chandelier-store-'))
  const mongo = await startEmbeddedMongo({ dataFolder: folder, databaseName: 'chandelier' })
  tidy.push(
    () => rm(folder, { recursive: true, force: true }),
    () => mongo.close(),
  )
  return mongo
}

/** A hub that is stopped after the test. */
export async function appOn(env: Record<string, string> = {}): Promise<TestApp> {
  const app = await startTestApp({ env })
  tidy.push(() => app.stop())
  return app
}

export const post = (app: TestApp, person: string, room: string, text: string, cid = newCid()) =>
  app.hub.dispatch({ name: 'message.post', input: { room, text }, actor: app.hub.actorOf(person), cid })

export async function wholeLog(app: TestApp, room: string) {
  return entriesAfter(app.hub.store, room, 0, 10_000)
}
