import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { z } from 'zod'
import { Cid, Id } from '#shared/platform/contract.ts'
import type { ClientToServer, ServerToClient } from '#shared/platform/protocol.ts'
import { asReply, Refusal, type Reply } from '#shared/platform/refusal.ts'
import { checked } from './dispatch.ts'
import type { Entering } from './entering.ts'
import { refusalOfFailure } from './failure.ts'
import { type Io, ofHeadName, ofPersonName, ofRoomName, type SocketData } from './hearing.ts'
import type { Hub } from './hub.ts'
import { addressKey, consumeCall, type Limits } from './limits.ts'
import { isForeignRequest, isOwnOrigin } from './origin.ts'
import type { Presence } from './presence.ts'
import { createReadGate, type ReadGate } from './readGate.ts'
import { Decoder, Encoder, type RawJson } from './socketParser.ts'

export const longestFrame = 64 * 1024
const signInWithinMs = 5000
const typingEveryMs = 1500

type HubSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>

const CommandAsk = z.strictObject({ name: z.string().max(64), cid: Cid, input: z.unknown() })
const QueryAsk = z.strictObject({ name: z.string().max(64), input: z.unknown() })
const RoomAsk = z.strictObject({ room: Id })
const AwayAsk = z.strictObject({ isAway: z.boolean() })

export interface SocketParts {
  hub: Hub
  limits: Limits
  entering: Entering
  presence: Presence
  /** True once the hub is shutting down: what comes now is asked of it again when it is back. */
  isStopping(): boolean
}

/** A Socket.IO server that lets nobody in whose origin is foreign. Its listeners are added by `listen`. */
export function createIo(http: HttpServer, hub: () => Hub, limits: Limits, adapter?: unknown): Io {
  const io: Io = new Server(http, {
    ...(adapter ? { adapter: adapter as never } : {}),
    parser: { Encoder, Decoder },
    transports: ['websocket', 'polling'],
    serveClient: false,
    maxHttpBufferSize: longestFrame,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: signInWithinMs,
    allowRequest: (request, decide) => {
      limits.consume('connection', addressKey(addressOf(request, hub().config.trustProxy))).then(
        () => decide(null, true),
        () => decide('too many connections', false),
      )
    },
  })
  // Asked of every request: an upgrade or a poll may come from elsewhere than the one that opened the connection.
  io.engine.use(({ headers }: IncomingMessage, _response: unknown, next: (error?: Error) => void) => {
    const isForeign = isOwnOrigin(headers.origin, headers.host, hub().config) === 'foreign'
    next(isForeign ? new Error('foreign origin') : undefined)
  })
  return io
}

/** The client's address, believing as many proxies as are set and no more. */
export function addressOf(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustProxy: number,
): string | undefined {
  const own = request.socket?.remoteAddress
  if (trustProxy === 0) return own
  const told = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const hops = told.map((hop) => hop.trim()).filter(Boolean)
  return hops.at(-trustProxy) ?? hops[0] ?? own
}

/** One auth path with REST; then every event of the protocol, each with its shape, rate and reply. */
export function listen(io: Io, parts: SocketParts): void {
  const { hub } = parts
  io.use((socket, next) => {
    signIn(socket, hub).then(
      () => next(),
      (error: unknown) => {
        if (!(error instanceof Refusal)) hub.log.error({ err: error }, 'socket sign-in broke')
        const refusal = error instanceof Refusal ? error : new Refusal('unavailable', 'platform.unavailable')
        next(Object.assign(new Error(refusal.code), { data: asReply(refusal) }))
      },
    )
  })
  io.on('connection', (socket) => {
    void socket.join([ofPersonName(socket.data.personId), socket.data.credential.key])
    hub.metrics.sockets.inc()
    socket.on('disconnect', () => hub.metrics.sockets.dec())
    const gate = createReadGate(socket)
    serveCalls(socket, parts, gate)
    serveRooms(socket, parts, gate)
    serveTyping(socket, parts)
    serveAway(socket, parts)
  })
}

async function signIn(socket: HubSocket, hub: Hub): Promise<void> {
  const token = socket.handshake.auth['token']
  const credential = await hub.sessions.find(socket.request, typeof token === 'string' ? token : undefined)
  if (!credential) throw new Refusal('not_signed_in', 'platform.notSignedIn')
  if (credential.isCookie && isForeignRequest(socket.request, hub.config)) {
    throw new Refusal('not_allowed', 'platform.foreignOrigin')
  }
  if (!hub.actorOf(credential.personId).isActive) throw new Refusal('not_allowed', 'members.suspended')
  const address = addressKey(addressOf(socket.request, hub.config.trustProxy))
  socket.data = { personId: credential.personId, credential, address, isAway: false }
}

const actorOf = (hub: Hub, { data }: HubSocket) => hub.actorOf(data.personId, data.credential.scopes)

/** Answers whatever happens; an acknowledgement that is no function is nobody's to answer. */
async function answer<Data>(hub: Hub, reply: unknown, work: () => Promise<Reply<Data> | RawJson>): Promise<void> {
  let result: unknown
  try {
    result = await work()
  } catch (error) {
    if (!(error instanceof Refusal)) hub.log.error({ err: error }, 'socket event broke')
    result = asReply(error instanceof Refusal ? error : refusalOfFailure(error))
  }
  if (typeof reply === 'function') reply(result)
}

function serveCalls(socket: HubSocket, { hub, limits, isStopping }: SocketParts, gate: ReadGate): void {
  const { credential, address } = socket.data
  let calls = 0
  const nextId = () => `${socket.id}.${++calls}`
  socket.on('command', (ask: unknown, reply: unknown) => {
    void answer(hub, reply, async () => {
      await consumeCall(limits, { kind: 'command', credential, address })
      const { name, cid, input } = checked(CommandAsk, ask)
      if (isStopping()) throw new Refusal('unavailable', 'platform.unavailable')
      const actor = actorOf(hub, socket)
      return hub.dispatch({ name, cid, input, actor, session: credential.key, requestId: nextId() })
    })
  })
  socket.on('query', (ask: unknown, reply: unknown) => {
    void answer(hub, reply, async () => {
      await consumeCall(limits, { kind: 'query', credential, address })
      const { name, input } = checked(QueryAsk, ask)
      return gate(() =>
        hub.ask({ name, input, actor: actorOf(hub, socket), session: credential.key, requestId: nextId() }),
      )
    })
  })
}

function serveRooms(socket: HubSocket, { hub, limits, entering, presence }: SocketParts, gate: ReadGate): void {
  const listener = {
    actor: () => actorOf(hub, socket),
    join: (room: string) => socket.join(ofRoomName(room)),
    leave: (room: string) => void socket.leave(ofRoomName(room)),
  }
  const limited = () => limits.consume('signal', socket.data.personId)
  const mayRead = () => {
    if (!socket.data.credential.scopes.includes('read')) throw new Refusal('not_allowed', 'platform.tokenScope')
  }
  socket.on('enter', (ask: unknown, reply: unknown) => {
    void answer(hub, reply, async () => {
      mayRead()
      await limited()
      const entered = await gate(() => entering.enter(listener, ask))
      presence.came((ask as { room: string }).room, socket.id)
      return entered
    })
  })
  socket.on('range', (ask: unknown, reply: unknown) => {
    void answer(hub, reply, async () => {
      mayRead()
      await limited()
      return { ok: true, data: await gate(() => entering.range(listener, ask)) }
    })
  })
  socket.on('follow', (ask: unknown, reply: unknown) => {
    void answer(hub, reply, async () => {
      mayRead()
      await limited()
      const { heads, allowed } = await gate(() => entering.follow(listener, ask))
      for (const name of socket.rooms) if (name.startsWith('head:')) void socket.leave(name)
      void socket.join(allowed.map(ofHeadName))
      return { ok: true, data: { heads } }
    })
  })
  socket.on('leave', (ask: unknown) => {
    const { success, data } = RoomAsk.safeParse(ask)
    if (success) void socket.leave(ofRoomName(data.room))
  })
}

/** Typing is told at most every 1.5 s per person and room, and may be lost. */
function serveTyping(socket: HubSocket, { limits }: SocketParts): void {
  const last = new Map<string, number>()
  const mayWrite = socket.data.credential.scopes.includes('write')
  socket.on('typing', (ask: unknown) => {
    const { success, data } = RoomAsk.safeParse(ask)
    if (!mayWrite || !success || !socket.rooms.has(ofRoomName(data.room))) return
    const now = performance.now()
    if (now - (last.get(data.room) ?? Number.NEGATIVE_INFINITY) < typingEveryMs) return
    last.set(data.room, now)
    limits.consume('signal', socket.data.personId).then(
      () => socket.to(ofRoomName(data.room)).volatile.emit('typing', { room: data.room, person: socket.data.personId }),
      () => {},
    )
  })
}

function serveAway(socket: HubSocket, { limits, presence }: SocketParts): void {
  socket.on('away', (ask: unknown) => {
    const { success, data } = AwayAsk.safeParse(ask)
    if (!success) return
    limits.consume('signal', socket.data.personId).then(
      () => {
        if (data.isAway === socket.data.isAway) return
        socket.data.isAway = data.isAway
        presence.turned(socket.data.personId)
      },
      () => {},
    )
  })
}
