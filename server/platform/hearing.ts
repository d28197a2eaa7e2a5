import type { Server } from 'socket.io'
import type { ClientToServer, ServerToClient } from '#shared/platform/protocol.ts'
import type { Credential } from './sessions.ts'

/** What is kept with each socket. `socket.id` is nobody's identity. */
export interface SocketData {
  personId: string
  credential: Credential
  address: string
  /** Nobody has touched the device lately, as it says itself. */
  isAway: boolean
}

export type Io = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>

/** Names of Socket.IO's rooms. */
export const ofRoomName = (room: string) => `room:${room}`
export const ofHeadName = (room: string) => `head:${room}`
export const ofPersonName = (person: string) => `person:${person}`

export const isHeardHere = (io: Io, name: string) => (io.sockets.adapter.rooms.get(name)?.size ?? 0) > 0

/** Rooms that sockets of this process listen to. */
export const roomsHeardHere = (io: Io) => roomsNamed(io, 'room:')
/** Rooms whose heads they hear. */
export const roomsFollowedHere = (io: Io) => roomsNamed(io, 'head:')

const roomsNamed = (io: Io, prefix: string): string[] =>
  [...io.sockets.adapter.rooms.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
