import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startApp } from './app.ts'
import { createFoundingCode } from './members/founding.model.ts'
import { readConfig } from './platform/config.ts'
import { builtClient } from './platform/httpPages.ts'
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
    const code = await createFoundingCode({ config, store: app.hub.store, log, address })
    // Without the code nobody gets in, however quiet the log is set.
    if (code && !log.isLevelEnabled('warn'))
      console.log(`No cluster yet: open ${address}/found and give the code ${code}`)
  } catch (error) {
    await app.close()
    throw error
  }
  if (!existsSync(join(builtClient, 'index.html')))
    console.warn('There is no client to show yet: npm run build, then start again')
  console.log(`Chandelier stands at ${address}`)
  return app
})
