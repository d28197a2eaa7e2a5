import type { EventName } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Change } from '#shared/platform/roomLog.ts'
import { entriesAfter, findNewestEntry, type StoredEntry } from './entry.model.ts'
import type { Hub } from './hub.ts'
import { findCursors, isKnownReaction, moveCursors, park, rememberReaction } from './reactionCursor.model.ts'
import { roomStates } from './roomState.model.ts'
import { sha256 } from './seal.ts'

/** What one room's event causes elsewhere. `run` may be called again for the same event, with the same `cid`. */
export interface Reaction {
  name: string
  on: EventName[]
  /** Asked before `run`: what it passes over costs nothing, not even a step of the cursor. */
  isFor?(ask: { hub: Hub; room: string; change: Change }): boolean | Promise<boolean>
  run(ask: ReactionAsk): Promise<void>
}

export interface ReactionAsk {
  hub: Hub
  room: string
  seq: number
  /** Whose deed it was. */
  by: string
  change: Change
  cid: string
}

/** The id of the deed that a reaction does for one change: the same however often it runs. */
export const reactionCid = (reaction: string, room: string, seq: number, index: number) =>
  `r-${sha256(`${reaction}|${room}|${seq}|${index}`).slice(0, 40)}`

const mostTries = 5
const settleEvery = 1000
const retryAfterMs = 5000

interface RoomTurn {
  entries: StoredEntry[]
  /** Everything up to here has been looked at; null until the stored cursors have been asked. */
  seen: number | null
  /** What each reaction has passed by itself. */
  cursors: Map<string, number>
  settled: number
  isRunning: boolean
  retry: NodeJS.Timeout | null
}

const newTurn = (): RoomTurn => ({
  entries: [],
  seen: null,
  cursors: new Map(),
  settled: 0,
  isRunning: false,
  retry: null,
})

/** Runs reactions per room in the order of its log; a stored cursor makes them happen in spite of a crash. */
export class Reactor {
  readonly #reactions: Reaction[]
  readonly #turns = new Map<string, RoomTurn>()
  #hub: Hub | null = null

  constructor(reactions: Reaction[]) {
    this.#reactions = reactions
  }

  /** A reaction that this database has never seen starts at every room's head. */
  async start(hub: Hub): Promise<void> {
    this.#hub = hub
    for (const { name } of this.#reactions) {
      if (await isKnownReaction(hub.store, name)) continue
      for (const { _id } of await roomStates(hub.store).find().lean()) {
        const head = await findNewestEntry(hub.store, _id)
        await moveCursors(hub.store, [name], _id, head?.seq ?? 0)
      }
      await rememberReaction(hub.store, name)
    }
  }

  add(room: string, entries: StoredEntry[]): void {
    const turn = this.#turns.get(room) ?? newTurn()
    this.#turns.set(room, turn)
    turn.entries.push(...entries)
    if (!turn.isRunning) void this.#run(room, turn)
  }

  isIdle(room: string): boolean {
    const turn = this.#turns.get(room)
    return !turn || (!turn.isRunning && !turn.retry)
  }

  /** Waits for a room's reactions; false where they are still at it, or waiting to try again. */
  async idle(room: string, longestMs: number): Promise<boolean> {
    for (let waited = 0; waited < longestMs; waited += 10) {
      if (!this.#turns.get(room)?.isRunning) break
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return this.isIdle(room)
  }

  /** Looks again at what a room's stored cursors have not passed: after a crash of whoever appended it. */
  resume(room: string): void {
    const turn = this.#turns.get(room)
    if (turn) turn.seen = null
    this.add(room, [])
  }

  /** Of a room that is closed here, others may append: the stored cursors are asked again once it is back. */
  forget(room: string): void {
    if (this.isIdle(room)) this.#turns.delete(room)
  }

  /** Stores how far it has come, so that a restart need not look at a long quiet stretch again. */
  async settle(room: string): Promise<void> {
    const seen = this.#turns.get(room)?.seen
    if (!this.#hub || !seen) return
    const names = this.#reactions.map(({ name }) => name)
    await moveCursors(this.#hub.store, names, room, seen)
  }

  async close(): Promise<void> {
    for (const { retry } of this.#turns.values()) if (retry) clearTimeout(retry)
    while ([...this.#turns.values()].some(({ isRunning }) => isRunning)) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  async #run(room: string, turn: RoomTurn): Promise<void> {
    const hub = this.#hub
    if (!hub) return
    turn.isRunning = true
    try {
      while (turn.seen === null || turn.entries.length > 0) {
        if (turn.seen === null) await this.#lookBack(hub, room, turn)
        const entry = turn.entries.shift()
        if (!entry || entry.seq <= turn.seen!) continue
        await this.#reactTo(hub, turn, entry)
        if (turn.seen !== null) turn.seen = entry.seq
        if (entry.seq - turn.settled >= settleEvery) {
          await this.settle(room)
          turn.settled = entry.seq
        }
      }
    } catch (error) {
      hub.log.error({ err: error, room }, 'reactions stopped; trying again')
      turn.entries = []
      turn.seen = null
      turn.retry = setTimeout(() => {
        turn.retry = null
        this.resume(room)
      }, retryAfterMs)
      turn.retry.unref()
    } finally {
      turn.isRunning = false
    }
  }

  /** Puts what the stored cursors have not passed before the turn's own entries. */
  async #lookBack(hub: Hub, room: string, turn: RoomTurn): Promise<void> {
    turn.cursors = await findCursors(hub.store, room)
    const passed = Math.min(...this.#reactions.map(({ name }) => turn.cursors.get(name) ?? 0))
    const missed: StoredEntry[] = []
    for (let page: StoredEntry[] | null = null, last = passed; page === null || page.length === 500; ) {
      page = await entriesAfter(hub.store, room, last, 500)
      missed.push(...page.filter((entry) => this.#reactions.some(({ on }) => concerns(on, entry))))
      last = page.at(-1)?.seq ?? last
    }
    turn.seen = passed
    turn.settled = passed
    turn.entries = [...missed, ...turn.entries]
  }

  async #reactTo(hub: Hub, turn: RoomTurn, entry: StoredEntry): Promise<void> {
    const { room, seq, by } = entry
    for (const reaction of this.#reactions) {
      const isPassed = seq <= (turn.cursors.get(reaction.name) ?? 0)
      if (isPassed || !concerns(reaction.on, entry)) continue
      let isTouched = false
      for (const [index, change] of entry.changes.entries()) {
        if (!(reaction.on as string[]).includes(change.event)) continue
        if (reaction.isFor && !(await reaction.isFor({ hub, room, change }))) continue
        const cid = reactionCid(reaction.name, room, seq, index)
        await this.#once(hub, reaction, { room, seq, by, change, cid })
        isTouched = true
      }
      if (!isTouched) continue
      await moveCursors(hub.store, [reaction.name], room, seq)
      turn.cursors.set(reaction.name, seq)
    }
  }

  async #once(hub: Hub, reaction: Reaction, ask: Omit<ReactionAsk, 'hub'>) {
    for (let tries = 1; ; tries++) {
      try {
        return await reaction.run({ hub, ...ask })
      } catch (error) {
        if (error instanceof Refusal && (error.code === 'already_done' || error.code === 'conflict')) return
        const mayPass = !(error instanceof Refusal) || error.code === 'unavailable'
        if (mayPass && tries < mostTries) {
          await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** tries))
          continue
        }
        if (error instanceof Refusal && mayPass) throw error
        const key = error instanceof Refusal ? error.key : 'platform.internal'
        hub.log.error({ err: error, reaction: reaction.name, room: ask.room, seq: ask.seq }, 'reaction parked')
        return await park(hub.store, {
          reaction: reaction.name,
          room: ask.room,
          seq: ask.seq,
          key,
          at: hub.clock.now(),
        })
      }
    }
  }
}

const concerns = (on: string[], entry: StoredEntry) => entry.changes.some(({ event }) => on.includes(event))
