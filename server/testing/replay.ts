import { expect } from 'vitest'
import type { App } from '#server/app.ts'
import { readModels } from '#server/models.ts'
import { entriesAfter } from '#server/platform/entry.model.ts'
import { settleModels } from '#server/platform/readModels.ts'
import { kindOf } from '#server/platform/roomMemory.ts'
import { rowId } from '#server/platform/store.ts'
import { findableOf, findables } from '#server/rooms/findable.model.ts'
import type { ThingOf } from '#shared/contract.ts'
import type { Thing } from '#shared/platform/contract.ts'
import { isNewer } from '#shared/platform/roomLog.ts'

type Message = ThingOf<'message'>

/** The read models of a room, and what its messages are found by, must hold what a replay of its log gives. */
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
  const messages = [...replayed].flatMap(([key, item]) => (key.startsWith('message/') ? [item as Message] : []))
  await settleModels(hub.store, readModels)
  const found = await findables(hub.store)
    .find({ _id: { $in: messages.map(({ id }) => rowId(room, id)) } })
    .lean()
  const expected = messages.map((message) => [rowId(room, message.id), findableOf(room, message)] as const)
  expect(byKey(new Map(found.map((row) => [row._id, row])))).toEqual(byKey(new Map(expected)))
}

const byKey = (things: Map<string, object>) => [...things].sort(([a], [b]) => (a < b ? -1 : 1))
