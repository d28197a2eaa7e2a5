import { expect } from 'vitest'
import { thingCollections } from '#server/models.ts'
import { entriesAfter, logEntries, type StoredEntry } from '#server/platform/entry.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import { sha256 } from '#server/platform/seal.ts'
import { asThing } from '#server/platform/store.ts'
import { events, isEventName, type ThingKind } from '#shared/contract.ts'
import { verifyChain } from '#shared/platform/chain.ts'
import type { Thing } from '#shared/platform/contract.ts'

/** Every room's log is dense, holds each deed once and chains; every read model equals a replay of it. */
export async function expectSoundStore(hub: Hub): Promise<void> {
  const rooms = (await logEntries(hub.store).distinct('room')) as unknown as string[]
  const replayed = new Map<string, unknown>()
  for (const room of rooms) {
    const log = await wholeLog(hub, room)
    await expectSoundLog(log)
    await hub.rooms.applied(room, log.length)
    for (const [key, item] of replay(log)) replayed.set(key, item)
  }
  expect(await readModelsOf(hub)).toEqual(replayed)
}

export async function wholeLog(hub: Hub, room: string): Promise<StoredEntry[]> {
  return await entriesAfter(hub.store, room, 0, 1_000_000)
}

export async function expectSoundLog(
  log: Pick<StoredEntry, 'seq' | 'by' | 'cid'>[],
  before = { seq: 0, hash: '' },
): Promise<void> {
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => before.seq + 1 + index))
  expect(new Set(log.map(({ by, cid }) => `${by} ${cid}`)).size).toBe(log.length)
  const { brokenAt, checked } = await verifyChain(log as StoredEntry[], before, sha256)
  expect({ brokenAt, checked }).toEqual({ brokenAt: null, checked: log.length })
}

/** The newest version of each thing, under `kind/room/id`; the newest is the one whose text an erasure has taken. */
function replay(log: StoredEntry[]): Map<string, Thing> {
  const things = new Map<string, Thing>()
  for (const { room, changes } of log) {
    for (const { event, item } of changes) things.set(`${kindOf(event)}/${room}/${item.id}`, item)
  }
  return things
}

function kindOf(event: string): ThingKind {
  if (!isEventName(event)) throw new Error(`unknown event ${event}`)
  return events[event].thing
}

async function readModelsOf({ store }: Hub): Promise<Map<string, unknown>> {
  const things = new Map<string, unknown>()
  for (const { kind, rows } of Object.values(thingCollections)) {
    for (const row of await rows(store).collection.find({}).toArray()) things.set(`${kind}/${row._id}`, asThing(row))
  }
  return things
}
