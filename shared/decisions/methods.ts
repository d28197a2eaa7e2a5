import {
  type Election,
  type MarkedBallot,
  type RankedBallot,
  rankingOfMarks,
  ranksOf,
  withoutWithdrawn,
} from './ballots.ts'
import { countIrv } from './irv.ts'
import type { Lots } from './lots.ts'
import { countMeekStv } from './meekStv.ts'
import { countRankedPairs } from './rankedPairs.ts'
import { countSchulze } from './schulze.ts'
import { countScottishStv } from './scottishStv.ts'
import type { Standing } from './standing.ts'
import { countStar } from './star.ts'
import type { Count } from './tally.ts'
import { countTotals } from './totals.ts'

export const rankedMethods = ['irv', 'scottish-stv', 'meek-stv', 'schulze', 'ranked-pairs'] as const
export const crossMethods = ['plurality', 'block', 'limited', 'approval'] as const
export const pointMethods = ['cumulative', 'dot', 'score', 'star'] as const
export const methods = [...rankedMethods, ...crossMethods, ...pointMethods] as const
export type Method = (typeof methods)[number]

/** Methods that elect one, whatever a file says. */
const forOne = new Set<Method>(['irv', 'star'])

export interface CountAsk {
  method: Method
  election: Election
  /** What the election itself says, where not given; 1 where it says nothing. */
  seats?: number
  lots: Lots
  /** How many crosses under `limited`, points in all under `cumulative` and `dot`; the seats where not given. */
  most?: number
  /** The highest score; 5 where not given. */
  highest?: number
}

/** Counts an election by a method. Throws a RangeError where seats are no whole number above 0, or the method cannot read such ballots. */
export function count({ method, election, lots, most, highest = 5, ...given }: CountAsk): Count {
  const seats = forOne.has(method) ? 1 : (given.seats ?? election.seats ?? 1)
  if (!Number.isSafeInteger(seats) || seats < 1) throw new RangeError('seats must be a whole number above 0')
  const { withdrawn } = election
  const standing: Standing = { candidates: election.candidates.length, withdrawn, seats, lots }
  const limit = most ?? seats
  switch (method) {
    case 'scottish-stv':
      return countScottishStv({ ...standing, ballots: rankedOf(election) })
    case 'meek-stv':
      return countMeekStv({ ...standing, ballots: rankedOf(election) })
    case 'irv':
      return countIrv({ ...standing, ballots: rankedOf(election) })
    case 'schulze':
      return countSchulze({ ...standing, ballots: rankedOf(election) })
    case 'ranked-pairs':
      return countRankedPairs({ ...standing, ballots: rankedOf(election) })
    case 'plurality':
      return countTotals({ ...standing, ballots: crossesOf(election, 1) }, { mostEach: 1, mostInAll: 1 })
    case 'block':
      return countTotals({ ...standing, ballots: crossesOf(election, seats) }, { mostEach: 1, mostInAll: seats })
    case 'limited':
      return countTotals({ ...standing, ballots: crossesOf(election, limit) }, { mostEach: 1, mostInAll: limit })
    case 'approval':
      return countTotals({ ...standing, ballots: crossesOf(election, null) }, { mostEach: 1, mostInAll: null })
    case 'cumulative':
    case 'dot':
      return countTotals({ ...standing, ballots: pointsOf(election) }, { mostEach: limit, mostInAll: limit })
    case 'score':
      return countTotals({ ...standing, ballots: pointsOf(election) }, { mostEach: highest, mostInAll: null })
    case 'star':
      return countStar({ ...standing, ballots: pointsOf(election) }, highest)
  }
}

function rankedOf(election: Election): readonly RankedBallot[] {
  const ranked =
    'ranked' in election
      ? election.ranked
      : election.marked.map((ballot) => ({ count: ballot.count, ranking: rankingOfMarks(ballot.marks) }))
  return withoutWithdrawn(ranked, election.withdrawn)
}

/** Where ballots are ranked, the first preferences are the crosses: as many as one has, or all where there is no limit. */
function crossesOf(election: Election, most: number | null): readonly MarkedBallot[] {
  if ('marked' in election) return election.marked
  return rankedOf(election).map((ballot) => {
    const marks: (number | null)[] = election.candidates.map(() => null)
    const ranks = ranksOf(ballot.ranking)
    for (const rank of most === null ? ranks : ranks.slice(0, most)) for (const candidate of rank) marks[candidate] = 1
    return { count: ballot.count, marks }
  })
}

function pointsOf(election: Election): readonly MarkedBallot[] {
  if ('marked' in election) return election.marked
  throw new RangeError('this method counts points, and these ballots are ranked')
}
