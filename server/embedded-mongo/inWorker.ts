import { Worker } from 'node:worker_threads'
import type { RunningServer, ServerOptions } from './server.ts'
import { DataFolderInUse } from './store/lock.ts'

/** Hears why the server has ended although nobody closed it. */
export type OnEnd = (error: unknown) => void

/** What the thread tells: once how the start went, then that it has closed, and errors of its own at any time. */
export type FromWorker =
  | { kind: 'started'; port: number | null }
  | { kind: 'inUse'; folder: string; processId: number }
  | ({ kind: 'failed' } & Failure)
  | { kind: 'closed' }
  | { kind: 'bug'; message: string }

/** An error's fields as they pass between threads; `code`, `path`, `port` as Node's system errors have them. */
export type Failure = { message: string; code?: string; path?: string; port?: number }

/** Starts the server in a thread of its own. `onEnd` hears of an end that nobody asked for. */
export function startInWorker({ onBug, onEnd, ...options }: ServerOptions & { onEnd: OnEnd }): Promise<RunningServer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let cause: unknown
  let isStarted = false
  let isClosing = false
  const close = () => {
    isClosing = true
    worker.postMessage('close')
    return ended
  }
  return new Promise((resolve, reject) => {
    worker.on('error', (error) => {
      cause = error
      onBug(error)
    })
    void ended.then(() => {
      const end = cause ?? new Error('the thread of the store has ended')
      if (isStarted && !isClosing) onEnd(end)
      reject(end)
    })
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'started') {
        isStarted = true
        resolve({ port: message.port, close })
      } else if (message.kind === 'inUse') reject(new DataFolderInUse(message.folder, message.processId))
      else if (message.kind === 'failed') reject(errorOf(message))
      else if (message.kind === 'bug') onBug(new Error(message.message))
    })
  })
}

function errorOf({ message, code, path, port }: Failure): Error {
  return Object.assign(new Error(message), code && { code }, path && { path }, port !== undefined && { port })
}
