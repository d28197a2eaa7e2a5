import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { Cursors } from './commands/cursors.ts'
import { openEngine } from './store/engine.ts'
import { startExpiry } from './store/expiry.ts'
import { serveConnection } from './wire/connection.ts'

export type ServerOptions = {
  dataFolder: string
  /** Either a unix socket or a port of the loopback interface, zero for any free one. */
  listenOn: { socketPath: string } | { port: number }
  cursorIdleMs: number
  expiryIntervalMs: number
  onBug(error: unknown): void
}

/** A running server; `port` is set if it listens on one. */
export type RunningServer = { port: number | null; close(): Promise<void> }

/** Opens the data folder and serves it. @throws DataFolderInUse */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const engine = openEngine(options.dataFolder)
  const cursors = new Cursors(options.cursorIdleMs)
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveConnection(socket, ++connections, { engine, cursors }, options.onBug)
  })
  try {
    await listen(server, options.listenOn)
  } catch (error) {
    cursors.closeAll()
    await engine.close()
    throw error
  }
  const stopExpiry = startExpiry(engine, options.expiryIntervalMs, options.onBug)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : null,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
      await stopExpiry()
      cursors.closeAll()
      await engine.close()
    },
  }
}

function listen(server: Server, on: ServerOptions['listenOn']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    if ('port' in on) return server.listen(on.port, '127.0.0.1', resolve)
    // Left behind by a process that was killed; the folder's lock says that nobody listens on it.
    rmSync(on.socketPath, { force: true })
    server.listen(on.socketPath, () => {
      chmodSync(on.socketPath, 0o600)
      resolve()
    })
  })
}
