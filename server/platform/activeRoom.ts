import type { Logger } from 'pino'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Append } from './appends.ts'
import type { Clock } from './clock.ts'
import { entriesAfter, findEntryOfDeed, findNewestEntry, type StoredEntry } from './entry.model.ts'
import { isDiskFull, refusalOfFailure } from './failure.ts'
import type { Decision, RoomView } from './handler.ts'
import { Pace } from './pace.ts'
import { applyTail, type ReadModels } from './readModels.ts'
import { kindOf, RoomMemory } from './roomMemory.ts'
import { findAppliedSeq, moveAppliedSeq } from './roomState.model.ts'
import { type Deed, isSameDeed, sealEntry } from './seal.ts'
import type { Store } from './store.ts'

const longestBatch = 64
/** A deed that finds no place in the log for so long is given back. */
const patienceMs = 10_000
const unknownOutcomePauseMs = 200

export interface RoomDeed extends Deed {
  /** Asks permission and life table anew, and decides; refuses by throwing. Pure, may be called again. */
  decide(view: RoomView, seq: number, now: Date): Decision<never>
}

interface Waiting {
  deed: RoomDeed
  /** When it came, by `performance.now()`. */
  since: number
  wasRefused: boolean
  resolve(answer: unknown): void
  reject(error: unknown): void
}
interface Decided {
  waiting: Waiting
  entry: StoredEntry
}

export interface RoomSurroundings {
  store: Store
  models: ReadModels
  clock: Clock
  log: Logger
  append: Append
  /** No other process writes to the store: what is in memory is all there is. */
  isAlone: boolean
  /** Resolves once the room is marked as having entries to apply. */
  beforeAppend(room: string): Promise<void> | undefined
  /** Stored entries in order, each once: those appended here (`isOwn`) and those found in the log. */
  onEntries(room: ActiveRoom, entries: StoredEntry[], isOwn: boolean): void
}

const sameOwner = (entries: StoredEntry[], isOwn: (entry: StoredEntry) => boolean) => {
  const end = entries.findIndex((entry) => isOwn(entry) !== isOwn(entries[0]!))
  return end === -1 ? entries.length : end
}

/**
 * One room's queue. Commands are decided one after the other against memory; while an append is in flight the
 * next ones gather, and go out together. The unique index on `(room, seq)` is the only arbiter between processes.
 */
export class ActiveRoom {
  readonly memory: RoomMemory
  usedAt: number
  readonly #around: RoomSurroundings
  #waiting: Waiting[] = []
  #isRunning = false
  readonly #pace: Pace
  #reading: Promise<void> | null = null
  #nextReading: Promise<void> | null = null
  /** Hashes of the entries under way: a reader of the tail may see them before their append has answered. */
  #inFlight = new Set<string>()

  constructor(id: string, around: RoomSurroundings) {
    this.#around = around
    this.#pace = new Pace(around.isAlone)
    this.memory = new RoomMemory(id, (kind) => around.models.collections[kind].isWhole)
    this.usedAt = around.clock.now().getTime()
  }

  get id() {
    return this.memory.id
  }
  /** More commands are about to be decided. */
  get hasWaiting() {
    return this.#waiting.length > 0
  }
  get isBusy() {
    return this.#isRunning || this.hasWaiting
  }

  /** Heals the read models up to the log's head, then takes what the room holds whole into memory. */
  async open(): Promise<void> {
    const { store, models } = this.#around
    const newest = await findNewestEntry(store, this.id)
    if (!newest) return
    const applied = await findAppliedSeq(store, this.id)
    if (applied < newest.seq) await moveAppliedSeq(store, this.id, await applyTail(store, models, this.id, applied))
    this.memory.appliedSeq = newest.seq
    for (const { kind, isWhole, all } of Object.values(models.collections)) {
      if (isWhole) for (const item of await all(store, this.id)) this.memory.keep(kind, item)
    }
    this.memory.head = { seq: newest.seq, hash: newest.hash, n: newest.n }
  }

  /** Decides, appends and answers; rejects with a Refusal, or with a bug. */
  submit(deed: RoomDeed): Promise<unknown> {
    this.usedAt = this.#around.clock.now().getTime()
    return new Promise((resolve, reject) => {
      this.#queue({ deed, since: performance.now(), wasRefused: false, resolve, reject })
    })
  }

  #queue(waiting: Waiting): void {
    this.#waiting.push(waiting)
    if (!this.#isRunning) void this.#run()
  }

  /** Takes in what other processes have appended. Whoever asks while a read is under way waits for the next one. */
  catchUp(): Promise<void> {
    if (!this.#reading) {
      this.#reading = this.#readTail().finally(() => {
        this.#reading = null
      })
      return this.#reading
    }
    this.#nextReading ??= this.#reading
      .catch(() => {})
      .then(() => {
        this.#nextReading = null
        return this.catchUp()
      })
    return this.#nextReading
  }

  async #readTail(): Promise<void> {
    for (;;) {
      const entries = await entriesAfter(this.#around.store, this.id, this.memory.head.seq, 500)
      this.#take(entries)
      if (entries.length < 500) return
    }
  }

  #take(entries: StoredEntry[]): void {
    const isOwn = ({ hash }: StoredEntry) => this.#inFlight.has(hash)
    let news = entries.filter(({ seq }) => seq > this.memory.head.seq)
    while (news.length > 0) {
      const group = news.slice(0, sameOwner(news, isOwn))
      if (!isOwn(group[0]!)) this.#pace.hearOfOthers()
      for (const entry of group) this.memory.take(entry)
      this.#around.onEntries(this, group, isOwn(group[0]!))
      news = news.slice(group.length)
    }
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.length > 0) {
      await this.#pace.next(this.#waiting)
      const start = performance.now()
      const batch = this.#waiting.splice(0, longestBatch)
      try {
        await this.#appendAll(this.#decideAll(batch))
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
      this.#pace.ended(performance.now() - start)
    }
    this.#isRunning = false
  }

  #decideAll(batch: Waiting[]): Decided[] {
    const decided: Decided[] = []
    let head = this.memory.head
    const now = this.#around.clock.now()
    for (const waiting of batch) {
      const { deed } = waiting
      if (
        this.memory.deed(deed.by, deed.cid) ||
        decided.some(({ entry }) => entry.by === deed.by && entry.cid === deed.cid)
      ) {
        this.#answerRepeat(waiting)
        continue
      }
      try {
        const { changes, answer, messages = 0 } = deed.decide(this.memory, head.seq + 1, now)
        const prevOf = (change: (typeof changes)[number]) =>
          this.memory.find(kindOf(change.event), change.item.id)?.version ?? 0
        const entry = sealEntry(head, deed, { changes, answer, messages, at: now.getTime(), prevOf })
        for (const change of entry.changes) this.memory.stage(change)
        head = entry
        decided.push({ waiting, entry })
      } catch (error) {
        void this.#answerRefused(waiting, error, decided.length > 0)
      }
    }
    this.memory.unstage()
    return decided
  }

  async #appendAll(decided: Decided[]): Promise<void> {
    if (decided.length === 0) return
    const entries = decided.map(({ entry }) => entry)
    this.#inFlight = new Set(entries.map(({ hash }) => hash))
    let outcome: Awaited<ReturnType<Append>>
    try {
      await this.#around.beforeAppend(this.id)
      outcome = await this.#around.append(entries)
    } catch (error) {
      this.#around.log.warn({ err: error, room: this.id }, 'append with unknown outcome')
      await new Promise((resolve) => setTimeout(resolve, unknownOutcomePauseMs))
      return this.#tryAgain(decided, error)
    }
    this.#take(entries.slice(0, outcome.stored))
    for (const { waiting, entry } of decided.slice(0, outcome.stored)) waiting.resolve(entry.answer)
    const left = decided.slice(outcome.stored)
    if (left.length === 0) return
    if (outcome.obstacle === 'repeat') this.#answerRepeat(left.shift()!.waiting)
    await this.#tryAgain(left)
  }

  /** Reads the tail, so that the next decision stands on it; a deed found there is answered as a repeat. */
  async #tryAgain(decided: Decided[], failure?: unknown): Promise<void> {
    if (decided.length === 0) return
    await this.catchUp().catch((error) => {
      this.#around.log.warn({ err: error, room: this.id }, 'log cannot be read')
    })
    const again: Waiting[] = []
    for (const { waiting } of decided) {
      const { deed, since, reject } = waiting
      if (this.memory.deed(deed.by, deed.cid)) this.#answerRepeat(waiting)
      else if (isDiskFull(failure)) reject(refusalOfFailure(failure))
      else if (performance.now() - since < patienceMs) again.push(waiting)
      else reject(new Refusal('unavailable', 'platform.unavailable'))
    }
    this.#waiting.unshift(...again)
  }

  /** A repeat gets the first answer once that is stored; the same cid with other content is refused. */
  #answerRepeat({ deed, resolve, reject }: Waiting): void {
    const find = async () =>
      this.memory.deed(deed.by, deed.cid) ?? (await findEntryOfDeed(this.#around.store, this.id, deed.by, deed.cid))
    const wait = async () => {
      for (let tries = 0; tries < 200; tries++) {
        const entry = await find()
        if (entry && !isSameDeed(entry, deed)) throw new Refusal('conflict', 'platform.repeatDiffers')
        if (entry) return entry.answer
        await new Promise((again) => setTimeout(again, 10))
      }
      throw new Refusal('unavailable', 'platform.unavailable')
    }
    wait().then(resolve, reject)
  }

  /**
   * A refused deed may be an old one whose time has passed: then it gets its first answer. One that was refused for
   * what is decided but not stored, or has changed on another process meanwhile, is decided once more.
   */
  async #answerRefused(waiting: Waiting, refusal: unknown, isUnstored: boolean): Promise<void> {
    const { deed, resolve, reject, wasRefused } = waiting
    const { seq } = this.memory.head
    if (!(refusal instanceof Refusal)) return reject(refusal)
    try {
      const entry = await findEntryOfDeed(this.#around.store, this.id, deed.by, deed.cid)
      if (entry && isSameDeed(entry, deed)) return resolve(entry.answer)
      if (!wasRefused && !this.#around.isAlone) await this.catchUp()
    } catch {
      return reject(refusal)
    }
    const mayDiffer = isUnstored || this.memory.head.seq > seq
    if (mayDiffer && !wasRefused) this.#queue({ ...waiting, wasRefused: true })
    else reject(refusal)
  }
}
