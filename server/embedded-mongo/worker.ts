import { parentPort, workerData } from 'node:worker_threads'
import type { Failure, FromWorker } from './inWorker.ts'
import { type ServerOptions, startServer } from './server.ts'
import { DataFolderInUse } from './store/lock.ts'

/** The thread's side of `startInWorker`. */
function tell(message: FromWorker): void {
  parentPort!.postMessage(message)
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** What the system refused keeps its plain words; a bug keeps its stack. */
function failureOf(error: unknown): Failure {
  const { code, path, port, message } = error as Partial<Failure>
  if (typeof code !== 'string') return { message: describe(error) }
  return { message: message ?? code, code, ...(path && { path }), ...(port !== undefined && { port }) }
}

async function main(): Promise<void> {
  const options = workerData as Omit<ServerOptions, 'onBug'>
  const server = await startServer({ ...options, onBug: (error) => tell({ kind: 'bug', message: describe(error) }) })
  parentPort!.once('message', async () => {
    await server.close()
    tell({ kind: 'closed' })
    parentPort!.close()
  })
  tell({ kind: 'started', port: server.port })
}

main().catch((error) => {
  if (error instanceof DataFolderInUse) tell({ kind: 'inUse', folder: error.folder, processId: error.processId })
  else tell({ kind: 'failed', ...failureOf(error) })
  parentPort!.close()
})
