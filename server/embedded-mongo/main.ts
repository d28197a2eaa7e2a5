import { parseArgs } from 'node:util'
import { DataFolderInUse, startEmbeddedMongo } from './start.ts'

const USAGE = 'node server/embedded-mongo/main.ts --data FOLDER [--port PORT | --socket PATH]'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, port: { type: 'string' }, socket: { type: 'string' } },
  })
  if (!values.data) throw new Error(`--data is missing: ${USAGE}`)
  const port = values.port === undefined ? undefined : Number(values.port)
  const mongo = await startEmbeddedMongo({ dataFolder: values.data, port, socketPath: values.socket })
  console.log(`Listening on ${mongo.uri}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      await mongo.close()
      process.exit(0)
    })
  }
}

main().catch((error) => {
  console.error(error instanceof DataFolderInUse ? error.message : error)
  process.exit(1)
})
