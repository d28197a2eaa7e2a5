import { expect, test } from 'vitest'
import { createRoomSync } from '#client/platform/roomSync.ts'
import { thingsOf } from '#client/platform/things.ts'
import type { QueryAsk } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { createHistory } from './history.ts'
import { messagesIn } from './messageSpan.ts'

const total = 1000
const message = (seq: number): Message => ({
  id: `m${seq}`,
  version: seq,
  seq,
  author: 'lan',
  at: seq,
  text: `text ${seq}`,
  mentions: [],
  replyTo: null,
  editedAt: null,
  erased: null,
})
const between = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => message(from + at))

/** A hall of a thousand messages, one per entry, of which the newest fifty are held live. */
function opened() {
  const asked: QueryAsk<'messages.page'>[] = []
  let answer: Refusal | null = null
  const never = () => Promise.reject(new Refusal('unavailable', 'platform.offline'))
  const sync = createRoomSync('hall', { enter: never, range: never })
  const fresh = () => {
    const { epoch } = sync.store.getState()
    const newest = between(total - 49, total)
    sync.store.setState({
      phase: 'live',
      epoch: epoch + 1,
      head: { seq: total, hash: 'h', n: total },
      things: { message: new Map(newest.map((one) => [one.id, one])) },
      oldest: total - 49,
    })
  }
  fresh()
  const history = createHistory(sync, async (ask) => {
    asked.push(ask)
    if (answer) throw answer
    const limit = Number(ask.limit)
    const [before, after, around] = [ask.before, ask.after, ask.around].map((at) =>
      at === undefined ? undefined : Number(at),
    )
    const from = before
      ? Math.max(1, before - limit)
      : after !== undefined
        ? after + 1
        : Math.max(1, around! - limit / 2)
    const to = before ? before - 1 : Math.min(total, from + limit - 1)
    return { messages: between(from, to), reactions: [], hasOlder: from > 1, hasNewer: to < total }
  })
  const shown = () => {
    const held = thingsOf(sync.store.getState().things, 'message').values()
    const seqs = messagesIn(held, history.store.getState().shown).map(({ seq }) => seq)
    return [seqs[0], seqs.at(-1), seqs.length]
  }
  return { sync, history, asked, shown, fresh, refuse: (refusal: Refusal | null) => (answer = refusal) }
}

test('older pages join the newest without a hole, up to the beginning', async () => {
  const { history, shown, asked } = opened()
  expect(shown()).toEqual([951, 1000, 50])
  await history.loadOlder()
  expect(shown()).toEqual([901, 1000, 100])
  expect(asked[0]).toEqual({ room: 'hall', before: 951, limit: 50, atLeast: 'hall:1000' })
  for (let pages = 0; pages < 30; pages++) await history.loadOlder()
  expect(shown()).toEqual([1, 1000, 1000])
  expect(asked).toHaveLength(19)
})

test('a message far back is shown in its surroundings, and reading on leads to the newest again', async () => {
  const { history, shown } = opened()
  expect(await history.jumpTo(500)).toBe(false)
  expect(history.store.getState()).toMatchObject({ target: 500, view: 1 })
  expect(shown()).toEqual([475, 524, 50])
  await history.loadOlder()
  expect(shown()).toEqual([425, 524, 100])
  for (let pages = 0; pages < 9; pages++) await history.loadNewer()
  expect(shown()).toEqual([425, 1000, 576])
  expect(history.isLive()).toBe(true)
  expect(await history.jumpTo(500)).toBe(true)
})

test('from far back to the newest in one step, and no step where it is shown already', async () => {
  const { history, shown } = opened()
  await history.jumpTo(100)
  history.jumpToNewest()
  expect(shown()).toEqual([951, 1000, 50])
  const { view } = history.store.getState()
  history.jumpToNewest()
  expect(history.store.getState().view).toBe(view)
})

test('a fresh answer voids what was loaded before, and the reader stays where they were', async () => {
  const { history, shown, fresh } = opened()
  await history.jumpTo(500)
  fresh()
  await expect.poll(shown).toEqual([450, 499, 50])
  history.jumpToNewest()
  await history.loadOlder()
  fresh()
  expect(shown()).toEqual([951, 1000, 50])
})

test('a page that cannot be read says why, and the next attempt goes on', async () => {
  const { history, shown, refuse } = opened()
  refuse(new Refusal('unavailable', 'platform.offline'))
  await history.loadOlder()
  expect(history.store.getState()).toMatchObject({ loading: null, refusal: { key: 'platform.offline' } })
  refuse(null)
  history.retry()
  await expect.poll(shown).toEqual([901, 1000, 100])
  expect(history.store.getState().refusal).toBeNull()
})

test('leaving the room lets go of what is further back than the newest few hundred', async () => {
  const { history, shown } = opened()
  for (let pages = 0; pages < 12; pages++) await history.loadOlder()
  expect(shown()).toEqual([351, 1000, 650])
  history.trim()
  expect(shown()).toEqual([600, 1000, 401])
})
