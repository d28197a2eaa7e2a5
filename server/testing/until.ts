import { setTimeout as pause } from 'node:timers/promises'

/** Waits until something has come about; fails after ten seconds, or the given time. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`it did not come about within ${withinMs} ms: ${condition}`)
    await pause(10)
  }
}
