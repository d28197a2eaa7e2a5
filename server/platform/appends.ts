import { type Appended, appendEntries, type StoredEntry } from './entry.model.ts'
import type { Metrics } from './metrics.ts'
import type { Store } from './store.ts'

/** Beyond this many entries a write waits for no more rooms: with the longest messages it still fits one command. */
const mostTogether = 256
const busyMs = 50
const gatherMs = 1

interface Waiting {
  entries: StoredEntry[]
  resolve(appended: Appended): void
  reject(error: unknown): void
}

/** Appends a room's entries; what resolves is durable. Each room has at most one append under way. */
export type Append = (entries: StoredEntry[]) => Promise<Appended>

/**
 * Stores what many rooms append in one write: while one is under way, the next gathers. A write stops at the first
 * entry that cannot be stored; the rooms behind it, whose entries were not tried, go out again with the next.
 * `atOnce` writes may be under way: one suits a store that writes one after the other anyway.
 */
export function createAppends({ store, metrics, atOnce }: { store: Store; metrics: Metrics; atOnce: number }): Append {
  let waiting: Waiting[] = []
  let underWay = 0
  let last = { rooms: 0, at: 0 }

  async function writeOn(): Promise<void> {
    underWay++
    while (waiting.length > 0) {
      await gather()
      const together = takeTogether()
      if (together.length === 0) break
      try {
        waiting = [...share(together, await write(together)), ...waiting]
      } catch (error) {
        for (const { reject } of together) reject(error)
      }
    }
    underWay--
  }

  /** After a write for many rooms, a moment for as many; where few write, nobody waits. */
  async function gather(): Promise<void> {
    const isBusy = performance.now() - last.at < busyMs
    if (isBusy && waiting.length * 2 < last.rooms) await new Promise((moment) => setTimeout(moment, gatherMs))
    last = { rooms: waiting.length, at: performance.now() }
  }

  function takeTogether(): Waiting[] {
    let entries = 0
    const end = waiting.findIndex((room, index) => {
      entries += room.entries.length
      return entries > mostTogether && index > 0
    })
    return waiting.splice(0, end === -1 ? waiting.length : end)
  }

  async function write(together: Waiting[]): Promise<Appended> {
    const stop = metrics.appendSeconds.startTimer()
    const appended = await appendEntries(
      store,
      together.flatMap(({ entries }) => entries),
    )
    stop()
    metrics.batchEntries.observe(appended.stored)
    return appended
  }

  return (entries) =>
    new Promise((resolve, reject) => {
      waiting.push({ entries, resolve, reject })
      if (underWay < atOnce) void writeOn()
    })
}

/** Tells each room what became of its entries, and gives back those that were not tried. */
function share(together: Waiting[], { stored, obstacle }: Appended): Waiting[] {
  let start = 0
  for (const [index, { entries, resolve }] of together.entries()) {
    const mine = Math.min(entries.length, stored - start)
    start += entries.length
    resolve({ stored: mine, obstacle: mine < entries.length ? obstacle : null })
    if (mine < entries.length) return together.slice(index + 1)
  }
  return []
}
