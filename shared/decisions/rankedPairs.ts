import { electDown, layersOf } from './ordered.ts'
import { countValid, pairsOf, victoriesOf } from './pairs.ts'
import { type RankedStanding, standingOf } from './standing.ts'
import type { Count, Stage } from './tally.ts'
import { Ties } from './ties.ts'

/** Whom each candidate is before, by what is locked. */
type Below = Map<number, Set<number>>

interface Majority {
  winner: number
  loser: number
  votes: number
  against: number
}

/**
 * Ranked pairs with winning votes (T. N. Tideman, "Independence of clones as a criterion for voting rules", Social
 * Choice and Welfare 4, 1987): majorities are locked from the greatest on, unless one would close a circle. Of two with
 * as many votes that with fewer against goes first; where these are as many too, by the order of a lot (T. M. Zavist
 * and T. N. Tideman, 1989).
 */
export function countRankedPairs(standing: RankedStanding): Count {
  const all = standingOf(standing)
  const pairs = pairsOf(standing.ballots, standing.candidates)
  const ties = new Ties(standing.lots)
  const below = new Map(all.map((one) => [one, new Set<number>()]))
  const stages: Stage[] = [
    { number: 1, votes: victoriesOf(pairs, all), exhausted: 0n, action: { kind: 'pairs' }, elected: [], excluded: [] },
  ]
  for (const equals of groups(majoritiesOf(pairs, all))) {
    for (const majority of inOrder(equals, below, ties)) {
      const isLocked = !below.get(majority.loser)!.has(majority.winner)
      if (isLocked) lock(below, majority)
      const votes = pairs.map((_, one) => (below.has(one) ? BigInt(below.get(one)!.size) : null))
      const action = { kind: 'lock', ...majority, isLocked } as const
      stages.push({ number: stages.length + 1, votes, exhausted: 0n, action, elected: [], excluded: [] })
    }
  }
  const order = layersOf(all, (one, other) => below.get(one)!.has(other))
  const stage = stages.length
  const elected = electDown(order, standing, { ties, stage })
  stages[stage - 1] = { ...stages[stage - 1]!, elected: elected.map(({ candidate }) => candidate) }
  return {
    seats: standing.seats,
    places: 0,
    quota: null,
    valid: countValid(standing.ballots),
    elected,
    stages,
    ties: ties.settled,
    order,
    pairs,
  }
}

function majoritiesOf(pairs: readonly (readonly number[])[], all: readonly number[]): Majority[] {
  return all.flatMap((winner) =>
    all
      .map((loser) => ({ winner, loser, votes: pairs[winner]![loser]!, against: pairs[loser]![winner]! }))
      .filter(({ votes, against }) => votes > against),
  )
}

/** By votes, then by those against; those equal in both together. */
function groups(majorities: readonly Majority[]): Majority[][] {
  const byRank = new Map<string, Majority[]>()
  for (const one of [...majorities].sort((a, b) => b.votes - a.votes || a.against - b.against)) {
    const key = `${one.votes}:${one.against}`
    byRank.set(key, [...(byRank.get(key) ?? []), one])
  }
  return [...byRank.values()]
}

/** Where equal majorities do not contradict each other their order is all the same; otherwise lots make it. */
function inOrder(equals: readonly Majority[], below: Below, ties: Ties): Majority[] {
  const possible = equals.filter(({ winner, loser }) => !below.get(loser)!.has(winner))
  const together = new Map(Array.from(below, ([one, others]) => [one, new Set(others)]))
  for (const one of possible) lock(together, one)
  if (![...together].some(([one, others]) => others.has(one))) return [...equals]
  const left = [...equals]
  const order: Majority[] = []
  while (left.length > 0) {
    const stage = 1
    const winner = pick(
      left.map((one) => one.winner),
      { ties, stage },
    )
    const loser = pick(
      left.filter((one) => one.winner === winner).map((one) => one.loser),
      { ties, stage },
    )
    const at = left.findIndex((one) => one.winner === winner && one.loser === loser)
    order.push(...left.splice(at, 1))
  }
  return order
}

function pick(candidates: readonly number[], { ties, stage }: { ties: Ties; stage: number }): number {
  const between = [...new Set(candidates)].sort((one, other) => one - other)
  return ties.byLot({ stage, between, for: 'order' })
}

/** Everybody below the loser is now below the winner, and below whoever is above them. */
function lock(below: Below, { winner, loser }: Majority): void {
  const added = [loser, ...below.get(loser)!]
  for (const [one, others] of below) {
    if (one !== winner && !others.has(winner)) continue
    for (const other of added) others.add(other)
  }
}
