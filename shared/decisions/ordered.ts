import type { Standing } from './standing.ts'
import type { Ties } from './ties.ts'

/** Fills the seats down an order; where those of one place are more than the seats left, by lot. */
export function electDown(
  order: readonly (readonly number[])[],
  { seats }: Standing,
  { ties, stage }: { ties: Ties; stage: number },
): { candidate: number; stage: number }[] {
  const elected: number[] = []
  for (const place of order) {
    const left = [...place]
    while (left.length > 0 && elected.length < seats) {
      const isFree = elected.length + left.length <= seats
      const next = isFree ? left[0]! : ties.byLot({ stage, between: [...left], for: 'election' })
      elected.push(next)
      left.splice(left.indexOf(next), 1)
    }
  }
  return elected.map((candidate) => ({ candidate, stage }))
}

/** Candidates by a figure, the highest first, those with the same together. */
export function placesBy(candidates: readonly number[], figureOf: (candidate: number) => number): number[][] {
  const places = new Map<number, number[]>()
  for (const candidate of candidates) {
    const figure = figureOf(candidate)
    places.set(figure, [...(places.get(figure) ?? []), candidate])
  }
  return [...places].sort(([one], [other]) => other - one).map(([, place]) => place)
}

/** Candidates in layers: in each those whom nobody who is left beats. */
export function layersOf(candidates: readonly number[], beats: (one: number, other: number) => boolean): number[][] {
  const layers: number[][] = []
  for (let left = [...candidates]; left.length > 0; ) {
    const top = left.filter((one) => !left.some((other) => beats(other, one)))
    layers.push(top)
    left = left.filter((one) => !top.includes(one))
  }
  return layers
}
