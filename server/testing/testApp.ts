import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { type App, startApp } from '#server/app.ts'
import type { Clock } from '#server/platform/clock.ts'
import { readConfig } from '#server/platform/config.ts'

export interface TestApp extends App {
  url: string
  folder: string
  /** Everything the hub logged at warn or above. */
  complaints: string[]
  stop(): Promise<void>
  /** Stops and starts again on the same data. */
  restart(): Promise<TestApp>
}

export const testSecret = 'a secret for tests only, long enough'

export const testEnvironment = {
  NODE_ENV: 'test',
  SECRET: testSecret,
  HOST: '127.0.0.1',
  PORT: '0',
  EMBEDDED_MONGO_IN_WORKER: '0',
  RATE_COMMANDS_PER_10S: '0',
  RATE_QUERIES_PER_10S: '0',
  RATE_CONNECTIONS_PER_MINUTE: '0',
}

/** The true app on port 0 with a store of its own; `stop` removes all of it. */
export async function startTestApp(
  given: { env?: Record<string, string>; clock?: Clock; folder?: string; log?: Logger } = {},
): Promise<TestApp> {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'chandelier-test-')))
  const config = readConfig({ ...testEnvironment, DATA_DIR: folder, ...given.env })
  const complaints: string[] = []
  const log = given.log ?? pino({ level: 'warn' }, { write: (line: string) => complaints.push(line) })
  const app = await startApp(config, { log, ...(given.clock ? { clock: given.clock } : {}) })
  return {
    ...app,
    url: `http://127.0.0.1:${app.port}`,
    folder,
    complaints,
    async stop() {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    },
    async restart() {
      await app.close()
      return startTestApp({ ...given, folder })
    },
  }
}
