import type { Logger } from 'pino'
import { Refusal } from '#shared/platform/refusal.ts'
import type { ActiveRoom } from './activeRoom.ts'
import type { StoredEntry } from './entry.model.ts'
import type { Reactor } from './reactions.ts'
import { applyEntries, type ReadModels, settleModels } from './readModels.ts'
import { kindOf } from './roomMemory.ts'
import { markPending, moveAppliedSeqs, unmarkPending } from './roomState.model.ts'
import type { Store } from './store.ts'

const unmarkAfterMs = 5000
/** Under load, messages and the like gather for so long before they are applied, where nobody waits for them. */
const gatherMs = 25
const mostTogether = 1000
/** How far the read models are is written down so often: after a crash, what came since is applied once more. */
const noteEveryMs = 1000
const firstPauseMs = 100
const longestPauseMs = 5000

interface RoomWork {
  entries: StoredEntry[]
  /** Some of its entries are being applied now. */
  isApplying: boolean
  /** What has been applied, but is not written down; null where all is. */
  unnoted: number | null
  marked: Promise<void> | null
  /** The last mark being taken away: a new one set before that would go with it. */
  unmarking: Promise<void>
  unmarkTimer: NodeJS.Timeout | null
  waiters: { seq: number; resolve: () => void }[]
}

/** A room's entries on their way into the read models. */
interface Lot {
  active: ActiveRoom
  room: string
  work: RoomWork
  entries: StoredEntry[]
}

/**
 * Brings what is appended into the read models and to the reactions, behind the members' backs and in the order of
 * each room; what several rooms have appended meanwhile goes in one write.
 */
export class RoomApplier {
  readonly #store: Store
  readonly #models: ReadModels
  readonly #log: Logger
  readonly #process: string
  readonly #reactor: Reactor
  readonly #rooms = new Map<string, RoomWork>()
  /** Rooms with entries that the next write takes. */
  readonly #due = new Map<string, ActiveRoom>()
  #isRunning = false
  #isClosed = false
  /** By `performance.now()`: when something was applied last. */
  #appliedAt = Number.NEGATIVE_INFINITY
  #hurry: (() => void) | null = null
  #noteTimer: NodeJS.Timeout | null = null

  constructor(given: { store: Store; models: ReadModels; log: Logger; process: string; reactor: Reactor }) {
    this.#store = given.store
    this.#models = given.models
    this.#log = given.log
    this.#process = given.process
    this.#reactor = given.reactor
  }

  /** Marks the room before the first append of a run; undefined where it is marked already. */
  beforeAppend(room: string): Promise<void> | undefined {
    const work = this.#work(room)
    if (work.unmarkTimer) clearTimeout(work.unmarkTimer)
    work.unmarkTimer = null
    if (work.marked) return work.marked
    const marked = work.unmarking.then(() => markPending(this.#store, room, this.#process))
    work.marked = marked
    marked.catch(() => {
      work.marked = null
    })
    return marked
  }

  add(room: ActiveRoom, entries: StoredEntry[]): void {
    this.#work(room.id).entries.push(...entries)
    this.#due.set(room.id, room)
    if (!this.#isRunning) void this.#run()
    else if (entries.some((entry) => this.#isListed(entry))) this.#hurry?.()
  }

  /** Resolves once the read models hold everything up to `seq`. */
  applied(room: ActiveRoom, seq: number): Promise<void> {
    if (room.memory.appliedSeq >= seq) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Refusal('unavailable', 'platform.unavailable')), 5000)
      const done = () => {
        clearTimeout(late)
        resolve()
      }
      this.#work(room.id).waiters.push({ seq, resolve: done })
      this.#hurry?.()
    })
  }

  isIdle(room: string): boolean {
    const work = this.#rooms.get(room)
    return !work || (!isBusy(work) && !work.marked && work.unnoted === null)
  }

  forget(room: string): void {
    this.#rooms.delete(room)
    this.#reactor.forget(room)
  }

  /** Waits for everything under way and takes the marks away. */
  async close(): Promise<void> {
    while ([...this.#rooms.values()].some(isBusy)) {
      this.#hurry?.()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    if (this.#noteTimer) clearTimeout(this.#noteTimer)
    // A room whose reactions are still at work stays marked: whoever sweeps next looks at it.
    this.#isClosed = true
    await Promise.all(Array.from(this.#rooms, ([room, work]) => this.#unmark(room, work)))
    await Promise.all(Array.from(this.#rooms.values(), ({ unmarking }) => unmarking))
    await this.#note(this.#rooms)
  }

  #work(room: string): RoomWork {
    const known = this.#rooms.get(room)
    if (known) return known
    const work: RoomWork = {
      entries: [],
      isApplying: false,
      unnoted: null,
      marked: null,
      unmarking: Promise.resolve(),
      unmarkTimer: null,
      waiters: [],
    }
    this.#rooms.set(room, work)
    return work
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#due.size > 0) {
      await this.#gather()
      const lots = this.#takeLots()
      try {
        if (lots.length > 0) await this.#apply(lots)
      } catch {
        // Whose entries they are that cannot be applied shows when each room goes alone; the others need not wait.
        for (const lot of lots) void this.#applyAlone(lot)
      }
    }
    this.#isRunning = false
  }

  /** After others, a moment for more to come; what lists are made of waits for nothing, nor does what is waited for. */
  async #gather(): Promise<void> {
    const leftMs = this.#appliedAt + gatherMs - performance.now()
    if (leftMs <= 0 || [...this.#due.keys()].some((room) => this.#isUrgent(this.#work(room)))) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, leftMs)
      this.#hurry = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#hurry = null
  }

  #isUrgent({ entries, waiters }: RoomWork): boolean {
    return waiters.length > 0 || entries.some((entry) => this.#isListed(entry))
  }

  #isListed({ changes }: StoredEntry): boolean {
    return changes.some(({ event }) => this.#models.collections[kindOf(event)].isWhole)
  }

  #takeLots(): Lot[] {
    const lots: Lot[] = []
    let left = mostTogether
    for (const [room, active] of this.#due) {
      if (left <= 0) break
      const work = this.#work(room)
      this.#due.delete(room)
      // A room that goes alone comes back by itself.
      if (work.isApplying || work.entries.length === 0) continue
      const entries = work.entries.splice(0, left)
      left -= entries.length
      work.isApplying = true
      lots.push({ active, room, work, entries })
    }
    return lots
  }

  async #apply(lots: Lot[]): Promise<void> {
    await applyEntries(this.#store, this.#models, lots)
    this.#appliedAt = performance.now()
    for (const lot of lots) this.#applied(lot)
  }

  async #applyAlone(lot: Lot): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return await this.#apply([lot])
      } catch (error) {
        this.#log.error({ err: error, room: lot.room }, 'read models are behind; trying again')
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    }
  }

  #applied({ active, room, work, entries }: Lot): void {
    const last = entries.at(-1)!.seq
    active.memory.appliedSeq = Math.max(active.memory.appliedSeq, last)
    work.isApplying = false
    work.unnoted = last
    this.#noteTimer ??= setTimeout(() => this.#noteAll(), noteEveryMs).unref()
    const { ready = [], waiting = [] } = Object.groupBy(work.waiters, ({ seq }) => (seq <= last ? 'ready' : 'waiting'))
    work.waiters = waiting
    for (const { resolve } of ready) resolve()
    this.#reactor.add(room, entries)
    if (work.entries.length > 0) this.add(active, [])
    else if (work.marked && !work.unmarkTimer) this.#unmarkLater(room, work)
  }

  #noteAll(): void {
    this.#noteTimer = null
    this.#note(this.#rooms).catch((error) => {
      this.#log.warn({ err: error }, 'how far the read models are cannot be written down')
      this.#noteTimer ??= setTimeout(() => this.#noteAll(), noteEveryMs).unref()
    })
  }

  /** Writes down how far these rooms' read models are. */
  async #note(rooms: Iterable<[string, RoomWork]>): Promise<void> {
    const behind = [...rooms].filter(([, { unnoted }]) => unnoted !== null)
    if (behind.length === 0) return
    const heads = behind.map(([room, { unnoted }]) => ({ room, seq: unnoted! }))
    await settleModels(this.#store, this.#models)
    await moveAppliedSeqs(this.#store, heads)
    for (const [index, [, work]] of behind.entries()) if (work.unnoted === heads[index]!.seq) work.unnoted = null
  }

  #unmarkLater(room: string, work: RoomWork): void {
    if (this.#isClosed) return
    work.unmarkTimer = setTimeout(() => {
      this.#unmark(room, work).catch((error) => this.#log.warn({ err: error, room }, 'mark stays'))
    }, unmarkAfterMs)
    work.unmarkTimer.unref()
  }

  async #unmark(room: string, work: RoomWork): Promise<void> {
    if (work.unmarkTimer) clearTimeout(work.unmarkTimer)
    work.unmarkTimer = null
    if (!work.marked || isBusy(work)) return
    if (!this.#reactor.isIdle(room)) {
      this.#unmarkLater(room, work)
      return
    }
    work.marked = null
    const taken = this.#note([[room, work]])
      .then(() => this.#reactor.settle(room))
      .then(() => unmarkPending(this.#store, room, this.#process))
    work.unmarking = taken.catch(() => {})
    await taken
  }
}

const isBusy = ({ entries, isApplying }: RoomWork) => isApplying || entries.length > 0
