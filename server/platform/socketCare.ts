import type { Socket } from 'socket.io'
import { type Io, ofPersonName, ofRoomName, roomsHeardHere } from './hearing.ts'
import type { Hub } from './hub.ts'
import { waitingBytes } from './readGate.ts'
import type { RoomRegistry } from './rooms.ts'
import type { Revocation } from './sessions.ts'

const digestEveryMs = 25_000
const lookEveryMs = 500
/** Bytes that may wait for a slow reader before its frames are dropped, and before it is disconnected. */
const laggingBytes = 1024 * 1024
const hopelessBytes = 8 * 1024 * 1024

export interface SocketCare {
  close(): void
}

/** What live sockets need from time to time: head digests, an eye on slow readers, and an end when their right ends. */
export function careForSockets(io: Io, given: { hub: Hub; rooms: RoomRegistry; isAlone: boolean }): SocketCare {
  const { hub, rooms } = given
  const lagging = new Map<string, string[]>()

  async function sendDigests(): Promise<void> {
    for (const room of roomsHeardHere(io)) {
      const active = await rooms.find(room)
      if (!active) continue
      if (!given.isAlone) await active.catchUp()
      const { seq, n } = active.memory.head
      io.local.to(ofRoomName(room)).emit('heads', { heads: [{ room, seq, n }] })
    }
  }

  function look(): void {
    const now = hub.clock.now().getTime()
    for (const socket of io.sockets.sockets.values()) {
      if (socket.data.credential.expiresAt <= now) void renew(socket)
      watchReader(socket, lagging)
    }
  }

  async function renew(socket: Socket): Promise<void> {
    const credential = await hub.sessions.stands(socket.data.credential).catch(() => socket.data.credential)
    if (credential && credential.expiresAt > hub.clock.now().getTime()) socket.data.credential = credential
    else end(socket, 'expired')
  }

  function endAll({ key, reason }: Revocation): void {
    const name = key.startsWith('person:') ? ofPersonName(key.slice('person:'.length)) : key
    for (const id of [...(io.sockets.adapter.rooms.get(name) ?? [])]) {
      const socket = io.sockets.sockets.get(id)
      if (socket) end(socket, reason)
    }
  }

  hub.sessions.onRevoked(endAll)
  const digests = setInterval(() => {
    sendDigests().catch((error) => hub.log.warn({ err: error }, 'head digests failed'))
  }, digestEveryMs)
  const looks = setInterval(look, lookEveryMs)
  const idle = setInterval(() => rooms.closeIdle((room) => roomsHeardHere(io).includes(room)), 60_000)
  for (const timer of [digests, looks, idle]) timer.unref()
  return {
    close() {
      for (const timer of [digests, looks, idle]) clearInterval(timer)
    },
  }
}

function end(socket: Socket, reason: Revocation['reason']): void {
  for (const name of socket.rooms) if (name !== socket.id) void socket.leave(name)
  socket.emit('ended', { reason })
  socket.disconnect(true)
}

/** Without a farewell: it would wait behind everything that is not read. */
function cutOff(socket: Socket): void {
  const transport = socket.conn.transport as { socket?: { terminate?(): void } }
  socket.disconnect(true)
  transport.socket?.terminate?.()
}

/** A reader that lets frames pile up loses its rooms until it has caught up, then is told to enter them again. */
function watchReader(socket: Socket, lagging: Map<string, string[]>): void {
  const bytes = waitingBytes(socket)
  const lost = lagging.get(socket.id)
  if (bytes > hopelessBytes) {
    lagging.delete(socket.id)
    cutOff(socket)
  } else if (!lost && bytes > laggingBytes) {
    const names = [...socket.rooms].filter((name) => name.startsWith('room:'))
    for (const name of names) void socket.leave(name)
    lagging.set(
      socket.id,
      names.map((name) => name.slice('room:'.length)),
    )
    socket.once('disconnect', () => lagging.delete(socket.id))
  } else if (lost && bytes < laggingBytes / 16) {
    lagging.delete(socket.id)
    socket.emit('resync', { rooms: lost })
  }
}
