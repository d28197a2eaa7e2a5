const firstMs = 400
const longestMs = 20_000

/** Exponential back-off with full spread, so that a thousand clients do not come back in one moment. `attempt` from 0. */
export function retryAfter(attempt: number, random = Math.random): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling * (0.5 + random()))
}
