import { type App, startApp } from './app.ts'
import { startLiveTalk } from './demo/live.ts'
import { demoSecret } from './demo/secret.ts'
import { isSeeded, seedDemo } from './demo/seed.ts'
import { startHub } from './hub.ts'
import { settableClock } from './platform/clock.ts'
import { type Config, readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { runProgram } from './platform/program.ts'
import { mustWriteTo } from './platform/startFailure.ts'

const folder = process.env['DATA_DIR'] || './data/demo'

await runProgram(async () => {
  await mustWriteTo(folder)
  const secret = await demoSecret(folder)
  // The people of the demo have addresses that lead nowhere, so that no mail may leave.
  const settings = { LOG_LEVEL: 'warn', ...process.env, DATA_DIR: folder, SECRET: secret, SMTP_URL: '' }
  const config = readConfig(settings, { secret })
  const app = await withDemo(config)
  const live = await startLiveTalk(app)
  console.log(`\nChandelier's demo stands at ${config.publicUrl ?? `http://localhost:${app.port}`}`)
  console.log('Choose a seat on the sign-in page; the conversation in The Round Table is scripted.')
  return {
    async close() {
      await live.stop()
      await app.close()
    },
  }
})

/** The hub with its demo inside. The port is tried first, so that nobody waits for data and then hears that it is taken. */
async function withDemo(config: Config): Promise<App> {
  const log = createLog(config)
  const app = await startApp(config, { log })
  try {
    if (await isSeeded(app.hub)) return app
  } catch (error) {
    await app.close()
    throw error
  }
  await app.close()
  console.log('Installing the demo:')
  const clock = settableClock()
  const running = await startHub(config, { log, clock })
  await seedDemo(running.hub, clock, (step) => console.log(`  ${step}`)).finally(() => running.close())
  return startApp(config, { log })
}
