import { startApp } from './app.ts'
import { createFoundingCode } from './members/founding.model.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { runProgram } from './platform/program.ts'
import { mustWriteTo } from './platform/startFailure.ts'

await runProgram(async () => {
  const config = readConfig(process.env)
  if (config.mongodbUri === null) await mustWriteTo(config.dataDir)
  const log = createLog(config)
  const app = await startApp(config, { log })
  const address = config.publicUrl ?? `http://localhost:${app.port}`
  try {
    await createFoundingCode({ config, store: app.hub.store, log, address })
  } catch (error) {
    await app.close()
    throw error
  }
  console.log(`Chandelier stands at ${address}`)
  return app
})
