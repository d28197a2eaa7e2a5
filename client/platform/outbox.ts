import { createStore } from 'zustand/vanilla'
import { Refusal, type RefusalCode } from '#shared/platform/refusal.ts'
import type { OutboxFile, OutboxItem, OutboxShelf } from './outboxShelf.ts'
import { retryAfter } from './retry.ts'

/** What the list shows of an item: the true message takes its place once the room has heard `sentAs`. */
export interface OutboxRow extends OutboxItem {
  sentAs: number | null
}

export interface OutboxPost {
  room: string
  text: string
  replyTo: string | null
  files?: readonly OutboxFile[]
}

export interface OutboxSurroundings {
  person: string
  shelf: OutboxShelf
  /** Sends one message; the same cid any number of times is one message. Throws a Refusal. */
  post(item: OutboxPost, cid: string): Promise<{ seq: number }>
  newCid(): string
  now(): number
  /** Tells the other tabs of this person. */
  announce(news: OutboxNews): void
}

export type OutboxNews = { kind: 'changed' } | { kind: 'sent'; cid: string; seq: number }

/** A no that may be a yes later. Everything else is final until the author changes something. */
const passing = new Set<RefusalCode>(['unavailable', 'too_many_requests', 'internal', 'not_signed_in'])
/** After so many answers that something broke, the author is told. */
const longestPatience = 8

/**
 * Messages on their way out: kept on the shelf before anything else, sent one after the other per room, again and again
 * with the same cid until the hub has answered.
 */
export function createOutbox(at: OutboxSurroundings) {
  const store = createStore<{ rows: readonly OutboxRow[] }>(() => ({ rows: [] }))
  const lanes = new Map<string, { isRunning: boolean; failures: number; timer?: ReturnType<typeof setTimeout> }>()
  let mayRun = false
  let isOver = false
  /** Counts what this tab does to the shelf, so that a reading of it from before is not believed. */
  let writes = 0
  const sentHere = new Set<string>()

  const rowOf = (cid: string) => store.getState().rows.find((row) => row.cid === cid)
  const waits = (row: OutboxRow) => row.refusal === null && row.sentAs === null

  function setRow(cid: string, change: Partial<OutboxRow>) {
    store.setState(({ rows }) => ({ rows: rows.map((row) => (row.cid === cid ? { ...row, ...change } : row)) }))
  }
  function dropRow(cid: string) {
    store.setState(({ rows }) => ({ rows: rows.filter((row) => row.cid !== cid) }))
  }

  /** Reads the shelf anew. What was sent just now stays shown until its room has heard it. */
  async function refresh() {
    const items = (await readShelf()).filter(({ cid }) => !sentHere.has(cid))
    const held = new Map(items.map((item) => [item.cid, item]))
    store.setState(({ rows }) => {
      const sent = rows.filter(({ sentAs, cid }) => sentAs !== null && !held.has(cid))
      const sentAs = new Map(rows.map((row) => [row.cid, row.sentAs]))
      const shelved = items.map((item) => ({ ...item, sentAs: sentAs.get(item.cid) ?? null }))
      return { rows: [...sent, ...shelved].sort((a, b) => a.order - b.order) }
    })
    runAll()
  }

  async function readShelf(): Promise<OutboxItem[]> {
    const before = writes
    const items = await at.shelf.all(at.person)
    return before === writes ? items : readShelf()
  }

  function runAll() {
    if (!mayRun || isOver) return
    for (const { room } of store.getState().rows.filter(waits)) void run(room)
  }

  /** One lane per room: the next message goes only when the one before has been answered. */
  async function run(room: string) {
    const lane = lanes.get(room) ?? { isRunning: false, failures: 0 }
    lanes.set(room, lane)
    if (lane.isRunning || !mayRun || isOver) return
    clearTimeout(lane.timer)
    lane.isRunning = true
    let pauseMs: number | null = null
    try {
      while (mayRun && !isOver && pauseMs === null) {
        const row = store.getState().rows.find((held) => held.room === room && waits(held))
        if (!row) break
        pauseMs = await tryToSend(row, lane)
      }
    } finally {
      lane.isRunning = false
    }
    if (pauseMs !== null && mayRun && !isOver) lane.timer = setTimeout(() => void run(room), pauseMs)
  }

  /** Sends one; answers how long to pause before the next try, or null to go on. */
  async function tryToSend(row: OutboxRow, lane: { failures: number }): Promise<number | null> {
    if (!row.wasTried) {
      setRow(row.cid, { wasTried: true })
      writes++
      await at.shelf.change(itemOf({ ...row, wasTried: true })).catch(() => undefined)
      writes++
    }
    try {
      const { seq } = await at.post(postOf(row), row.cid)
      lane.failures = 0
      sentHere.add(row.cid)
      setRow(row.cid, { sentAs: seq })
      await at.shelf.remove(row.cid).catch(() => undefined)
      at.announce({ kind: 'sent', cid: row.cid, seq })
      return null
    } catch (thrown) {
      const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
      lane.failures++
      if (passing.has(refusal.code) && !(refusal.code === 'internal' && lane.failures >= longestPatience)) {
        return refusal.details.retryAfterMs ?? retryAfter(lane.failures)
      }
      lane.failures = 0
      await refuse(row.cid, refusal)
      return null
    }
  }

  async function refuse(cid: string, { code, key, details }: Refusal) {
    const row = rowOf(cid)
    if (!row) return
    setRow(cid, { refusal: { code, key, details } })
    writes++
    await at.shelf.change(itemOf({ ...row, refusal: { code, key, details } })).catch(() => undefined)
    writes++
    at.announce({ kind: 'changed' })
  }

  return {
    store,
    refresh,
    /** Takes a message. It is safe from here on, whatever happens to the page or the connection. */
    async post(post: OutboxPost): Promise<void> {
      const fresh = {
        ...post,
        cid: at.newCid(),
        person: at.person,
        writtenAt: at.now(),
        wasTried: false,
        refusal: null,
      }
      writes++
      const item = await at.shelf.add(fresh)
      writes++
      dropRow(item.cid)
      store.setState(({ rows }) => ({ rows: [...rows, { ...item, sentAs: null }] }))
      at.announce({ kind: 'changed' })
      void run(post.room)
    },
    /** Tries a refused message again, as it is. */
    async retry(cid: string): Promise<void> {
      const row = rowOf(cid)
      if (!row?.refusal) return
      setRow(cid, { refusal: null })
      writes++
      await at.shelf.change(itemOf({ ...row, refusal: null }))
      writes++
      at.announce({ kind: 'changed' })
      void run(row.room)
    },
    /** Takes a message back that the hub refused or has never been sent; false once it may have arrived. */
    async discard(cid: string): Promise<boolean> {
      // Another tab may have begun to send it since this one looked.
      await refresh()
      const row = rowOf(cid)
      if (!row || !mayDiscard(row)) return false
      dropRow(cid)
      writes++
      await at.shelf.remove(cid)
      writes++
      at.announce({ kind: 'changed' })
      return true
    },
    /** The room has heard of these: their rows give way to the true messages. */
    settle(isHeard: (row: OutboxRow) => boolean) {
      const { rows } = store.getState()
      const heard = rows.filter((row) => row.sentAs !== null && isHeard(row))
      if (heard.length > 0) store.setState({ rows: rows.filter((row) => !heard.includes(row)) })
    },
    /** News of another tab. */
    hear(news: OutboxNews) {
      if (news.kind === 'sent') setRow(news.cid, { sentAs: news.seq })
      void refresh()
    },
    /** There is a connection, and this tab is the one that sends. */
    go() {
      mayRun = true
      for (const lane of lanes.values()) lane.failures = 0
      runAll()
    },
    pause() {
      mayRun = false
      for (const lane of lanes.values()) clearTimeout(lane.timer)
    },
    close() {
      isOver = true
      for (const lane of lanes.values()) clearTimeout(lane.timer)
      store.setState({ rows: [] })
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>

export const mayDiscard = (row: OutboxRow) => row.sentAs === null && (row.refusal !== null || !row.wasTried)

const postOf = ({ room, text, replyTo, files }: OutboxRow): OutboxPost => ({
  room,
  text,
  replyTo,
  ...(files ? { files } : {}),
})

function itemOf({ sentAs: _, ...item }: OutboxRow): OutboxItem {
  return item
}
