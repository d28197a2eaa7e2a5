import { type ReactNode, useDeferredValue } from 'react'

/**
 * What takes long to draw for the first time: `meanwhile` is painted at once, and the rest is drawn in slices, between which
 * the page answers.
 */
export function InSlices({ meanwhile, children }: { meanwhile: ReactNode; children: ReactNode }) {
  const isDue = useDeferredValue(true, false)
  return isDue ? children : meanwhile
}
