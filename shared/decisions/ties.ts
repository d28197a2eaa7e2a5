import type { Lots } from './lots.ts'
import type { Stage, Tie } from './tally.ts'

interface Ask {
  stage: number
  between: readonly number[]
  for: Tie['for']
  /** The one with fewer votes at an earlier stage is chosen, or the one with more. */
  prefers: 'fewer' | 'more'
}

/** Settles ties, and remembers how. */
export class Ties {
  readonly settled: Tie[] = []
  readonly #lots: Lots

  constructor(lots: Lots) {
    this.#lots = lots
  }

  /** By the most recent earlier stage at which they differ, as often as that leaves fewer; then by lot. */
  byEarlierStages(stages: readonly Stage[], ask: Ask): number {
    if (ask.between.length === 1) return ask.between[0]!
    let left = ask.between
    for (const { number, votes } of stages.toReversed()) {
      const of = (candidate: number) => votes[candidate] ?? 0n
      const best = left
        .map(of)
        .reduce((one, other) => ((ask.prefers === 'fewer' ? other < one : other > one) ? other : one))
      left = left.filter((candidate) => of(candidate) === best)
      if (left.length === 1) return this.#note(ask, left[0]!, { kind: 'earlierStage', stage: number })
    }
    return this.#note(ask, this.#lots(ask.stage, left), { kind: 'lot' })
  }

  byLot(ask: Omit<Ask, 'prefers'>): number {
    if (ask.between.length === 1) return ask.between[0]!
    return this.#note(ask, this.#lots(ask.stage, ask.between), { kind: 'lot' })
  }

  byRule(ask: Omit<Ask, 'prefers'>, rule: Extract<Tie['by'], { kind: 'rule' }>['rule'], chosen: number): number {
    return this.#note(ask, chosen, { kind: 'rule', rule })
  }

  #note({ stage, between, for: purpose }: Omit<Ask, 'prefers'>, chosen: number, by: Tie['by']): number {
    this.settled.push({ stage, between, chosen, for: purpose, by })
    return chosen
  }
}
