import { type RankedBallot, ranksOf } from './ballots.ts'

/** `pairs[a][b]`: how many prefer a to b. Whoever is not ranked comes after all who are; those of one rank are not compared. */
export function pairsOf(ballots: readonly RankedBallot[], candidates: number): number[][] {
  const pairs = Array.from({ length: candidates }, () => Array.from({ length: candidates }, () => 0))
  const places = new Int32Array(candidates)
  for (const { count, ranking } of ballots) {
    if (count === 0 || ranking.length === 0) continue
    places.fill(candidates + 1)
    const ranks = ranksOf(ranking)
    for (const [place, rank] of ranks.entries()) for (const candidate of rank) places[candidate] = place
    for (const rank of ranks) {
      for (const one of rank) {
        const row = pairs[one]!
        for (let other = 0; other < candidates; other++) if (places[one]! < places[other]!) row[other]! += count
      }
    }
  }
  return pairs
}

/** Whether anybody who stands is ranked at all. */
export const countValid = (ballots: readonly RankedBallot[]): number =>
  ballots.reduce((sum, { count, ranking }) => sum + (ranksOf(ranking).some((rank) => rank.length > 0) ? count : 0), 0)

/** How many others each one beats, as the votes of a stage. */
export const victoriesOf = (pairs: readonly (readonly number[])[], standing: readonly number[]): (bigint | null)[] =>
  pairs.map((row, one) =>
    standing.includes(one) ? BigInt(standing.filter((other) => row[other]! > pairs[other]![one]!).length) : null,
  )
