import { pino } from 'pino'
import { type App, startApp } from '#server/app.ts'
import { readConfig } from '#server/platform/config.ts'

/** The true hub on a data folder and any port, as in production but for rates that nobody reaches. */
export function openHub(folder: string): Promise<App> {
  const config = readConfig({
    ...process.env,
    NODE_ENV: 'production',
    SECRET: 'a secret for benchmarks only, on data that is thrown away',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    RATE_COMMANDS_PER_10S: '0',
    RATE_QUERIES_PER_10S: '0',
    RATE_CONNECTIONS_PER_MINUTE: '0',
  })
  return startApp(config, { log: pino({ level: 'error' }, pino.destination(2)) })
}
