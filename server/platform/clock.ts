/** The one place that reads the time; tests give their own. */
export interface Clock {
  now(): Date
}
export const systemClock: Clock = { now: () => new Date() }

/** A clock that can be set, for telling what happened before; null sets it to the true time. */
export interface SettableClock extends Clock {
  set(at: number | null): void
}

export function settableClock(): SettableClock {
  let told: number | null = null
  return {
    now: () => (told === null ? systemClock.now() : new Date(told)),
    set(at) {
      told = at
    },
  }
}
