import { expect } from 'vitest'
import { entriesAfter, logEntries, type StoredEntry } from '#server/platform/entry.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import { sha256 } from '#server/platform/seal.ts'
import { verifyChain } from '#shared/platform/chain.ts'
import { expectReadModelsEqualReplay } from './replay.ts'

/** Every room's log is dense, holds each deed once and chains; every read model equals a replay of it. */
export async function expectSoundStore(hub: Hub): Promise<void> {
  const rooms = (await logEntries(hub.store).distinct('room')) as unknown as string[]
  for (const room of rooms) {
    const log = await wholeLog(hub, room)
    await expectSoundLog(log)
    await hub.rooms.applied(room, log.length)
    await expectReadModelsEqualReplay({ hub }, room)
  }
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
