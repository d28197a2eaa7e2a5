import { afterEach, beforeEach, expect, test } from 'vitest'
import { newCid, writeFacts } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { beforeFirst, type Head } from '#shared/platform/roomLog.ts'
import { type Append, createAppends } from './appends.ts'
import { entriesAfter, type StoredEntry } from './entry.model.ts'
import { createMetrics } from './metrics.ts'
import { headOf, sealEntry } from './seal.ts'
import type { Store } from './store.ts'

let app: TestApp
let append: Append
let metrics: ReturnType<typeof createMetrics>
beforeEach(async () => {
  app = await startTestApp()
  metrics = createMetrics()
  append = createAppends({ store: app.hub.store, metrics, atOnce: 1 })
})
afterEach(() => app.stop())

const facts = { changes: [], answer: {}, messages: 0, at: 1, prevOf: () => 0 }
const entry = (room: string, after: Head, cid = newCid()): StoredEntry =>
  sealEntry(after, { room, name: 'x', input: {}, by: 'p', cid }, facts)
const run = (room: string, length: number): StoredEntry[] => {
  const entries: StoredEntry[] = []
  while (entries.length < length) entries.push(entry(room, entries.length > 0 ? headOf(entries.at(-1)!) : beforeFirst))
  return entries
}
const storedSeqs = async (room: string) => (await entriesAfter(app.hub.store, room, 0, 100)).map(({ seq }) => seq)
const writes = async () =>
  (await metrics.batchEntries.get()).values.find(({ metricName }) => metricName?.endsWith('_count'))!.value

test('what many rooms append in one turn is stored in one write', async () => {
  const outcomes = await Promise.all(['a', 'b', 'c'].map((room) => append(run(room, 2))))
  expect(outcomes).toEqual(Array(3).fill({ stored: 2, obstacle: null }))
  expect(await writes()).toBe(1)
})

test('several writes under way share the rooms among them', async () => {
  const several = createAppends({ store: app.hub.store, metrics, atOnce: 3 })
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      if (index >= 20) await new Promise((later) => setTimeout(later, index % 7))
      return several(run(`room-${index}`, 2))
    }),
  )
  expect(outcomes).toEqual(Array(60).fill({ stored: 2, obstacle: null }))
})

test('a room whose place is taken stops neither those before nor those behind it', async () => {
  await writeFacts(app, 'taken', [])
  const [first, second] = run('taken', 2)
  const outcomes = await Promise.all([append(run('a', 2)), append([first!, second!]), append(run('c', 3))])
  expect(outcomes).toEqual([
    { stored: 2, obstacle: null },
    { stored: 0, obstacle: 'place' },
    { stored: 3, obstacle: null },
  ])
  expect([await storedSeqs('a'), await storedSeqs('taken'), await storedSeqs('c')]).toEqual([[1, 2], [1], [1, 2, 3]])
})

test('a deed that is there already is told as a repeat, with what was stored before it', async () => {
  const [first] = run('a', 1)
  await append([first!])
  const second = entry('a', headOf(first!))
  const repeat = entry('a', headOf(second), first!.cid)
  const outcomes = await Promise.all([append([second, repeat]), append(run('b', 1))])
  expect(outcomes).toEqual([
    { stored: 1, obstacle: 'repeat' },
    { stored: 1, obstacle: null },
  ])
  expect(await storedSeqs('a')).toEqual([1, 2])
})

test('more rooms than one write holds are all stored', async () => {
  const rooms = Array.from({ length: 30 }, (_, index) => `room-${index}`)
  const outcomes = await Promise.all(rooms.map((room) => append(run(room, 20))))
  expect(outcomes).toEqual(Array(30).fill({ stored: 20, obstacle: null }))
  expect(await writes()).toBeGreaterThan(1)
})

test('where the outcome is unknown, every room of the write hears of it', async () => {
  const db = { command: () => Promise.reject(new Error('connection lost')) }
  const cutOff = createAppends({ store: { connection: { db } } as unknown as Store, metrics, atOnce: 1 })
  const outcomes = await Promise.allSettled([cutOff(run('a', 1)), cutOff(run('b', 1))])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
