import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { clusterRoom } from '#shared/members/person.ts'
import { ownVotes } from './decisions/ownVotes.ts'
import { castSecretly } from './decisions/secretVotes.ts'
import { type HubOptions, type RunningHub, startHub } from './hub.ts'
import { avatarPicture } from './members/avatar.model.ts'
import { logoPicture } from './members/logo.model.ts'
import { webManifest } from './members/webManifest.ts'
import { authRoutes } from './platform/authRoutes.ts'
import type { Config } from './platform/config.ts'
import { createEntering } from './platform/entering.ts'
import { createFrames } from './platform/frames.ts'
import { type Io, ofPersonName, ofRoomName } from './platform/hearing.ts'
import { createHttp } from './platform/http.ts'
import type { Tell } from './platform/hub.ts'
import { watchRedis } from './platform/metrics.ts'
import { createPresence } from './platform/presence.ts'
import { createReadSigns } from './platform/readSigns.ts'
import { createRedisAdapter } from './platform/redisAdapter.ts'
import { careForSockets } from './platform/socketCare.ts'
import { createIo, listen } from './platform/sockets.ts'
import { doorsOf, rollRules } from './rolls.ts'
import { fileDesk } from './rooms/fileDesk.ts'
import { ownDataDownload } from './rooms/ownData.ts'

const comeBackWithinMs = 3000
/** What is being answered may still go out; then every connection is cut, also one that never asked anything. */
const lastAnswersMs = 500

export interface App {
  port: number
  hub: RunningHub['hub']
  running: RunningHub
  io: Io
  /** Stops accepting, finishes appends, tells clients when to come back. */
  close(): Promise<void>
}

export interface AppOptions extends HubOptions {
  clientFolder?: string
}

/** The whole hub: store, rooms, HTTP and sockets on one port. Rejects where the port is taken. */
export async function startApp(config: Config, options: AppOptions): Promise<App> {
  const running = await startHub(config, options)
  const { hub, rooms, auth, isAlone, ears } = running
  const { limits } = hub
  const redis = config.redisUrl ? createRedisAdapter(config.redisUrl, hub.log) : null
  await redis?.checkEntry().catch(async (error) => {
    await redis.close()
    await running.close()
    throw error
  })
  if (redis) watchRedis(hub.metrics, redis.isUp)
  let isStopping = false

  const desk = authRoutes({ config, store: hub.store, auth, limits, log: hub.log })
  const http = createServer(
    await createHttp({
      hub,
      limits,
      auth: desk.handler,
      downloads: [ownDataDownload(hub, { 'votes.json': ownVotes })],
      pictures: [logoPicture(hub.store), avatarPicture(hub.store)],
      files: fileDesk(hub),
      anonymous: [{ path: '/ballots', receive: (body) => castSecretly(hub, body) }],
      manifest: async (language) => webManifest(await rooms.view(clusterRoom), language),
      isStopping: () => isStopping,
      ...(options.clientFolder ? { clientFolder: options.clientFolder } : {}),
    }),
  )
  const upgraded = rememberUpgraded(http)
  const io = createIo(http, () => hub, limits, redis?.createAdapter())
  const frames = createFrames(
    io,
    rollRules(hub.actorOf, () => rooms.peek(clusterRoom)),
    {
      isAdapterShared: redis !== null,
      applied: (room, seq) => rooms.applied(room, seq),
      findRoom: (id) => (isAlone ? rooms.view(id) : rooms.fresh(id)),
    },
  )
  const presence = createPresence(io, { isShared: redis !== null, process: running.process })
  const entering = createEntering({ hub, rooms, doors: doorsOf(hub.store), isAlone })
  ears.heard = (room, entries, isOwn) => {
    entering.heard(room, entries)
    frames.add(room, entries, isOwn)
  }
  const readSigns = createReadSigns((room, markers) =>
    io.to(ofRoomName(room)).volatile.emit('markers', { room, markers }),
  )
  ears.tell = tellBy(io, { here: presence.here, read: readSigns.add })
  listen(io, { hub, limits, entering, presence, isStopping: () => isStopping })
  const care = careForSockets(io, { hub, rooms, isAlone })

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, config.host, () => {
      http.off('error', reject)
      resolve()
    })
  }).catch(async (error) => {
    await running.close()
    throw error
  })

  return {
    port: (http.address() as AddressInfo).port,
    hub,
    running,
    io,
    async close() {
      isStopping = true
      care.close()
      presence.close()
      readSigns.close()
      sendAway(io)
      await rooms.drain()
      frames.close()
      io.disconnectSockets(true)
      const cut = setTimeout(() => {
        http.closeAllConnections()
        upgraded.destroyAll()
      }, lastAnswersMs)
      await new Promise<void>((resolve) => io.close(() => resolve()))
      clearTimeout(cut)
      await desk.settled()
      await running.close()
      await redis?.close()
    },
  }
}

/** Upgraded connections, which are no longer HTTP's to cut: a reader that has stopped never says goodbye. */
function rememberUpgraded(http: Server) {
  const connections = new Set<Duplex>()
  http.on('upgrade', (_, connection) => {
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
  })
  return {
    destroyAll() {
      for (const connection of connections) connection.destroy()
    },
  }
}

/** Spreads the return of everybody, so that a restart is no storm. */
function sendAway(io: Io): void {
  for (const socket of io.sockets.sockets.values()) {
    socket.emit('restarting', { retryAfterMs: 500 + Math.floor(Math.random() * comeBackWithinMs) })
  }
}

function tellBy(io: Io, { here, read }: { here: Tell['hereNow']; read: Tell['read'] }): Tell {
  const emit = (target: { emit(signal: string, payload: unknown): unknown }, signal: string, payload: unknown) =>
    void target.emit(signal, payload)
  return {
    person: (id, signal, payload) => emit(io.to(ofPersonName(id)) as never, signal, payload),
    read,
    room: (room, signal, payload) => emit(io.to(ofRoomName(room)) as never, signal, payload),
    hereNow: here,
  }
}
