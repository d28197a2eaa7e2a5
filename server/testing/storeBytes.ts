import { setTimeout as pause } from 'node:timers/promises'
import { readModels } from '#server/models.ts'
import type { Hub } from '#server/platform/hub.ts'
import { settleModels } from '#server/platform/readModels.ts'

/** What changes by itself: signs of life, cursors, and when a token was last used. */
const restless = ['processes', 'roomStates', 'reactionCursors']

/** Every document of the database as text, whatever collection it stands in. */
export async function everyDocument({ store }: Pick<Hub, 'store'>): Promise<string[]> {
  const db = store.connection.db!
  const found: string[] = []
  for (const { name } of await db.listCollections().toArray()) {
    if (restless.includes(name)) continue
    for (const document of await db.collection(name).find({}).toArray()) {
      found.push(`${name} ${JSON.stringify(document, (key, value) => (key === 'lastUsedAt' ? null : value))}`)
    }
  }
  return found.sort()
}

/** The same once nothing changes any more: what reactions and read models still had to do is done. */
export async function settledDocuments(hub: Pick<Hub, 'store'>): Promise<string[]> {
  for (let before = await everyDocument(hub); ; ) {
    await pause(250)
    await settleModels(hub.store, readModels)
    const now = await everyDocument(hub)
    if (now.join('\n') === before.join('\n')) return now
    before = now
  }
}
