/** After several commands at once, a room counts as busy for so long and waits so long for others. */
const busyMs = 50
const gatherMs = 1
/** A batch that follows within this time is one of a row. */
const inARowMs = 10
/** For so long after another process has appended to a room, it is given its chance. */
const contendedMs = 1000
const longestCourtesyMs = 50
const batchesInARow = 8

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** When a room's queue takes its next batch of commands. */
export class Pace {
  readonly #isAlone: boolean
  #lastLength = 0
  #lastEndedAt = Number.NEGATIVE_INFINITY
  #batchMs = 0
  #row = 0
  #othersAt = Number.NEGATIVE_INFINITY

  constructor(isAlone: boolean) {
    this.#isAlone = isAlone
  }

  /** Another process has appended to the room. */
  hearOfOthers(): void {
    this.#othersAt = performance.now()
  }

  /** Resolves once the next batch may be taken from those that wait. */
  async next(waiting: { length: number }): Promise<void> {
    await this.#giveWay()
    await this.#gather(waiting)
    this.#lastLength = waiting.length
  }

  /** A batch is stored, or given up, after so long. */
  ended(batchMs: number): void {
    this.#batchMs = batchMs
    this.#lastEndedAt = performance.now()
  }

  /**
   * What comes in the same turn over other sockets is decided, stored and sent together. A room that has just
   * stored several commands at once waits a moment for as many; a quiet one waits for nothing.
   */
  async #gather(waiting: { length: number }): Promise<void> {
    await new Promise((turn) => setImmediate(turn))
    const isBusy = performance.now() - this.#lastEndedAt < busyMs
    if (isBusy && waiting.length < this.#lastLength) await pause(gatherMs)
  }

  /**
   * Who has just appended is always first to append again: other processes that write to the room would starve. So a
   * room with batches in a row pauses, often where others are heard of, now and then where they may wait unheard.
   */
  async #giveWay(): Promise<void> {
    if (this.#isAlone) return
    const now = performance.now()
    this.#row = now - this.#lastEndedAt < inARowMs ? this.#row + 1 : 0
    if (this.#row === 0) return
    const isContended = now - this.#othersAt < contendedMs
    if (!isContended && this.#row % batchesInARow > 0) return
    await pause(Math.min(3 * this.#batchMs, longestCourtesyMs) * (isContended ? Math.random() : 1))
  }
}
