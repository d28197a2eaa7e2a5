/** The one place that reads the time; tests give their own. */
export interface Clock {
  now(): Date
}
export const systemClock: Clock = { now: () => new Date() }
