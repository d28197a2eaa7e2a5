import { change, type LogHandler, type QueryHandler, type RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { takeLease } from '#server/platform/lease.model.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { roomLife } from '#shared/rooms/room.ts'
import { ofRoom, subjectOfRoom } from './access.ts'
import { eraseBackstage, findOverBackstage } from './backstageRetention.ts'
import { eraseAll } from './erasing.ts'
import { messages } from './message.model.ts'
import { findRooms } from './room.model.ts'

const dayMs = 24 * 3600_000
const everyMs = 10 * 60_000
const leaseMs = 15 * 60_000

export const retain: LogHandler<'room.retain'> = {
  subject: ({ room, actor }) => ofRoom(room, actor),
  decide({ input: { retention, reason }, subject: { room }, seq }) {
    if (room.kind !== 'lounge') throw new Refusal('not_allowed', 'platform.notAllowed')
    const state = next(roomLife, room.state, 'describe')
    return { changes: [change('room.retained', { ...room, state, retention, reason })], answer: { seq } }
  },
}

const pinnedIn = (view: RoomView): Set<string> =>
  new Set(view.all('pin').flatMap(({ isOn, message }) => (isOn ? [message] : [])))

/** What would go, counted; nothing is changed. */
export const findRetention: QueryHandler<'room.retention'> = {
  subject: subjectOfRoom,
  async find({ input: { room, days, keepsPinned }, hub }) {
    const view = await hub.rooms.fresh(room)
    if (view) await hub.rooms.applied(room, view.head.seq)
    const pinned = keepsPinned === 'yes' && view ? pinnedIn(view) : new Set<string>()
    const before = hub.clock.now().getTime() - days * dayMs
    const found = { messages: 0, files: 0, oldestAt: null as number | null }
    const authors = new Set<string>()
    const rows = messages
      .rows(hub.store)
      .collection.find({ room, at: { $lt: before }, erased: null } as never, {
        projection: { id: 1, author: 1, at: 1, files: 1 },
      })
      .sort({ room: 1, seq: 1 })
    for await (const row of rows) {
      const { id, author, at, files } = row as unknown as { id: string; author: string; at: number; files?: unknown[] }
      if (pinned.has(id)) continue
      found.messages++
      found.files += files?.length ?? 0
      found.oldestAt ??= at
      authors.add(author)
    }
    const { refused, settled } = await findOverBackstage(hub, room, before)
    for (const { author, at, files } of refused) {
      found.files += files?.length ?? 0
      found.oldestAt = Math.min(found.oldestAt ?? at, at)
      authors.add(author)
    }
    return { ...found, refused: refused.length, reports: settled.length, authors: authors.size }
  },
}

export interface RetentionRun {
  /** Erases what is over in every room; called by its own clock too. Gives how many messages and reports went. */
  run(): Promise<number>
  close(): Promise<void>
}

/** Rooms that keep messages for so many days lose older ones: one process at a time looks, a few times an hour. */
export function startRetention(hub: Hub, process: string): RetentionRun {
  let isClosing = false
  const isOver = () => isClosing
  async function run(): Promise<number> {
    const now = hub.clock.now()
    if (!(await takeLease(hub.store, { name: 'retention', holder: process, now, ms: leaseMs }))) return 0
    let erased = 0
    for (const { id, retention: listed } of await findRooms(hub.store)) {
      if (!listed || isClosing) continue
      const view = await hub.rooms.fresh(id)
      // The list may lag behind a word that came a moment ago.
      const retention = view?.find('room', id)?.retention
      if (!view || !retention) continue
      const pinned = retention.keepsPinned ? pinnedIn(view) : new Set<string>()
      const before = now.getTime() - retention.days * dayMs
      const keeps = (message: string) => pinned.has(message)
      erased += await eraseAll(hub, { room: id, cause: 'retention', before, keeps, isOver })
      erased += await eraseBackstage(hub, { room: id, before, isOver })
    }
    if (erased > 0) hub.log.info({ erased }, 'messages older than their rooms keep them are erased')
    return erased
  }
  let turn: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    turn = turn.then(run).catch((error: unknown) => hub.log.error({ err: error }, 'retention not run'))
  }, everyMs)
  timer.unref()
  return {
    run,
    async close() {
      isClosing = true
      clearInterval(timer)
      await turn
    },
  }
}
