import { Piles } from './piles.ts'
import { type RankedStanding, standingOf } from './standing.ts'
import type { Action, Count, Stage } from './tally.ts'
import { Ties } from './ties.ts'

const places = 5
const perVote = 100_000

/** Scottish STV: the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52. */
export function countScottishStv(standing: RankedStanding): Count {
  return new ScottishStv(standing).count()
}

class ScottishStv {
  readonly #seats: number
  readonly #continuing: Set<number>
  readonly #withdrawn: ReadonlySet<number>
  readonly #piles: Piles
  readonly #quota: number
  readonly #stages: Stage[] = []
  readonly #elected: { candidate: number; stage: number }[] = []
  readonly #ties: Ties

  constructor(standing: RankedStanding) {
    const { ballots, candidates, withdrawn, seats, lots } = standing
    this.#withdrawn = new Set(withdrawn)
    this.#continuing = new Set(standingOf(standing))
    this.#piles = new Piles(ballots, candidates, (candidate) => this.#continuing.has(candidate))
    this.#seats = seats
    this.#ties = new Ties(lots)
    // Rule 46.
    this.#quota = (Math.floor(this.#piles.valid / (seats + 1)) + 1) * perVote
  }

  count(): Count {
    this.#endStage({ kind: 'firstPreferences' }, [])
    while (this.#elected.length < this.#seats && this.#continuing.size > 0) {
      if (!this.#transferSurplus()) this.#exclude()
    }
    return {
      seats: this.#seats,
      places,
      quota: BigInt(this.#quota),
      valid: this.#piles.valid,
      elected: this.#elected,
      stages: this.#stages,
      ties: this.#ties.settled,
      order: null,
      pairs: null,
    }
  }

  /** Rules 48 and 49: the papers of the one with the largest surplus. */
  #transferSurplus(): boolean {
    const { votes } = this.#piles
    const most = Math.max(...this.#elected.map(({ candidate }) => votes[candidate]!), 0)
    if (most <= this.#quota) return false
    const between = this.#elected.map(({ candidate }) => candidate).filter((candidate) => votes[candidate] === most)
    const of = this.#choose(between, 'surplus')
    const surplus = BigInt(most - this.#quota)
    this.#piles.transfer(of, (value) => Number((surplus * BigInt(value)) / BigInt(most)))
    votes[of] = this.#quota
    this.#endStage({ kind: 'surplus', of, surplus }, [])
    return true
  }

  /** Rules 50 and 51. */
  #exclude(): void {
    const { votes } = this.#piles
    const fewest = Math.min(...Array.from(this.#continuing, (candidate) => votes[candidate]!))
    const between = [...this.#continuing].filter((candidate) => votes[candidate] === fewest)
    const of = this.#choose(between, 'exclusion')
    this.#continuing.delete(of)
    this.#piles.transfer(of, (value) => value)
    this.#endStage({ kind: 'exclusion', of }, [of])
  }

  #choose(between: number[], purpose: 'surplus' | 'exclusion'): number {
    const ask = { stage: this.#stages.length + 1, between, for: purpose }
    const prefers = purpose === 'surplus' ? 'more' : 'fewer'
    return this.#ties.byEarlierStages(this.#stages.slice(0, -1), { ...ask, prefers })
  }

  /** Rule 47, who has the quota, and rule 52, who is left when as many places are. */
  #endStage(action: Action, excluded: number[]): void {
    const number = this.#stages.length + 1
    const votes = this.#piles.votes
    const byVotes = [...this.#continuing].sort((one, other) => votes[other]! - votes[one]! || one - other)
    const vacancies = this.#seats - this.#elected.length
    const reached = byVotes.filter((candidate) => votes[candidate]! >= this.#quota)
    const isLast = byVotes.length - reached.length <= vacancies - reached.length
    const elected = isLast ? byVotes : reached
    for (const candidate of elected) {
      this.#continuing.delete(candidate)
      this.#elected.push({ candidate, stage: number })
    }
    const given = votes.reduce((sum, some) => sum + some, 0)
    this.#stages.push({
      number,
      votes: votes.map((some, candidate) => (this.#withdrawn.has(candidate) ? null : BigInt(some))),
      exhausted: BigInt(this.#piles.valid * perVote - given),
      action,
      elected,
      excluded,
    })
  }
}
