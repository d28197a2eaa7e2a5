/** How a tie was settled: `stage` is where it arose; by an earlier stage at which they differed, by another rule of the method, or by lot. */
export interface Tie {
  stage: number
  between: readonly number[]
  chosen: number
  for: 'surplus' | 'exclusion' | 'election' | 'order'
  by:
    | { kind: 'earlierStage'; stage: number }
    | { kind: 'rule'; rule: 'preferred' | 'higherScore' | 'topScores' }
    | { kind: 'lot' }
}

export type Action =
  | { kind: 'firstPreferences' }
  | { kind: 'surplus'; of: number; surplus: bigint }
  | { kind: 'exclusion'; of: number }
  | { kind: 'keepFactors' }
  | { kind: 'totals' }
  | { kind: 'runOff'; between: readonly number[] }
  | { kind: 'pairs' }
  | { kind: 'lock'; winner: number; loser: number; votes: number; against: number; isLocked: boolean }

export interface Stage {
  number: number
  /** By candidate, in units of the count's `places`; null for who has withdrawn. */
  votes: readonly (bigint | null)[]
  /** All that counts for nobody any more, what rounding ignores included: with `votes` it adds up to the valid votes. */
  exhausted: bigint
  action: Action
  elected: readonly number[]
  excluded: readonly number[]
}

export interface Count {
  seats: number
  /** Votes are whole numbers of 10^-places. */
  places: number
  /** In the same units; null where the method has none. */
  quota: bigint | null
  /** Ballots that say something. */
  valid: number
  /** In the order of their election. */
  elected: readonly { candidate: number; stage: number }[]
  stages: readonly Stage[]
  ties: readonly Tie[]
  /** All candidates, best first; those of one place together. Null where the method gives no order. */
  order: readonly (readonly number[])[] | null
  /** How many prefer the first to the second; null where the method does not compare pairs. */
  pairs: readonly (readonly number[])[] | null
}
