import { afterEach, beforeEach, expect, test } from 'vitest'
import { readModels } from '#server/models.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { beforeFirst } from '#shared/platform/roomLog.ts'
import type { ActiveRoom } from './activeRoom.ts'
import type { StoredEntry } from './entry.model.ts'
import { change } from './handler.ts'
import { Reactor } from './reactions.ts'
import type { ReadModels } from './readModels.ts'
import { RoomApplier } from './roomApplier.ts'
import { findAppliedSeq, findPending } from './roomState.model.ts'
import { headOf, sealEntry } from './seal.ts'

let app: TestApp
beforeEach(async () => {
  app = await startTestApp()
})
afterEach(() => app.stop())

const room = (id: string) => ({ id, memory: { appliedSeq: 0 } }) as unknown as ActiveRoom
const rest = { author: 'p', at: 1, mentions: [], replyTo: null, editedAt: null, erased: null }

/** Entries that post one message each, or, from the second on, change the first message. */
function talk(id: string, texts: string[], isSameMessage = false): StoredEntry[] {
  const entries: StoredEntry[] = []
  for (const [index, text] of texts.entries()) {
    const seq = index + 1
    const message = { ...rest, id: isSameMessage ? 'm1' : `m${seq}`, seq: isSameMessage ? 1 : seq, text }
    const event = isSameMessage && index > 0 ? 'message.edited' : 'message.posted'
    const facts = {
      changes: [change(event, message)],
      answer: {},
      messages: 1,
      at: 1,
      prevOf: () => (isSameMessage ? index : 0),
    }
    const head = entries.length > 0 ? headOf(entries.at(-1)!) : beforeFirst
    entries.push(sealEntry(head, { room: id, name: 'x', input: {}, by: 'p', cid: `cid-${id}-${seq}` }, facts))
  }
  return entries
}

const applierWith = (models: ReadModels) =>
  new RoomApplier({ store: app.hub.store, models, log: app.hub.log, process: 'this', reactor: new Reactor([]) })
const textsIn = async (id: string, ids: string[]) =>
  (await readModels.collections.message.findMany(app.hub.store, id, ids)).map(({ text }) => text).sort()

test('a room that cannot be applied holds up no other, and comes once it can', async () => {
  const { message } = readModels.collections
  let isBroken = true
  const keep: typeof message.keep = async (store, things) => {
    if (isBroken && things.some((thing) => thing.room === 'broken')) throw new Error('no place left')
    await message.keep(store, things)
  }
  const applier = applierWith({
    ...readModels,
    collections: { ...readModels.collections, message: { ...message, keep } },
  })
  const [broken, sound] = [room('broken'), room('sound')]
  applier.add(broken, talk('broken', ['one', 'two']))
  applier.add(sound, talk('sound', ['three']))
  await applier.applied(sound, 1)
  expect(await textsIn('sound', ['m1'])).toEqual(['three'])
  expect(broken.memory.appliedSeq).toBe(0)
  isBroken = false
  await applier.applied(broken, 2)
  expect(await textsIn('broken', ['m1', 'm2'])).toEqual(['one', 'two'])
  await applier.close()
  expect(await findAppliedSeq(app.hub.store, 'broken')).toBe(2)
})

test('entries that come while others are applied follow in order', async () => {
  const applier = applierWith(readModels)
  const hall = room('hall')
  const entries = talk(
    'hall',
    Array.from({ length: 40 }, (_, index) => `text ${index}`),
    true,
  )
  for (const entry of entries) {
    applier.add(hall, [entry])
    if (entry.seq % 10 === 0) await applier.applied(hall, entry.seq)
  }
  expect(await textsIn('hall', ['m1'])).toEqual(['text 39'])
  await applier.close()
  expect(await findAppliedSeq(app.hub.store, 'hall')).toBe(40)
})

test('entries that are applied again change nothing, in whatever shape the thing is by now', async () => {
  const applier = applierWith(readModels)
  const entries = talk('hall', ['first', 'second'], true)
  applier.add(room('hall'), entries)
  await applier.close()
  const after = applierWith(readModels)
  after.add(room('hall'), entries.slice(0, 1))
  await after.close()
  expect(await textsIn('hall', ['m1'])).toEqual(['second'])
})

test('a thing that the log took for new but that exists takes its newer shape', async () => {
  const applier = applierWith(readModels)
  const entries = talk('hall', ['first', 'second'], true)
  const wrong = entries.map((entry) => ({ ...entry, changes: entry.changes.map((sealed) => ({ ...sealed, prev: 0 })) }))
  const hall = room('hall')
  for (const entry of wrong) {
    applier.add(hall, [entry])
    await applier.applied(hall, entry.seq)
  }
  expect(await textsIn('hall', ['m1'])).toEqual(['second'])
})

test('a room counts as swept only once it is written down how far its read models are', async () => {
  const applier = applierWith(readModels)
  await applier.beforeAppend('hall')
  applier.add(room('hall'), talk('hall', ['first']))
  expect(applier.isIdle('hall')).toBe(false)
  expect(await findPending(app.hub.store)).toEqual(new Map([['hall', ['this']]]))
  await applier.close()
  expect(await findAppliedSeq(app.hub.store, 'hall')).toBe(1)
  expect(await findPending(app.hub.store)).toEqual(new Map())
  expect(applier.isIdle('hall')).toBe(true)
})
