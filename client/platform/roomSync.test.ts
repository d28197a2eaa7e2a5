import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterMs, fakeRoom, quick } from '#client/testing/fakeRoom.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { beforeFirst, type Entry } from '#shared/platform/roomLog.ts'
import { createRoomSync, type RoomSync, type RoomTransport } from './roomSync.ts'
import { thingsOf } from './things.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What a reader sees: the head, and the messages of the newest page. */
function seen(sync: RoomSync, from: number) {
  const { head, things } = sync.store.getState()
  const messages = [...thingsOf(things, 'message').values()].filter(({ seq }) => seq >= from)
  return { head, messages: messages.sort((a, b) => a.seq - b.seq) }
}
const settle = () => vi.advanceTimersByTimeAsync(120_000)

test('a frame that comes too early waits, and the hole before it is asked for', async () => {
  const room = fakeRoom()
  const range = vi.fn(quick(room).range)
  const sync = createRoomSync('hall', { ...quick(room), range })
  sync.connected()
  await settle()
  const [one, two, three] = [room.post(), room.post(), room.post()]
  sync.hear([one])
  sync.hear([three])
  expect(sync.store.getState().head.seq).toBe(1)
  await vi.advanceTimersByTimeAsync(20)
  expect(range).not.toHaveBeenCalled()
  sync.hear([two, three])
  await settle()
  expect(range).not.toHaveBeenCalled()
  expect(sync.store.getState().head.seq).toBe(3)

  room.post()
  sync.hear([room.post()])
  await settle()
  expect(range).toHaveBeenCalledTimes(1)
  expect(range).toHaveBeenCalledWith({ room: 'hall', after: 3, upTo: 4 })
  expect(sync.store.getState().head.seq).toBe(5)
})

test('a lost last frame is found by the head that the hub tells', async () => {
  const room = fakeRoom()
  const sync = createRoomSync('hall', quick(room))
  sync.connected()
  await settle()
  room.post()
  sync.hearHead(1)
  await settle()
  expect(seen(sync, 1).messages).toHaveLength(1)
})

test('coming back brings edits made meanwhile; another history starts afresh', async () => {
  const room = fakeRoom()
  const range = vi.fn(quick(room).range)
  const sync = createRoomSync('hall', { ...quick(room), range })
  room.post()
  room.post()
  sync.connected()
  await settle()
  sync.cutOff()
  expect(sync.store.getState().phase).toBe('stale')
  room.edit(0)
  sync.connected()
  await settle()
  expect(seen(sync, 1).messages[0]?.text).toBe('edited 3')
  expect(sync.store.getState()).toMatchObject({ phase: 'live', epoch: 1 })

  sync.cutOff()
  room.restore(1)
  room.post()
  sync.connected()
  await settle()
  expect(sync.store.getState().epoch).toBe(2)
  expect(seen(sync, 1).messages.map(({ text }) => text)).toEqual(['text 1', 'text 2'])
  expect(sync.store.getState().head).toEqual(room.head())
  expect(range).not.toHaveBeenCalled()
})

test('frames that arrive while entering are not lost, and an answer to an old link is void', async () => {
  const room = fakeRoom()
  room.post()
  const sync = createRoomSync('hall', quick(room))
  sync.connected()
  await vi.advanceTimersByTimeAsync(2)
  sync.cutOff()
  sync.connected()
  await vi.advanceTimersByTimeAsync(2)
  expect(sync.store.getState().phase).toBe('entering')
  await vi.advanceTimersByTimeAsync(1)
  sync.hear([room.post()])
  await settle()
  expect(sync.store.getState()).toMatchObject({ phase: 'live', epoch: 1, head: { seq: 2 } })
})

test('a room that is not for us is gone, with all that was held of it; a passing failure is tried again', async () => {
  const room = fakeRoom()
  room.post()
  let failures = 2
  const sync = createRoomSync('hall', {
    ...quick(room),
    enter: async (ask) => {
      if (failures-- > 0) throw new Refusal('unavailable', 'platform.unavailable')
      return room.enter(ask)
    },
  })
  sync.connected()
  await settle()
  expect(sync.store.getState().phase).toBe('live')
  sync.removed()
  sync.hear([room.post()])
  await settle()
  expect(sync.store.getState()).toMatchObject({ phase: 'gone', things: {}, head: beforeFirst })

  const closed = createRoomSync('hall', {
    ...quick(room),
    enter: () => Promise.reject(new Refusal('not_allowed', 'platform.notAllowed')),
  })
  closed.connected()
  await settle()
  expect(closed.store.getState().phase).toBe('gone')
})

test('far behind, it enters anew instead of asking for everything between', async () => {
  const room = fakeRoom()
  const range = vi.fn(quick(room).range)
  const sync = createRoomSync('hall', { ...quick(room), range })
  sync.connected()
  await settle()
  for (let count = 0; count < 1700; count++) room.post()
  sync.hearHead(1700)
  await settle()
  expect(range).not.toHaveBeenCalled()
  expect(sync.store.getState().head).toEqual(room.head())
})

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('post' as const, 'edit' as const), choice: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('cut' as const, 'connect' as const, 'digest' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(120) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), choice: fc.nat(20) }) },
)
const fate = fc.constantFrom('at once', 'late', 'lost', 'twice', 'with the next')

test('whatever the network does to frames and answers, a client that listened holds what a new one gets', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 60 }),
      fc.array(fate, { minLength: 60, maxLength: 60 }),
      fc.array(fc.nat(90), { minLength: 60, maxLength: 60 }),
      async (steps, fates, delays) => {
        const room = fakeRoom()
        const unreliable: RoomTransport = {
          enter: (ask) => afterMs(delays.pop() ?? 5, () => failSometimes(delays.pop(), room.enter(ask))),
          range: (ask) => afterMs(delays.pop() ?? 5, () => failSometimes(delays.pop(), room.range(ask))),
        }
        const sync = createRoomSync('hall', unreliable)
        let link = 0
        let isUp = false
        const together: Entry[] = []
        const hear = (entries: Entry[], sentOver: number) => {
          if (isUp && sentOver === link) sync.hear(entries)
        }
        function deliver(entry: Entry | null, how = 'at once') {
          if (!entry || !isUp || how === 'lost') return
          if (how === 'with the next') return void together.push(entry)
          const frame = [...together.splice(0), entry]
          const over = link
          if (how === 'late') setTimeout(() => hear(frame, over), 70)
          else hear(frame, over)
          if (how === 'twice') hear(frame, over)
        }
        function cut() {
          isUp = false
          together.length = 0
          sync.cutOff()
        }
        function connect() {
          link++
          isUp = true
          sync.connected()
        }
        for (const step of steps) {
          if (step.do === 'post') deliver(room.post(), fates.pop())
          else if (step.do === 'edit') deliver(room.edit(step.choice), fates.pop())
          else if (step.do === 'wait') await vi.advanceTimersByTimeAsync(step.ms)
          else if (step.do === 'cut') cut()
          else if (step.do === 'connect') connect()
          else if (step.do === 'digest' && isUp) sync.hearHead(room.head().seq)
          else if (step.do === 'restore') {
            // Nobody stays connected to a hub whose data is being put back.
            cut()
            room.restore(step.choice % (room.log.length + 1))
          }
        }
        if (!isUp) connect()
        await settle()
        sync.hearHead(room.head().seq)
        await settle()
        const other = createRoomSync('hall', quick(room))
        other.connected()
        await settle()
        const { oldest } = other.store.getState()
        expect(seen(sync, oldest)).toEqual(seen(other, oldest))
        expect(sync.store.getState().phase).toBe('live')
      },
    ),
    { seed: 20260301, numRuns: 400 },
  )
})

function failSometimes<Answer>(chance: number | undefined, answer: Answer): Answer {
  if (chance !== undefined && chance < 20) throw new Refusal('unavailable', 'platform.unavailable')
  return answer
}
