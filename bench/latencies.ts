export interface Quantiles {
  p50: number
  p90: number
  p99: number
  max: number
  count: number
}

const buckets = 1200
/** Each bucket is 2.5 % wider than the one before. */
const perE = 40

/** Latencies in ms, kept in logarithmic buckets so that counting one costs next to nothing. */
export class Latencies {
  readonly #counts = new Uint32Array(buckets)
  #count = 0
  #max = 0

  add(ms: number): void {
    const microseconds = ms * 1000
    const bucket = microseconds < 1 ? 0 : Math.min(buckets - 1, Math.floor(Math.log(microseconds) * perE))
    this.#counts[bucket]!++
    this.#count++
    if (ms > this.#max) this.#max = ms
  }

  /** Null where nothing was counted. */
  quantiles(): Quantiles | null {
    if (this.#count === 0) return null
    const at = (share: number) => rounded(this.#at(share))
    return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: rounded(this.#max), count: this.#count }
  }

  #at(share: number): number {
    let left = Math.ceil(this.#count * share)
    for (let bucket = 0; bucket < buckets; bucket++) {
      left -= this.#counts[bucket]!
      if (left <= 0) return Math.exp((bucket + 0.5) / perE) / 1000
    }
    return this.#max
  }
}

export const rounded = (value: number, digits = 3) => Number(value.toFixed(digits))
