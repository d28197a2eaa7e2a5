import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { pino } from 'pino'
import { startApp } from '#server/app.ts'
import { readConfig } from '#server/platform/config.ts'

// A process that is killed writes nothing at its end.
flushCompileCache()
// Run by `prepareHubProcess`: settings come as a message, so that loading is done before they are known.
const [settings] = (await once(process, 'message')) as [Record<string, string>]
const log = pino({ level: settings['LOG_LEVEL'] ?? 'warn' }, pino.destination({ dest: 2, sync: true }))
const aheadMs = Number(settings['CLOCK_AHEAD_MS'] ?? 0)
const app = await startApp(readConfig(settings), { log, clock: { now: () => new Date(Date.now() + aheadMs) } })
process.on('message', (asked) => {
  if (asked === 'retain') app.running.retention.run().catch((error: unknown) => log.error({ err: error }, 'not erased'))
})
process.once('SIGTERM', () => {
  app.close().then(
    () => process.exit(0),
    () => process.exit(1),
  )
})
// Whoever started this process is gone: nobody would end it.
process.once('disconnect', () => process.exit(1))
process.send!({ port: app.port })
