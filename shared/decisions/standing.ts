import type { MarkedBallot, RankedBallot } from './ballots.ts'
import type { Lots } from './lots.ts'

/** Who stands for how many seats, and how lots fall. */
export interface Standing {
  /** How many there are, those who have withdrawn included. */
  candidates: number
  withdrawn: readonly number[]
  seats: number
  lots: Lots
}

export type RankedStanding = Standing & { ballots: readonly RankedBallot[] }
export type MarkedStanding = Standing & { ballots: readonly MarkedBallot[] }

/** Who has not withdrawn. */
export const standingOf = ({ candidates, withdrawn }: Standing): number[] =>
  Array.from({ length: candidates }, (_, at) => at).filter((at) => !withdrawn.includes(at))
