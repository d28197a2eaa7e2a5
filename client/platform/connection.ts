import { io, type Socket } from 'socket.io-client'
import type { ClientToServer, ServerToClient } from '#shared/platform/protocol.ts'
import { Refusal, type RefusalShape, type Reply } from '#shared/platform/refusal.ts'
import { useConnection } from './connection.store.ts'
import { openReply } from './rest.ts'
import { retryAfter } from './retry.ts'

export type HubSocket = Socket<ServerToClient, ClientToServer>
type Telling = 'leave' | 'typing' | 'away'
type Asking = Exclude<keyof ClientToServer, Telling>
type AskOf<Name extends keyof ClientToServer> = Parameters<ClientToServer[Name]>[0]
type DataOf<Name extends Asking> =
  Parameters<Parameters<ClientToServer[Name]>[1]>[0] extends Reply<infer Data> ? Data : never
export type EndReason = Parameters<ServerToClient['ended']>[0]['reason']

const answerWithinMs = 10_000
/** Before the other way of talking is tried: an upgrade may be swallowed, and what comes over plain requests is upgraded later. */
const upgradeWithinMs = 5_000
/** A link that may have died must answer within this, or within twice what its last answer took on a slow line. */
const proveWithinMs = 3_000
/** The browser itself says that there is no line: a new one costs less than waiting longer. */
const proveWithinMsWithoutLine = 1_000
const proveEveryMs = 3_000
/** A hidden page's timers run once a minute; longer without one, the device slept. */
const asleepMs = 90_000
const tickMs = 10_000

const makeSocket = (): HubSocket =>
  io({
    transports: ['websocket', 'polling'],
    // A proxy that refuses the upgrade is answered with polling, within the same attempt.
    tryAllTransports: true,
    autoConnect: false,
    reconnection: false,
    withCredentials: true,
  })

/** Where a proxy swallows the upgrade without a word, the next attempt begins with polling, and upgrades where it can. */
function beginOtherwise({ io }: HubSocket): void {
  io.opts.transports?.reverse()
}

const patienceWith = ({ io }: HubSocket) => (io.opts.transports?.[0] === 'websocket' ? upgradeWithinMs : answerWithinMs)

/** The one socket of this page: it opens, reports its state, and comes back by itself until it is closed or ended. */
export function createConnection(make: () => HubSocket = makeSocket) {
  let socket: HubSocket | null = null
  let isWanted = false
  let attempts = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let askedToWaitMs: number | null = null
  let isTrying = false
  let provedAt = 0
  let lastAnswerTookMs = 0
  const onConnect = new Set<() => void>()
  const onEnd = new Set<(reason: EndReason) => void>()
  const signals: ((of: HubSocket) => void)[] = []

  function attempt() {
    clearTimeout(timer)
    if (!isWanted || isTrying || socket?.connected) return
    isTrying = true
    const tried = theSocket()
    tried.connect()
    // A hub that takes the line but never says a word.
    timer = setTimeout(() => {
      tried.disconnect()
      beginOtherwise(tried)
      failed()
    }, patienceWith(tried))
  }

  function failed() {
    isTrying = false
    useConnection.setState({ state: 'offline' })
    attemptLater()
  }

  function attemptLater() {
    clearTimeout(timer)
    if (!isWanted) return
    const delay = askedToWaitMs ?? retryAfter(attempts++)
    askedToWaitMs = null
    timer = setTimeout(attempt, delay)
  }

  function end(reason: EndReason) {
    close()
    for (const hear of onEnd) hear(reason)
  }

  function theSocket(): HubSocket {
    if (socket) return socket
    socket = make()
    socket.on('connect', () => {
      clearTimeout(timer)
      isTrying = false
      attempts = 0
      useConnection.setState({ state: 'online', hasBeenOnline: true, keptAt: null })
      for (const hear of onConnect) hear()
    })
    socket.on('disconnect', () => {
      isTrying = false
      useConnection.setState({ state: navigator.onLine === false ? 'offline' : 'connecting' })
      attemptLater()
    })
    socket.on('connect_error', (error: Error & { data?: Partial<RefusalShape> }) => {
      if (error.data?.code === 'not_signed_in') end('expired')
      else failed()
    })
    socket.on('restarting', ({ retryAfterMs }) => {
      askedToWaitMs = retryAfterMs
    })
    socket.on('ended', ({ reason }) => end(reason))
    for (const listen of signals) listen(socket)
    return socket
  }

  async function request<Name extends Asking>(name: Name, ask: AskOf<Name>): Promise<DataOf<Name>> {
    if (!socket?.connected) throw new Refusal('unavailable', 'platform.offline')
    const within = socket.timeout(answerWithinMs)
    const emit = within.emitWithAck as (name: Name, ask: AskOf<Name>) => Promise<Reply<DataOf<Name>>>
    const askedAt = performance.now()
    const reply = await emit.call(within, name, ask).catch(() => {
      throw new Refusal('unavailable', 'platform.offline')
    })
    lastAnswerTookMs = performance.now() - askedAt
    return openReply(reply)
  }

  function proofTakesMs(): number {
    if (navigator.onLine === false) return proveWithinMsWithoutLine
    return Math.min(answerWithinMs, Math.max(proveWithinMs, 2 * lastAnswerTookMs))
  }

  /** Asked after sleep and network changes: a dead link looks alive until its next heartbeat. */
  async function prove() {
    if (!isWanted) return
    if (!socket?.connected) return attempt()
    if (Date.now() - provedAt < proveEveryMs) return
    provedAt = Date.now()
    const asked = socket
    const askedAt = performance.now()
    const isAlive = await asked
      .timeout(proofTakesMs())
      .emitWithAck('query', { name: 'me', input: {} })
      .then(() => true)
      .catch(() => false)
    if (isAlive) lastAnswerTookMs = performance.now() - askedAt
    else if (asked.connected) {
      asked.disconnect()
      attempt()
    }
  }

  /** The device was asleep: its link is dead, whatever it looks like. */
  function renew() {
    if (!isWanted) return
    if (socket?.connected) socket.disconnect()
    attempt()
  }

  function close() {
    isWanted = false
    isTrying = false
    clearTimeout(timer)
    socket?.disconnect()
    socket = null
    useConnection.setState({ state: 'connecting', hasBeenOnline: false, keptAt: null })
  }

  return {
    open() {
      isWanted = true
      attempt()
    },
    close,
    prove,
    renew,
    request,
    isOpen: () => socket?.connected === true,
    /** Tells without waiting for an answer; lost when there is no connection. */
    tell<Name extends Telling>(name: Name, ask: AskOf<Name>) {
      if (socket?.connected) (socket.emit as (name: Name, ask: AskOf<Name>) => void).call(socket, name, ask)
    },
    /** Hears one of the hub's signals, on this socket and every later one. */
    on<Name extends keyof ServerToClient>(name: Name, hear: ServerToClient[Name]) {
      const listen = (of: HubSocket) =>
        void (of.on as (name: Name, hear: ServerToClient[Name]) => void).call(of, name, hear)
      signals.push(listen)
      if (socket) listen(socket)
    },
    /** Heard at each connect; a part of the page that is loaded after it hears it too. */
    onConnect(hear: () => void) {
      onConnect.add(hear)
      if (socket?.connected) queueMicrotask(hear)
    },
    onEnd: (hear: (reason: EndReason) => void) => void onEnd.add(hear),
  }
}

export const connection = createConnection()

/** Sleep, another network, a tab brought back: ask at once instead of waiting for a heartbeat to fail. */
function watchNetwork() {
  let tickedAt = Date.now()
  const tick = () => {
    const sleptMs = Date.now() - tickedAt
    tickedAt = Date.now()
    if (sleptMs > asleepMs) connection.renew()
    return sleptMs > asleepMs
  }
  setInterval(tick, tickMs)
  addEventListener('online', () => void connection.prove())
  addEventListener('offline', () => void connection.prove())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && !tick()) void connection.prove()
  })
}
if (typeof document !== 'undefined') watchNetwork()
