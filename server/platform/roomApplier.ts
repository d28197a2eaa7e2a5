import type { Logger } from 'pino'
import { Refusal } from '#shared/platform/refusal.ts'
import type { ActiveRoom } from './activeRoom.ts'
import type { StoredEntry } from './entry.model.ts'
import type { Reactor } from './reactions.ts'
import { applyEntries, type ReadModels } from './readModels.ts'
import { markPending, moveAppliedSeq, unmarkPending } from './roomState.model.ts'
import type { Store } from './store.ts'

const unmarkAfterMs = 5000
const firstPauseMs = 100
const longestPauseMs = 5000

interface RoomWork {
  entries: StoredEntry[]
  isRunning: boolean
  marked: Promise<void> | null
  /** The last mark being taken away: a new one set before that would go with it. */
  unmarking: Promise<void>
  unmarkTimer: NodeJS.Timeout | null
  waiters: { seq: number; resolve: () => void }[]
}

/** Brings what is appended into the read models and to the reactions, behind the members' backs and in order. */
export class RoomApplier {
  readonly #store: Store
  readonly #models: ReadModels
  readonly #log: Logger
  readonly #process: string
  readonly #reactor: Reactor
  readonly #rooms = new Map<string, RoomWork>()

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
    const work = this.#work(room.id)
    work.entries.push(...entries)
    if (!work.isRunning) void this.#run(room, work)
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
    })
  }

  isIdle(room: string): boolean {
    const work = this.#rooms.get(room)
    return !work || (!work.isRunning && !work.marked)
  }

  forget(room: string): void {
    this.#rooms.delete(room)
    this.#reactor.forget(room)
  }

  /** Waits for everything under way and takes the marks away. */
  async close(): Promise<void> {
    while ([...this.#rooms.values()].some(({ isRunning }) => isRunning)) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await Promise.all(Array.from(this.#rooms, ([room, work]) => this.#unmark(room, work)))
  }

  #work(room: string): RoomWork {
    const known = this.#rooms.get(room)
    if (known) return known
    const work: RoomWork = {
      entries: [],
      isRunning: false,
      marked: null,
      unmarking: Promise.resolve(),
      unmarkTimer: null,
      waiters: [],
    }
    this.#rooms.set(room, work)
    return work
  }

  async #run(room: ActiveRoom, work: RoomWork): Promise<void> {
    work.isRunning = true
    let pauseMs = firstPauseMs
    while (work.entries.length > 0) {
      const entries = work.entries.splice(0, 500)
      try {
        await this.#apply(room, work, entries)
        pauseMs = firstPauseMs
      } catch (error) {
        this.#log.error({ err: error, room: room.id }, 'read models are behind; trying again')
        work.entries.unshift(...entries)
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      }
    }
    work.isRunning = false
    if (work.marked && !work.unmarkTimer) {
      work.unmarkTimer = setTimeout(() => {
        this.#unmark(room.id, work).catch((error) => this.#log.warn({ err: error, room: room.id }, 'mark stays'))
      }, unmarkAfterMs)
      work.unmarkTimer.unref()
    }
  }

  async #apply(room: ActiveRoom, work: RoomWork, entries: StoredEntry[]): Promise<void> {
    const last = entries.at(-1)!.seq
    await applyEntries(this.#store, this.#models, room.id, entries)
    await moveAppliedSeq(this.#store, room.id, last)
    room.memory.appliedSeq = Math.max(room.memory.appliedSeq, last)
    const [ready, waiting] = [
      work.waiters.filter(({ seq }) => seq <= last),
      work.waiters.filter(({ seq }) => seq > last),
    ]
    work.waiters = waiting
    for (const { resolve } of ready) resolve()
    this.#reactor.add(room.id, entries)
  }

  async #unmark(room: string, work: RoomWork): Promise<void> {
    if (!work.marked || work.isRunning) return
    if (!this.#reactor.isIdle(room)) {
      work.unmarkTimer = setTimeout(() => void this.#unmark(room, work).catch(() => {}), unmarkAfterMs)
      work.unmarkTimer.unref()
      return
    }
    work.marked = null
    work.unmarkTimer = null
    const taken = this.#reactor.settle(room).then(() => unmarkPending(this.#store, room, this.#process))
    work.unmarking = taken.catch(() => {})
    await taken
  }
}
