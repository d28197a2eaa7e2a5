import type { RoomView } from './handler.ts'
import { type Io, ofHeadName, ofPersonName, ofRoomName } from './hearing.ts'

const tryAgainMs = 500

interface EndingParts {
  io: Io
  mayListen(person: string, room: RoomView): boolean
  /** Everybody who may listen to a room now. */
  listeners(room: RoomView): string[]
  /** The room with all that other processes have done to it. */
  findRoom(id: string): Promise<RoomView | null>
}

/** Takes rooms away from those whose right to hear them has ended, before anything that follows is sent. */
export interface Endings {
  /** Of some people in one room, on every process. */
  ofPeople(people: string[], room: RoomView): void
  /** Of everybody in one room who may hear it no more, on every process. */
  ofMany(room: RoomView): void
  /** Of one person in all rooms of theirs, on this process. */
  ofPerson(person: string): void
}

export function createEndings({ io, mayListen, listeners, findRoom }: EndingParts): Endings {
  async function narrow(person: string): Promise<void> {
    for (const id of roomsOf(io, person)) {
      const room = await findRoom(id)
      if (room && mayListen(person, room)) continue
      io.local.in(ofPersonName(person)).socketsLeave([ofRoomName(id), ofHeadName(id)])
      io.local.to(ofPersonName(person)).emit('removed', { room: id })
    }
  }

  function ofPerson(person: string): void {
    // While the store cannot say who sits where, nothing new is stored either.
    narrow(person).catch(() => setTimeout(ofPerson, tryAgainMs, person).unref())
  }

  return {
    ofPeople(people, room) {
      for (const person of people) {
        if (mayListen(person, room)) continue
        io.in(ofPersonName(person)).socketsLeave([ofRoomName(room.id), ofHeadName(room.id)])
        io.to(ofPersonName(person)).emit('removed', { room: room.id })
      }
    },
    ofMany(room) {
      // Told in one go by who stays: to ask who is there would let what follows overtake the answer.
      const staying = listeners(room).map(ofPersonName)
      const names = [ofRoomName(room.id), ofHeadName(room.id)]
      io.to(names).except(staying).emit('removed', { room: room.id })
      io.in(names).except(staying).socketsLeave(names)
    },
    ofPerson,
  }
}

/** What one person's sockets of this process listen to or follow. */
function roomsOf(io: Io, person: string): Set<string> {
  const found = new Set<string>()
  for (const id of io.sockets.adapter.rooms.get(ofPersonName(person)) ?? []) {
    for (const name of io.sockets.sockets.get(id)?.rooms ?? []) {
      if (/^(room|head):/.test(name)) found.add(name.slice(5))
    }
  }
  return found
}
