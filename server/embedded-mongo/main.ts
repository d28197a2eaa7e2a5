import { parseArgs } from 'node:util'
import { DataFolderInUse, startEmbeddedMongo } from './start.ts'

const USAGE = 'node server/embedded-mongo/main.ts --data FOLDER [--port PORT | --socket PATH]'

/** @throws a TypeError of `parseArgs`, or WrongUse */
function readOptions() {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, port: { type: 'string' }, socket: { type: 'string' } },
  })
  if (!values.data) throw new WrongUse('--data is missing')
  const port = values.port === undefined ? undefined : Number(values.port)
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535 && values.port?.trim()))
    throw new WrongUse(`--port ${values.port}: a port is a number from 0 to 65535`)
  return { dataFolder: values.data, port, socketPath: values.socket }
}

class WrongUse extends Error {}

/** One sentence for what was asked wrongly or what the system refuses; a bug keeps its stack. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, syscall } = error as NodeJS.ErrnoException
  if (error instanceof WrongUse || code?.startsWith('ERR_PARSE_ARGS')) return `${error.message} (${USAGE})`
  return error instanceof DataFolderInUse || (code && syscall) ? error.message : error
}

async function main(): Promise<void> {
  const mongo = await startEmbeddedMongo(readOptions())
  console.log(`Listening on ${mongo.uri}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      await mongo.close()
      process.exit(0)
    })
  }
}

main().catch((error) => {
  console.error(describe(error))
  process.exit(1)
})
