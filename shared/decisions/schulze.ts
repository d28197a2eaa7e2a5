import { electDown, layersOf } from './ordered.ts'
import { countValid, pairsOf, victoriesOf } from './pairs.ts'
import { type RankedStanding, standingOf } from './standing.ts'
import type { Count } from './tally.ts'
import { Ties } from './ties.ts'

/**
 * The Schulze method with winning votes (M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
 * Condorcet-consistent single-winner election method", Social Choice and Welfare 36, 2011): a candidate is before
 * another if their strongest path is the stronger one.
 */
export function countSchulze(standing: RankedStanding): Count {
  const all = standingOf(standing)
  const pairs = pairsOf(standing.ballots, standing.candidates)
  const strengths = strongestPaths(pairs, all)
  const beats = (one: number, other: number) => strengths[one]![other]! > strengths[other]![one]!
  const order = layersOf(all, beats)
  const ties = new Ties(standing.lots)
  const elected = electDown(order, standing, { ties, stage: 1 })
  return {
    seats: standing.seats,
    places: 0,
    quota: null,
    valid: countValid(standing.ballots),
    elected,
    stages: [
      {
        number: 1,
        votes: victoriesOf(pairs, all),
        exhausted: 0n,
        action: { kind: 'pairs' },
        elected: elected.map(({ candidate }) => candidate),
        excluded: [],
      },
    ],
    ties: ties.settled,
    order,
    pairs,
  }
}

/** The strength of a path is that of its weakest link: the votes of whoever wins that pair. */
function strongestPaths(pairs: readonly (readonly number[])[], all: readonly number[]): number[][] {
  const strengths = pairs.map((row, one) => row.map((votes, other) => (votes > pairs[other]![one]! ? votes : 0)))
  for (const via of all) {
    for (const one of all) {
      if (one === via) continue
      for (const other of all) {
        if (other === one || other === via) continue
        const through = Math.min(strengths[one]![via]!, strengths[via]![other]!)
        if (through > strengths[one]![other]!) strengths[one]![other] = through
      }
    }
  }
  return strengths
}
