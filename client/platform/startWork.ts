/** Begins a piece of work that can be stopped, and stops the one before it. */
export function startWork(work: { current: AbortController | null }): AbortController {
  work.current?.abort()
  const started = new AbortController()
  work.current = started
  return started
}
