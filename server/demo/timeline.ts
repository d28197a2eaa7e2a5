/** A small seeded generator (mulberry32): the same demo everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const minute = 60_000
const day = 24 * 60 * minute
/** China has one time zone and no summer time. */
const shanghaiOffset = 8 * 60 * minute

/**
 * When each line of each talk was said: one talk after the other over the days before `now`, in working hours, minutes
 * apart; a talk of today ends a few minutes ago.
 */
export function timesOf(
  lengths: number[],
  { from, to, now, random }: { from: number; to: number; now: number; random: () => number },
): number[][] {
  let last = 0
  return lengths.map((length, place) => {
    const daysAgo = lengths.length === 1 ? from : from - ((from - to) * place) / (lengths.length - 1)
    const gaps = Array.from({ length }, () => Math.round((1 + random() * 5) * minute))
    const duration = gaps.reduce((sum, gap) => sum + gap, 0)
    const wanted = morningOf(now - Math.round(daysAgo) * day) + random() * 6 * 60 * minute
    const latest = now - duration - 3 * minute
    let at = Math.max(Math.min(wanted, latest), last + minute)
    return gaps.map((gap) => {
      at = Math.min(at + gap, now)
      last = at
      return Math.floor(at)
    })
  })
}

function morningOf(at: number): number {
  const midnight = Math.floor((at + shanghaiOffset) / day) * day - shanghaiOffset
  return midnight + 9 * 60 * minute
}
