/** How fast the script may go on: lively for a guest, slower for a forgotten tab, and silent for nobody. */
export interface PaceState {
  /** Lines said since a guest last came or wrote. */
  linesSinceGuest: number
  /** Lines said since the start. */
  lines: number
  /** For how long no guest has been in the room. */
  emptyMs: number
}

const lively = 60
const mostLines = 2000
const silentAfterMs = 60_000
const slowMs = 60_000

/** Milliseconds until the next line; null while nothing is to be said. */
export function nextLineAfter({ linesSinceGuest, lines, emptyMs }: PaceState, random: () => number): number | null {
  if (emptyMs >= silentAfterMs || lines >= mostLines) return null
  const pauseMs = 3000 + random() * 4500
  return linesSinceGuest < lively ? pauseMs : pauseMs + slowMs
}
