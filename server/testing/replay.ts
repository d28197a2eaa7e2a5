import { expect } from 'vitest'
import type { App } from '#server/app.ts'
import { readModels } from '#server/models.ts'
import { entriesAfter } from '#server/platform/entry.model.ts'
import { kindOf } from '#server/platform/roomMemory.ts'
import type { Thing } from '#shared/platform/contract.ts'
import { isNewer } from '#shared/platform/roomLog.ts'

/** The read models of a room must hold what a replay of its log gives: the newest version of each thing. */
export async function expectReadModelsEqualReplay({ hub }: Pick<App, 'hub'>, room: string): Promise<void> {
  const replayed = new Map<string, Thing>()
  for (let after = 0; ; ) {
    const entries = await entriesAfter(hub.store, room, after, 1000)
    for (const { event, item } of entries.flatMap(({ changes }) => changes)) {
      const key = `${kindOf(event)}/${item.id}`
      if (isNewer(replayed.get(key), item)) replayed.set(key, item)
    }
    if (entries.length < 1000) break
    after = entries.at(-1)!.seq
  }
  const kept = new Map<string, Thing>()
  for (const { kind, all } of Object.values(readModels.collections)) {
    for (const item of await all(hub.store, room)) kept.set(`${kind}/${item.id}`, item)
  }
  expect(byKey(kept)).toEqual(byKey(replayed))
}

const byKey = (things: Map<string, Thing>) => [...things].sort(([a], [b]) => (a < b ? -1 : 1))
