import { setTimeout as pause } from 'node:timers/promises'

/** Waits until something has come about; fails after five seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 10) {
    if (waited > 5000) throw new Error('it did not come about')
    await pause(10)
  }
}
