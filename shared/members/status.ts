import type { Status } from './status.shape.ts'

/** In UTF-16 code units. */
export const longestStatus = 80
export const longestStatusMs = 366 * 86_400_000

/** Over by itself: nobody sweeps, whoever reads compares. */
export const isStatusOver = ({ until }: Pick<Status, 'until'>, now: number): boolean => until !== null && until <= now
