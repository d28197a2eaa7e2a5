import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { type OnEnd, startInWorker } from './inWorker.ts'
import { type RunningServer, type ServerOptions, startServer } from './server.ts'

export { DataFolderInUse } from './store/lock.ts'

export type EmbeddedMongoOptions = {
  /** Where the data lies; made if it does not exist, and open to one process at a time. */
  dataFolder: string
  /** A TCP port of the loopback interface, zero for any free one. Without it, a unix socket is used. */
  port?: number
  socketPath?: string
  /** Serve from a thread of its own. */
  inWorker?: boolean
  /** The database that the address names. */
  databaseName?: string
  /** A cursor that nobody asks is closed after this. */
  cursorIdleSeconds?: number
  /** How often documents that have expired are looked for. */
  expiryIntervalSeconds?: number
  /** Hears of errors that are this server's own. */
  onBug?(error: unknown): void
  /** Hears that the thread has ended although nobody closed it: nothing is served any more. */
  onEnd?: OnEnd
}

/** A running server, and the address that MongoDB drivers connect to. */
export type EmbeddedMongo = { uri: string; close(): Promise<void> }

/** Linux allows 108 bytes with the final zero, other systems fewer. */
const MAX_SOCKET_PATH = 100

/**
 * Starts a server of the MongoDB protocol over a data folder.
 * @throws DataFolderInUse if another live process has the folder open
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const dataFolder = resolve(options.dataFolder)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const listenOn =
    options.port === undefined
      ? { socketPath: options.socketPath ?? defaultSocketPath(dataFolder) }
      : { port: options.port }
  const serverOptions: ServerOptions = {
    dataFolder,
    listenOn,
    cursorIdleMs: (options.cursorIdleSeconds ?? 600) * 1000,
    expiryIntervalMs: (options.expiryIntervalSeconds ?? 5) * 1000,
    onBug: options.onBug ?? reportBug,
  }
  const server = await (options.inWorker
    ? startInWorker({ ...serverOptions, onEnd: options.onEnd ?? (() => {}) })
    : startServer(serverOptions))
  return { uri: uriOf(server, listenOn, options.databaseName ?? 'test'), close: () => server.close() }
}

function reportBug(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : new Error(String(error)))
}

function uriOf(server: RunningServer, listenOn: ServerOptions['listenOn'], database: string): string {
  const host = 'socketPath' in listenOn ? encodeURIComponent(listenOn.socketPath) : `127.0.0.1:${server.port}`
  return `mongodb://${host}/${encodeURIComponent(database)}?directConnection=true`
}

/** In the data folder if the path is short enough, else in a folder of this user's own below the temporary one. */
function defaultSocketPath(dataFolder: string): string {
  const inside = join(dataFolder, 'mongo.sock')
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside
  const folder = join(tmpdir(), `embedded-mongo-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return join(folder, `${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}.sock`)
}
