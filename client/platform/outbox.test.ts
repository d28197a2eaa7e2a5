import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '#shared/platform/refusal.ts'
import { createOutbox, mayDiscard, type Outbox, type OutboxNews, type OutboxPost } from './outbox.ts'
import { memoryShelf, type OutboxShelf } from './outboxShelf.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** The hub as far as the outbox knows it: a log per room, once per cid, and a link that fails on demand. */
function fakeHub() {
  const log: { room: string; cid: string; text: string }[] = []
  const answers: ('ok' | 'lost before' | 'lost after' | 'busy')[] = []
  const refused = new Map<string, Refusal>()
  const asks: { text: string; at: number }[] = []
  async function post({ room, text }: OutboxPost, cid: string): Promise<{ seq: number }> {
    asks.push({ text, at: Date.now() })
    const fate = answers.shift() ?? 'ok'
    await new Promise((done) => setTimeout(done, 5))
    if (fate === 'lost before') throw new Refusal('unavailable', 'platform.offline')
    if (fate === 'busy') throw new Refusal('too_many_requests', 'platform.tooManyRequests', { retryAfterMs: 700 })
    const no = refused.get(text)
    if (no) throw no
    if (!log.some((held) => held.room === room && held.cid === cid)) log.push({ room, cid, text })
    if (fate === 'lost after') throw new Refusal('unavailable', 'platform.offline')
    return { seq: log.findIndex((held) => held.cid === cid) + 1 }
  }
  return {
    log,
    answers,
    refused,
    asks,
    post,
    textsOf: (room: string) => log.filter((m) => m.room === room).map((m) => m.text),
  }
}

let made = 0
function tab(shelf: OutboxShelf, post: ReturnType<typeof fakeHub>['post'], others: Outbox[] = []): Outbox {
  const outbox: Outbox = createOutbox({
    person: 'lan',
    shelf,
    post,
    newCid: () => `cid-${++made}-of-a-message`,
    now: () => 1000 + made,
    announce: (news: OutboxNews) => {
      for (const other of others) if (other !== outbox) other.hear(news)
    },
  })
  others.push(outbox)
  return outbox
}
const write = (outbox: Outbox, text: string, room = 'hall') => outbox.post({ room, text, replyTo: null })
const settle = () => vi.advanceTimersByTimeAsync(300_000)

test('what is written without a connection waits, survives a reload and goes out in order', async () => {
  const hub = fakeHub()
  const shelf = memoryShelf()
  const before = tab(shelf, hub.post)
  for (const text of ['one', 'two', 'three']) await write(before, text)
  expect(before.store.getState().rows.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  before.close()

  const after = tab(shelf, hub.post)
  await after.refresh()
  expect(after.store.getState().rows).toHaveLength(3)
  after.go()
  await settle()
  expect(hub.textsOf('hall')).toEqual(['one', 'two', 'three'])
  expect(await shelf.all('lan')).toEqual([])
})

test('a lost answer is asked for again with the same cid: one message, in its place', async () => {
  const hub = fakeHub()
  hub.answers.push('lost after', 'lost before', 'busy')
  const outbox = tab(memoryShelf(), hub.post)
  outbox.go()
  await write(outbox, 'one')
  await write(outbox, 'two')
  await settle()
  expect(hub.textsOf('hall')).toEqual(['one', 'two'])
  expect(outbox.store.getState().rows.map(({ sentAs }) => sentAs)).toEqual([1, 2])
})

test('one message is under way at a time, and none is sent without need', async () => {
  const hub = fakeHub()
  const outbox = tab(memoryShelf(), hub.post)
  outbox.go()
  for (const text of ['one', 'two', 'three']) {
    await write(outbox, text)
    outbox.go()
    await outbox.refresh()
  }
  expect(hub.asks.map(({ text }) => text)).toEqual(['one'])
  await settle()
  expect(hub.asks.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
})

test('a hub that asks for patience gets it', async () => {
  const hub = fakeHub()
  hub.answers.push('busy')
  const outbox = tab(memoryShelf(), hub.post)
  outbox.go()
  await write(outbox, 'one')
  await settle()
  expect(hub.asks).toHaveLength(2)
  expect(hub.asks[1]!.at - hub.asks[0]!.at).toBeGreaterThanOrEqual(700)
})

test('a reading of the shelf from before a message left it does not bring it back', async () => {
  const hub = fakeHub()
  const slow = memoryShelf()
  const shelf: OutboxShelf = {
    ...slow,
    remove: async (cid) => {
      await new Promise((done) => setTimeout(done, 50))
      await slow.remove(cid)
    },
  }
  const outbox = tab(shelf, hub.post)
  outbox.go()
  await write(outbox, 'one')
  await vi.advanceTimersByTimeAsync(10)
  outbox.settle((row) => row.sentAs !== null)
  await outbox.refresh()
  expect(outbox.store.getState().rows).toEqual([])
  await settle()
  expect(hub.asks).toHaveLength(1)
})

test('a final no stops at its message; the next ones go on, and the author decides', async () => {
  const hub = fakeHub()
  hub.refused.set('bad', new Refusal('not_allowed', 'rooms.archived'))
  const shelf = memoryShelf()
  const outbox = tab(shelf, hub.post)
  outbox.go()
  await write(outbox, 'bad')
  await write(outbox, 'good')
  await settle()
  expect(hub.textsOf('hall')).toEqual(['good'])
  const row = outbox.store.getState().rows.find(({ text }) => text === 'bad')!
  expect(row.refusal?.key).toBe('rooms.archived')
  expect(mayDiscard(row)).toBe(true)
  expect((await shelf.all('lan')).map(({ text }) => text)).toEqual(['bad'])

  hub.refused.clear()
  await outbox.retry(row.cid)
  await settle()
  expect(hub.textsOf('hall')).toEqual(['good', 'bad'])
})

test('what was refused or never tried can be thrown away; what may have arrived cannot', async () => {
  const hub = fakeHub()
  const shelf = memoryShelf()
  const outbox = tab(shelf, hub.post)
  await write(outbox, 'never tried')
  expect(await outbox.discard(outbox.store.getState().rows[0]!.cid)).toBe(true)
  expect(await shelf.all('lan')).toEqual([])

  hub.answers.push('lost after')
  outbox.go()
  await write(outbox, 'perhaps there')
  await vi.advanceTimersByTimeAsync(10)
  expect(await outbox.discard(outbox.store.getState().rows[0]!.cid)).toBe(false)
})

test('what another tab has begun to send cannot be thrown away', async () => {
  const hub = fakeHub()
  const shelf = memoryShelf()
  const tabs: Outbox[] = []
  const [sender, other] = [tab(shelf, hub.post, tabs), tab(shelf, hub.post, tabs)]
  await write(other, 'on its way')
  await settle()
  sender.go()
  await vi.advanceTimersByTimeAsync(1)
  expect(await other.discard(other.store.getState().rows[0]!.cid)).toBe(false)
  await settle()
  expect(hub.textsOf('hall')).toEqual(['on its way'])
})

test('something that stays broken is told to the author instead of being tried for ever', async () => {
  const outbox = tab(memoryShelf(), () => Promise.reject(new Refusal('internal', 'platform.internal')))
  outbox.go()
  await write(outbox, 'one')
  await settle()
  expect(outbox.store.getState().rows[0]?.refusal?.code).toBe('internal')
})

test('a sent message stays shown until its room has heard it', async () => {
  const outbox = tab(memoryShelf(), fakeHub().post)
  outbox.go()
  await write(outbox, 'one')
  await settle()
  await outbox.refresh()
  expect(outbox.store.getState().rows).toHaveLength(1)
  outbox.settle((row) => row.sentAs! <= 1)
  expect(outbox.store.getState().rows).toEqual([])
})

test('any mix of cuts, two tabs and rooms: each room gets each message once, in the order of writing', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('write' as const), tab: fc.nat(1), room: fc.constantFrom('a', 'b') }),
    fc.record({ do: fc.constantFrom('go' as const, 'pause' as const, 'reload' as const), tab: fc.nat(1) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(900) }),
  )
  const fate = fc.constantFrom('ok' as const, 'lost before' as const, 'lost after' as const, 'busy' as const)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.array(fate, { maxLength: 40 }), async (steps, fates) => {
      const hub = fakeHub()
      hub.answers.push(...fates)
      const shelf = memoryShelf()
      const tabs: Outbox[] = []
      tab(shelf, hub.post, tabs)
      tab(shelf, hub.post, tabs)
      const written: Record<string, string[]> = { a: [], b: [] }
      for (const [index, step] of steps.entries()) {
        if (step.do === 'wait') await vi.advanceTimersByTimeAsync(step.ms)
        else if (step.do === 'go') tabs[step.tab]!.go()
        else if (step.do === 'pause') tabs[step.tab]!.pause()
        else if (step.do === 'reload') await reload(step.tab)
        else if (step.do === 'write') {
          written[step.room]!.push(`${index}`)
          await write(tabs[step.tab]!, `${index}`, step.room)
        }
      }
      for (const open of tabs) {
        await open.refresh()
        open.go()
      }
      await settle()
      expect(hub.textsOf('a')).toEqual(written['a'])
      expect(hub.textsOf('b')).toEqual(written['b'])
      expect(await shelf.all('lan')).toEqual([])

      async function reload(index: number) {
        tabs[index]!.close()
        const others = [...tabs]
        const opened = tab(shelf, hub.post, others)
        tabs.splice(index, 1, opened)
        await opened.refresh()
      }
    }),
    { seed: 20260301, numRuns: 150 },
  )
})
