import type { ServerToClient } from '#shared/platform/protocol.ts'
import { type Io, ofRoomName } from './hearing.ts'

/** A reader with so much unread gets no more this way; whoever watches slow readers tells it to enter again. */
const mostUnreadBytes = 4 * 1024 * 1024
const text = 0x81

/** What is used of Engine.IO's connection and of the WebSocket below it. */
interface Connection {
  readyState: string
  upgrading: boolean
  writeBuffer: unknown[]
  transport: {
    name: string
    socket?: {
      readyState: number
      _socket?: { writable: boolean; writableLength: number; write(bytes: Buffer): boolean }
    }
  }
}

/**
 * Sends entries to all of a room's sockets of this process as one WebSocket frame, built once and written straight
 * to each connection. Engine.IO's own way costs more than the write itself, for bookkeeping that an event without an
 * acknowledgement does not need. A socket whose connection cannot take it in order, because packets wait there or it
 * still polls, gets it the usual way.
 */
export function sendEntries(io: Io, room: string, frame: Parameters<ServerToClient['entries']>[0]): void {
  const ids = io.sockets.adapter.rooms.get(ofRoomName(room))
  if (!ids) return
  const bytes = bytesOf(`42${JSON.stringify(['entries', frame])}`)
  for (const id of ids) {
    const socket = io.sockets.sockets.get(id)
    if (!socket) continue
    const stream = straightRoad(socket.conn as unknown as Connection)
    if (!stream) socket.emit('entries', frame)
    else if (stream.writableLength < mostUnreadBytes) stream.write(bytes)
  }
}

function straightRoad({ readyState, upgrading, writeBuffer, transport }: Connection) {
  if (readyState !== 'open' || upgrading || writeBuffer.length > 0 || transport.name !== 'websocket') return null
  const { socket } = transport
  const isOpen = socket?.readyState === 1 && socket._socket?.writable
  return isOpen ? socket._socket! : null
}

/** An unmasked text frame, as RFC 6455 (5.2) lays it out. */
function bytesOf(message: string): Buffer {
  const length = Buffer.byteLength(message)
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafeSlow(start + length)
  frame[0] = text
  if (start === 2) frame[1] = length
  else if (start === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(message, start)
  return frame
}
