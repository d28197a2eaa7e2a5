import { Worker } from 'node:worker_threads'
import type { RunningServer, ServerOptions } from './server.ts'
import { DataFolderInUse } from './store/lock.ts'

/** What the thread tells: once how the start went, then that it has closed, and errors of its own at any time. */
export type FromWorker =
  | { kind: 'started'; port: number | null }
  | { kind: 'inUse'; folder: string; processId: number }
  | { kind: 'failed'; message: string }
  | { kind: 'closed' }
  | { kind: 'bug'; message: string }

/** Starts the server in a thread of its own. */
export function startInWorker({ onBug, ...options }: ServerOptions): Promise<RunningServer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options })
  return new Promise((resolve, reject) => {
    worker.on('error', (error) => {
      onBug(error)
      reject(error)
    })
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'started') resolve({ port: message.port, close: () => closeWorker(worker) })
      else if (message.kind === 'inUse') reject(new DataFolderInUse(message.folder, message.processId))
      else if (message.kind === 'failed') reject(new Error(message.message))
      else if (message.kind === 'bug') onBug(new Error(message.message))
    })
  })
}

function closeWorker(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve())
    worker.postMessage('close')
  })
}
