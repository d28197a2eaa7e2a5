import { certainPart, type RankedBallot } from './ballots.ts'
import { dividedUp } from './decimals.ts'
import { type RankedStanding, standingOf } from './standing.ts'
import type { Action, Count, Stage } from './tally.ts'
import { Ties } from './ties.ts'

const places = 9
const one = 1_000_000_000n
/** A total surplus below this is none: 0.000001. */
const omega = 1000n

/**
 * Meek STV by the reference rule of the Proportional Representation Foundation (paragraph letters as there): nine
 * decimals, products and keep factors rounded up, the quota recomputed as ballots run out.
 */
export function countMeekStv(standing: RankedStanding): Count {
  return new MeekStv(standing).count()
}

/** Ballots that go the same way now: through elected candidates to the first hopeful one. */
interface Way {
  count: bigint
  through: readonly number[]
}

class MeekStv {
  readonly #standing: RankedStanding
  readonly #ballots: readonly RankedBallot[]
  readonly #valid: number
  readonly #hopeful: Set<number>
  readonly #keep: bigint[]
  readonly #ties: Ties
  readonly #stages: Stage[] = []
  readonly #elected: { candidate: number; stage: number }[] = []
  #votes: bigint[] = []
  #quota = 0n
  #surplus = 0n

  constructor(standing: RankedStanding) {
    this.#standing = standing
    const given = standing.ballots.map(({ count, ranking }) => ({ count, ranking: certainPart(ranking) }))
    this.#ballots = given.filter(({ count, ranking }) => count > 0 && ranking.length > 0)
    this.#valid = this.#ballots.reduce((sum, { count }) => sum + count, 0)
    this.#hopeful = new Set(standingOf(standing))
    this.#keep = Array.from({ length: standing.candidates }, () => one)
    this.#ties = new Ties(standing.lots)
  }

  count(): Count {
    const { seats } = this.#standing
    let action: Action = { kind: 'firstPreferences' }
    while (!this.#isComplete()) {
      const winners = this.#iterate()
      if (winners.length > 0) {
        this.#endStage(action, { elected: winners })
        action = { kind: 'keepFactors' }
        continue
      }
      const loser = this.#defeat()
      this.#endStage(action, { excluded: [loser] })
      action = { kind: 'exclusion', of: loser }
    }
    this.#fill(action)
    const quota = this.#quota > 0n ? this.#quota : null
    return {
      seats,
      places,
      quota,
      valid: this.#valid,
      elected: this.#elected,
      stages: this.#stages,
      ties: this.#ties.settled,
      order: null,
      pairs: null,
    }
  }

  /** B.1. */
  #isComplete(): boolean {
    const left = this.#standing.seats - this.#elected.length
    return left <= 0 || this.#hopeful.size <= left
  }

  /** B.2: shares out the votes until somebody has the quota, or the surplus is as small as it gets. */
  #iterate(): number[] {
    const ways = this.#ways()
    for (let before: bigint | null = null; ; before = this.#surplus) {
      this.#shareOut(ways)
      const total = this.#votes.reduce((sum, some) => sum + some, 0n)
      this.#quota = total / BigInt(this.#standing.seats + 1) + 1n
      const winners = [...this.#hopeful].filter((candidate) => this.#votes[candidate]! >= this.#quota)
      for (const winner of winners) this.#hopeful.delete(winner)
      const above = [...this.#elected.map(({ candidate }) => candidate), ...winners]
      const surplus = above.reduce((sum, candidate) => sum + this.#votes[candidate]! - this.#quota, 0n)
      this.#surplus = surplus > 0n ? surplus : 0n
      if (winners.length > 0) return winners.sort((a, b) => Number(this.#votes[b]! - this.#votes[a]!) || a - b)
      if (this.#surplus < omega || (before !== null && this.#surplus >= before)) return []
      for (const candidate of above) {
        const kept = dividedUp(this.#keep[candidate]! * this.#quota, one)
        this.#keep[candidate] = dividedUp(kept * one, this.#votes[candidate]!)
      }
    }
  }

  #ways(): Way[] {
    const ways = new Map<string, { count: number; through: number[] }>()
    const elected = new Set(this.#elected.map(({ candidate }) => candidate))
    for (const { count, ranking } of this.#ballots) {
      const through: number[] = []
      for (const candidate of ranking) {
        const isHopeful = this.#hopeful.has(candidate)
        if (isHopeful || elected.has(candidate)) through.push(candidate)
        if (isHopeful) break
      }
      const key = through.join()
      const way = ways.get(key)
      if (way) way.count += count
      else ways.set(key, { count, through })
    }
    return Array.from(ways.values(), ({ count, through }) => ({ count: BigInt(count), through }))
  }

  /** B.2.a. */
  #shareOut(ways: readonly Way[]): void {
    this.#votes = this.#keep.map(() => 0n)
    for (const { count, through } of ways) {
      let weight = one
      for (const candidate of through) {
        const part = dividedUp(weight * this.#keep[candidate]!, one)
        this.#votes[candidate]! += part * count
        weight -= part
        if (weight === 0n) break
      }
    }
  }

  /** B.3, with ties by T: whoever is within the surplus of the last is tied with them. */
  #defeat(): number {
    const all = [...this.#hopeful]
    const fewest = all.map((candidate) => this.#votes[candidate]!).reduce((a, b) => (b < a ? b : a))
    const between = all.filter((candidate) => this.#votes[candidate]! <= fewest + this.#surplus)
    const loser = this.#ties.byLot({ stage: this.#stages.length + 1, between, for: 'exclusion' })
    this.#hopeful.delete(loser)
    return loser
  }

  #endStage(action: Action, { elected = [], excluded = [] }: { elected?: number[]; excluded?: number[] }): void {
    const number = this.#stages.length + 1
    for (const candidate of elected) this.#elected.push({ candidate, stage: number })
    const given = this.#votes.reduce((sum, some) => sum + some, 0n)
    const votes = this.#votes.map((some, at) => (this.#standing.withdrawn.includes(at) ? null : some))
    this.#stages.push({ number, votes, exhausted: BigInt(this.#valid) * one - given, action, elected, excluded })
    for (const candidate of excluded) this.#keep[candidate] = 0n
  }

  /** C: as many places are left as candidates, or none. */
  #fill(action: Action): void {
    const isFull = this.#elected.length >= this.#standing.seats
    const rest = [...this.#hopeful]
    if (isFull || rest.length === 0) return
    this.#shareOut(this.#ways())
    this.#hopeful.clear()
    this.#endStage(action, { elected: rest.sort((a, b) => Number(this.#votes[b]! - this.#votes[a]!) || a - b) })
  }
}
