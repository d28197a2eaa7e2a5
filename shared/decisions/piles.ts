import { certainPart, type RankedBallot } from './ballots.ts'

const perVote = 100_000

/**
 * Ballots in one pile per candidate, each worth a number of hundred-thousandths of a vote. Votes are plain numbers:
 * exact up to 90 thousand million ballots.
 */
export class Piles {
  /** In hundred-thousandths, by candidate. */
  readonly votes: number[]
  /** Ballots with a first preference. */
  readonly valid: number
  readonly #rankings: (readonly number[])[]
  readonly #counts: number[]
  readonly #places: Int32Array
  readonly #values: Int32Array
  readonly #piles: number[][]
  readonly #isContinuing: (candidate: number) => boolean

  /** Sorts by first preferences; a ballot without a certain one is not valid. */
  constructor(ballots: readonly RankedBallot[], candidates: number, isContinuing: (candidate: number) => boolean) {
    const given = ballots
      .map(({ count, ranking }) => ({ count, ranking: certainPart(ranking) }))
      .filter(({ count, ranking }) => count > 0 && ranking.length > 0)
    this.#rankings = given.map(({ ranking }) => ranking)
    this.#counts = given.map(({ count }) => count)
    this.#places = new Int32Array(given.length)
    this.#values = new Int32Array(given.length).fill(perVote)
    this.#piles = Array.from({ length: candidates }, () => [])
    this.#isContinuing = isContinuing
    this.votes = Array.from({ length: candidates }, () => 0)
    this.valid = this.#counts.reduce((sum, count) => sum + count, 0)
    for (const [ballot, ranking] of this.#rankings.entries()) this.#give(ballot, ranking[0]!)
  }

  /** All papers of a candidate go to the next continuing preference, each at a new value; what has none goes to nobody. */
  transfer(from: number, newValueOf: (value: number) => number): void {
    const pile = this.#piles[from]!
    this.#piles[from] = []
    this.votes[from] = 0
    const values = new Map<number, number>()
    for (const ballot of pile) {
      const before = this.#values[ballot]!
      const value = values.get(before) ?? newValueOf(before)
      values.set(before, value)
      this.#values[ballot] = value
      const ranking = this.#rankings[ballot]!
      let place = this.#places[ballot]! + 1
      while (place < ranking.length && !this.#isContinuing(ranking[place]!)) place++
      this.#places[ballot] = place
      if (place < ranking.length) this.#give(ballot, ranking[place]!)
    }
  }

  #give(ballot: number, to: number): void {
    this.#piles[to]!.push(ballot)
    this.votes[to]! += this.#counts[ballot]! * this.#values[ballot]!
  }
}
