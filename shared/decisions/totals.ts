import type { MarkedBallot } from './ballots.ts'
import { electDown, placesBy } from './ordered.ts'
import { type MarkedStanding, standingOf } from './standing.ts'
import type { Count } from './tally.ts'
import { Ties } from './ties.ts'

/** What a ballot may say; one that says more is spoiled and counts for nobody. */
export interface MarkRule {
  /** The most for one candidate; 1 for crosses. */
  mostEach: number
  /** The most in all; null for no limit. */
  mostInAll: number | null
}

/** Adds up what each candidate was given: crosses, points or scores. The most win; at the edge a lot decides. */
export function countTotals(standing: MarkedStanding, rule: MarkRule): Count {
  const all = standingOf(standing)
  const sums = all.map(() => 0n)
  let [valid, spoiled] = [0, 0]
  for (const { count, marks } of standing.ballots) {
    const given = all.map((at) => marks[at] ?? null)
    if (given.every((mark) => mark === null)) continue
    if (!isAllowed(given, rule)) {
      spoiled += count
      continue
    }
    valid += count
    for (const [place, mark] of given.entries()) sums[place]! += BigInt(mark ?? 0) * BigInt(count)
  }
  const votes = Array.from({ length: standing.candidates }, (_, at) =>
    all.includes(at) ? sums[all.indexOf(at)]! : null,
  )
  const order = placesBy(all, (at) => Number(votes[at]))
  const ties = new Ties(standing.lots)
  const elected = electDown(order, standing, { ties, stage: 1 })
  return {
    seats: standing.seats,
    places: 0,
    quota: null,
    valid,
    elected,
    stages: [
      {
        number: 1,
        votes,
        exhausted: BigInt(spoiled),
        action: { kind: 'totals' },
        elected: elected.map(({ candidate }) => candidate),
        excluded: [],
      },
    ],
    ties: ties.settled,
    order,
    pairs: null,
  }
}

function isAllowed(marks: MarkedBallot['marks'], { mostEach, mostInAll }: MarkRule): boolean {
  let inAll = 0
  for (const mark of marks) {
    if (mark === null) continue
    if (!Number.isSafeInteger(mark) || mark < 0 || mark > mostEach) return false
    inAll += mark
  }
  return mostInAll === null || inAll <= mostInAll
}
