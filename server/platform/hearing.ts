import type { Server } from 'socket.io'
import type { ClientToServer, ServerToClient } from '#shared/platform/protocol.ts'
import type { Credential } from './sessions.ts'

/** What is kept with each socket. `socket.id` is nobody's identity. */
export interface SocketData {
  personId: string
  credential: Credential
  address: string
}

export type Io = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>

/** Names of Socket.IO's rooms. */
export const ofRoomName = (room: string) => `room:${room}`
export const ofHeadName = (room: string) => `head:${room}`
export const ofPersonName = (person: string) => `person:${person}`

export const isHeardHere = (io: Io, name: string) => (io.sockets.adapter.rooms.get(name)?.size ?? 0) > 0

/** Rooms that sockets of this process listen to. */
export function roomsHeardHere(io: Io): string[] {
  return [...io.sockets.adapter.rooms.keys()].filter((name) => name.startsWith('room:')).map((name) => name.slice(5))
}
