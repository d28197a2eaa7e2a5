import { startFailure } from './startFailure.ts'

/** A little less than the ten seconds that process managers wait. */
const patienceMs = 9500

/**
 * Starts a hub, or says in one sentence why it cannot and ends with 1. On SIGTERM or SIGINT it is closed in good order;
 * a second signal, or too long a wait, ends the process at once.
 */
export async function runProgram(start: () => Promise<{ close(): Promise<void> }>): Promise<void> {
  const running = await start().catch((error: unknown) => fail(error))
  let isClosing = false
  const close = () => {
    if (isClosing) process.exit(1)
    isClosing = true
    setTimeout(() => process.exit(1), patienceMs).unref()
    running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
}

function fail(error: unknown): never {
  const sentence = startFailure(error)
  process.stderr.write(sentence ? `\nChandelier cannot start. ${sentence}\n` : `${(error as Error)?.stack ?? error}\n`)
  process.exit(1)
}
