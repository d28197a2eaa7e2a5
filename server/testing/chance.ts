/** Random numbers that a seed repeats (mulberry32), so that a failing run can be run again. */
export interface Chance {
  seed: number
  /** From 0 up to, and without, `below`. */
  below(below: number): number
  pick<Item>(items: readonly Item[]): Item
}

/** The seed is CHAOS_SEED where that is set, else a new one; tests name it in what they say when they fail. */
export function chance(seed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 2 ** 31))): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { seed, below, pick: (items) => items[below(items.length)]! }
}
