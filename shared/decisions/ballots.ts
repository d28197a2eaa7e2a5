/** A rank that was passed over: 1, 2, 4 leaves out the third. */
export const leftOut = 0x7fff

/**
 * Ballots that are filled in alike. `ranking` names candidates by index, the most preferred first; `~candidate` shares
 * the rank of the one before it; `leftOut` stands for a rank that nobody was given.
 */
export interface RankedBallot {
  count: number
  ranking: readonly number[]
}

/** Ballots that are marked alike: a number for each candidate, such as points, or 1 for a cross; null for none. */
export interface MarkedBallot {
  count: number
  marks: readonly (number | null)[]
}

/** Candidates by index; who has withdrawn is passed over on every ballot. */
export interface Slate {
  title: string
  /** Null where the file names none. */
  seats: number | null
  candidates: readonly string[]
  withdrawn: readonly number[]
  /** In which order lots fell, where that was done by hand; empty otherwise. */
  lots: readonly number[]
}

export type Election = Slate & ({ ranked: readonly RankedBallot[] } | { marked: readonly MarkedBallot[] })

/** The candidates of each rank in turn; none for a rank that was left out. */
export function ranksOf(ranking: readonly number[]): number[][] {
  const ranks: number[][] = []
  for (const mark of ranking) {
    if (mark < 0) ranks.at(-1)!.push(~mark)
    else ranks.push(mark === leftOut ? [] : [mark])
  }
  return ranks
}

export const rankingOf = (ranks: readonly (readonly number[])[]): number[] =>
  ranks.flatMap((rank) =>
    rank.length === 0 ? [leftOut] : rank.map((candidate, at) => (at === 0 ? candidate : ~candidate)),
  )

/** How far the order is beyond doubt: up to the first rank that was left out or given to two (SSI 2007/42, article 2, "non-transferable paper"). */
export function certainPart(ranking: readonly number[]): readonly number[] {
  for (const [at, mark] of ranking.entries()) {
    if (mark === leftOut) return ranking.slice(0, at)
    if (mark < 0) return ranking.slice(0, at - 1)
  }
  return ranking
}

/** The ballots without those who have withdrawn, as if they had never stood. */
export function withoutWithdrawn(
  ballots: readonly RankedBallot[],
  withdrawn: readonly number[],
): readonly RankedBallot[] {
  if (withdrawn.length === 0) return ballots
  const gone = new Set(withdrawn)
  return ballots.map(({ count, ranking }) => {
    const ranks = ranksOf(ranking).filter((rank) => rank.length === 0 || rank.some((candidate) => !gone.has(candidate)))
    return { count, ranking: rankingOf(ranks.map((rank) => rank.filter((candidate) => !gone.has(candidate)))) }
  })
}

/** Marks read as ranks: 1 for the first preference; a number that nobody was given leaves its rank out. */
export function rankingOfMarks(marks: MarkedBallot['marks']): number[] {
  const given = [...new Set(marks)].filter((mark) => mark !== null && mark > 0).sort((one, other) => one! - other!)
  const ranking: number[] = []
  for (const [at, mark] of given.entries()) {
    if (mark !== (given[at - 1] ?? 0)! + 1) ranking.push(leftOut)
    const rank = marks.flatMap((other, candidate) => (other === mark ? [candidate] : []))
    ranking.push(...rankingOf([rank]))
  }
  return ranking
}
