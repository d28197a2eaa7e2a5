import { placesBy } from './ordered.ts'
import { type MarkedStanding, standingOf } from './standing.ts'
import type { Count, Stage } from './tally.ts'
import { Ties } from './ties.ts'
import { countTotals, type MarkRule } from './totals.ts'

/**
 * STAR, score then automatic run-off: of the two with the highest sums, the one whom more score above the other. Ties
 * by the protocol of the Equal Vote Coalition: for a place in the run-off by the pair, in the run-off by the sum, then
 * by the most highest scores, then by lot.
 */
export function countStar(standing: MarkedStanding, mostEach: number): Count {
  const rule: MarkRule = { mostEach, mostInAll: null }
  const scores = countTotals({ ...standing, seats: standing.candidates }, rule)
  const star = new Star(standing, { sums: scores.stages[0]!.votes, mostEach })
  const first: Stage = { ...scores.stages[0]!, elected: [] }
  const all = standingOf(standing)
  const stages: Stage[] = [first]
  const winner = all.length < 2 ? all[0] : star.runOff(stages)
  return {
    ...scores,
    seats: 1,
    elected: winner === undefined ? [] : [{ candidate: winner, stage: stages.length }],
    stages: stages.map((stage, at) =>
      at === stages.length - 1 && winner !== undefined ? { ...stage, elected: [winner] } : stage,
    ),
    ties: star.ties.settled,
  }
}

class Star {
  readonly ties: Ties
  readonly #standing: MarkedStanding
  readonly #sums: readonly (bigint | null)[]
  readonly #mostEach: number

  constructor(standing: MarkedStanding, given: { sums: readonly (bigint | null)[]; mostEach: number }) {
    this.ties = new Ties(standing.lots)
    this.#standing = standing
    this.#sums = given.sums
    this.#mostEach = given.mostEach
  }

  runOff(stages: Stage[]): number {
    const all = standingOf(this.#standing)
    const [one, other] = this.#finalists(all)
    const [forOne, forOther] = [this.#preferring(one, other), this.#preferring(other, one)]
    const votes = this.#sums.map((sum, at) =>
      at === one ? forOne : at === other ? forOther : sum === null ? null : 0n,
    )
    const decided = this.#standing.ballots.reduce((sum, { count, marks }) => {
      return this.#isAllowed(marks) ? sum + BigInt(count) : sum
    }, 0n)
    const excluded = all.filter((at) => at !== one && at !== other)
    const action = { kind: 'runOff', between: [one, other] } as const
    stages.push({ number: 2, votes, exhausted: decided - forOne - forOther, action, elected: [], excluded })
    if (forOne !== forOther) return forOne > forOther ? one : other
    return this.#settled([one, other])
  }

  /** Two who share the highest sum both run off, without a tie to settle. */
  #finalists(all: readonly number[]): [number, number] {
    const [first] = placesBy(all, (at) => Number(this.#sums[at]))
    if (first!.length === 2) return [first![0]!, first![1]!]
    const one = this.#finalist(all)
    return [one, this.#finalist(all.filter((at) => at !== one))]
  }

  /** The one with the highest sum; of several the one whom more prefer to each other of them. */
  #finalist(among: readonly number[]): number {
    const highest = among.map((at) => this.#sums[at]!).reduce((a, b) => (b > a ? b : a))
    const between = among.filter((at) => this.#sums[at] === highest)
    if (between.length === 1) return between[0]!
    const ask = { stage: 1, between, for: 'order' } as const
    const preferred = between.filter((at) =>
      between.every((rival) => rival === at || this.#preferring(at, rival) > this.#preferring(rival, at)),
    )
    if (preferred.length === 1) return this.ties.byRule(ask, 'preferred', preferred[0]!)
    return this.#byTopScores(ask)
  }

  #settled(between: readonly [number, number]): number {
    const [one, other] = between
    const ask = { stage: 2, between, for: 'election' } as const
    const [ofOne, ofOther] = [this.#sums[one]!, this.#sums[other]!]
    if (ofOne !== ofOther) return this.ties.byRule(ask, 'higherScore', ofOne > ofOther ? one : other)
    return this.#byTopScores(ask)
  }

  #byTopScores(ask: { stage: number; between: readonly number[]; for: 'order' | 'election' }): number {
    const topsOf = (at: number) => this.#sum(({ marks }) => (marks[at] ?? 0) === this.#mostEach)
    const most = ask.between.map(topsOf).reduce((a, b) => (b > a ? b : a))
    const left = ask.between.filter((at) => topsOf(at) === most)
    if (left.length === 1) return this.ties.byRule(ask, 'topScores', left[0]!)
    return this.ties.byLot({ ...ask, between: left })
  }

  #preferring = (one: number, other: number): bigint =>
    this.#sum(({ marks }) => (marks[one] ?? 0) > (marks[other] ?? 0))

  #sum(isCounted: (ballot: MarkedStanding['ballots'][number]) => boolean): bigint {
    return this.#standing.ballots.reduce((sum, ballot) => {
      return this.#isAllowed(ballot.marks) && isCounted(ballot) ? sum + BigInt(ballot.count) : sum
    }, 0n)
  }

  #isAllowed(marks: readonly (number | null)[]): boolean {
    // Who has withdrawn is passed over, whatever they were given.
    const given = marks.filter((mark, at) => mark !== null && this.#sums[at] !== null)
    return (
      given.length > 0 && given.every((mark) => Number.isSafeInteger(mark) && mark! >= 0 && mark! <= this.#mostEach)
    )
  }
}
