/** The one place that reads the time; tests give their own. */
export interface Clock {
  now(): Date
}
export const systemClock: Clock = { now: () => new Date() }

/** A clock that can be set and goes on from there, for telling what happened before; null sets it right. */
export interface SettableClock extends Clock {
  set(at: number | null): void
}

export function settableClock(): SettableClock {
  let aheadMs = 0
  return {
    now: () => new Date(systemClock.now().getTime() + aheadMs),
    set(at) {
      aheadMs = at === null ? 0 : at - systemClock.now().getTime()
    },
  }
}
