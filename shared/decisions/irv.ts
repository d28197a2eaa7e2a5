import { Piles } from './piles.ts'
import { type RankedStanding, standingOf } from './standing.ts'
import type { Action, Count, Stage } from './tally.ts'
import { Ties } from './ties.ts'

const perVote = 100_000n

/**
 * Instant run-off: whoever has more than half of the votes that still count is elected; until then the last is
 * excluded (Robert's Rules of Order Newly Revised, 12th edition, 45:62 to 45:69). Ties by the most recent stage at
 * which they differ, then by lot.
 */
export function countIrv(standing: RankedStanding): Count {
  const { ballots, candidates, withdrawn, lots } = standing
  const continuing = new Set(standingOf(standing))
  const piles = new Piles(ballots, candidates, (candidate) => continuing.has(candidate))
  const ties = new Ties(lots)
  const stages: Stage[] = []
  const elected: { candidate: number; stage: number }[] = []

  const endStage = (action: Action, excluded: number[]) => {
    const votes = piles.votes.map((some, at) => (withdrawn.includes(at) ? null : BigInt(some) / perVote))
    const given = votes.reduce<bigint>((sum, some) => sum + (some ?? 0n), 0n)
    const winner = [...continuing].find((at) => continuing.size === 1 || votes[at]! * 2n > given)
    const number = stages.length + 1
    if (winner !== undefined) elected.push({ candidate: winner, stage: number })
    const exhausted = BigInt(piles.valid) - given
    stages.push({ number, votes, exhausted, action, elected: winner === undefined ? [] : [winner], excluded })
  }

  endStage({ kind: 'firstPreferences' }, [])
  while (elected.length === 0 && continuing.size > 0) {
    const fewest = Math.min(...Array.from(continuing, (at) => piles.votes[at]!))
    const between = [...continuing].filter((at) => piles.votes[at] === fewest)
    const ask = { stage: stages.length + 1, between, for: 'exclusion', prefers: 'fewer' } as const
    const of = ties.byEarlierStages(stages.slice(0, -1), ask)
    continuing.delete(of)
    piles.transfer(of, (value) => value)
    endStage({ kind: 'exclusion', of }, [of])
  }
  return {
    seats: 1,
    places: 0,
    quota: null,
    valid: piles.valid,
    elected,
    stages,
    ties: ties.settled,
    order: null,
    pairs: null,
  }
}
