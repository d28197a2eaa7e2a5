import type { Socket } from 'socket.io'
import {
  type Io,
  isHeardHere,
  ofHeadName,
  ofPersonName,
  ofRoomName,
  roomsFollowedHere,
  roomsHeardHere,
} from './hearing.ts'
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
  const toldHeads = new Map<string, number>()

  async function sendDigests(): Promise<void> {
    // What this process alone appends, its followers hear in any case.
    const followed = given.isAlone ? [] : roomsFollowedHere(io)
    for (const room of toldHeads.keys()) if (!isHeardHere(io, ofHeadName(room))) toldHeads.delete(room)
    for (const room of new Set([...roomsHeardHere(io), ...followed])) {
      await sendDigest(room).catch((error) => hub.log.warn({ err: error, room }, 'head digest failed'))
    }
  }

  /** To listeners every time; to followers only what they may not have heard of. */
  async function sendDigest(room: string): Promise<void> {
    const view = await rooms.fresh(room)
    if (!view) return
    const { seq, n } = view.head
    const digest = { heads: [{ room, seq, n }] }
    io.local.to(ofRoomName(room)).emit('heads', digest)
    if (toldHeads.get(room) === seq) return
    toldHeads.set(room, seq)
    io.local.to(ofHeadName(room)).emit('heads', digest)
  }

  function look(): void {
    for (const socket of io.sockets.sockets.values()) watchReader(socket, lagging)
  }

  function endAll({ key, reason }: Revocation): void {
    const name = key.startsWith('person:') ? ofPersonName(key.slice('person:'.length)) : key
    for (const id of [...(io.sockets.adapter.rooms.get(name) ?? [])]) {
      const socket = io.sockets.sockets.get(id)
      if (socket) end(socket, reason)
    }
  }

  hub.sessions.onRevoked(endAll)
  const digests = setInterval(() => void sendDigests(), digestEveryMs)
  const looks = setInterval(look, lookEveryMs)
  const idle = setInterval(() => rooms.closeIdle((room) => isHeardHere(io, ofRoomName(room))), 60_000)
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
