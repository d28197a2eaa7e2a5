import { type Io, isHeardHere, ofHeadName, ofRoomName, roomsHeardHere } from './hearing.ts'

const flushMs = 400
const named = 200
/** Another process's word on who is there holds this long. */
const believedMs = 9000
const sayAgainMs = 3000
/** Who only lists a room is told how many are there, this often at most. */
const countEveryMs = 1500

interface RoomPresence {
  /** What listeners have been told. */
  told: Set<string>
  /** Sockets that came since and must be told everything. */
  newcomers: Set<string>
}

export interface Presence {
  came(room: string, socketId: string): void
  /** Ids of people in a room, on every process. */
  here(room: string): string[]
  close(): void
}

/**
 * Who is in which room: ephemeral, told at most every 400 ms. Several processes tell each other about the rooms
 * that changed, and everything anew every few seconds, so that a killed one is forgotten.
 */
export function createPresence(io: Io, options: { isShared: boolean; process: string }): Presence {
  const rooms = new Map<string, RoomPresence>()
  const changed = new Set<string>()
  const changedHere = new Set<string>()
  const elsewhere = new Map<string, { at: number; rooms: Map<string, string[]> }>()
  const recount = new Set<string>()
  /** What followers were told last; 0 where nothing is kept. */
  const counted = new Map<string, number>()

  function hereOnThisProcess(room: string): string[] {
    const people = new Set<string>()
    for (const id of io.sockets.adapter.rooms.get(ofRoomName(room)) ?? []) {
      const socket = io.sockets.sockets.get(id)
      if (socket) people.add(socket.data.personId)
    }
    return [...people]
  }

  function here(room: string): string[] {
    const people = new Set(hereOnThisProcess(room))
    for (const { rooms: theirs } of elsewhere.values()) for (const person of theirs.get(room) ?? []) people.add(person)
    return [...people]
  }

  function presenceOf(room: string): RoomPresence {
    const known = rooms.get(room)
    if (known) return known
    const fresh = { told: new Set<string>(), newcomers: new Set<string>() }
    rooms.set(room, fresh)
    return fresh
  }

  function tell(room: string): void {
    const presence = presenceOf(room)
    const now = new Set(here(room))
    const came = [...now].filter((person) => !presence.told.has(person))
    const gone = [...presence.told].filter((person) => !now.has(person))
    const newcomers = [...presence.newcomers]
    presence.newcomers.clear()
    presence.told = now
    const count = now.size
    if (came.length + gone.length > 0) {
      // Never volatile: a difference that is lost stays lost.
      const delta = { room, isWhole: false, here: came.slice(0, named), gone: gone.slice(0, named), count }
      io.local.to(ofRoomName(room)).except(newcomers).emit('presence', delta)
    }
    if (newcomers.length > 0) {
      io.local.to(newcomers).emit('presence', { room, isWhole: true, here: [...now].slice(0, named), gone: [], count })
    }
    if (now.size === 0) rooms.delete(room)
    recount.add(room)
  }

  function tellCounts(): void {
    for (const room of recount) {
      const count = here(room).length
      if (count === (counted.get(room) ?? 0)) continue
      if (count === 0) counted.delete(room)
      else counted.set(room, count)
      const sign = { room, isWhole: false, here: [], gone: [], count }
      io.local.to(ofHeadName(room)).except(ofRoomName(room)).emit('presence', sign)
    }
    recount.clear()
  }

  const isWatchedHere = (room: string) => rooms.has(room) || isHeardHere(io, ofHeadName(room))

  function say(names: Iterable<string>, isWhole: boolean): void {
    if (!options.isShared) return
    const rows = Array.from(names, (room) => [room, hereOnThisProcess(room)])
    io.serverSideEmit('presence' as never, { process: options.process, isWhole, rooms: rows } as never)
  }

  function hear(word: { process: string; isWhole: boolean; rooms: [string, string[]][] }): void {
    if (word.process === options.process) return
    const theirs = elsewhere.get(word.process) ?? { at: 0, rooms: new Map<string, string[]>() }
    elsewhere.set(word.process, theirs)
    theirs.at = Date.now()
    const before = [...theirs.rooms.keys()]
    if (word.isWhole) theirs.rooms.clear()
    for (const [room, people] of word.rooms) theirs.rooms.set(room, people)
    for (const room of new Set([...before, ...theirs.rooms.keys()])) if (isWatchedHere(room)) changed.add(room)
  }

  function forgetSilent(): void {
    for (const [process, { at, rooms: theirs }] of elsewhere) {
      if (at > Date.now() - believedMs) continue
      elsewhere.delete(process)
      for (const room of theirs.keys()) if (isWatchedHere(room)) changed.add(room)
    }
  }

  function changedOnThisProcess(room: string): void {
    changed.add(room)
    changedHere.add(room)
  }

  /** However a socket left: by itself, cut off, or removed from the roll. */
  function onLeft(name: string): void {
    if (name.startsWith('room:')) changedOnThisProcess(name.slice('room:'.length))
  }

  io.on('presence' as never, hear as never)
  io.sockets.adapter.on('leave-room', onLeft)
  const flushTimer = setInterval(() => {
    forgetSilent()
    const now = [...changed]
    changed.clear()
    if (changedHere.size > 0) say(changedHere, false)
    changedHere.clear()
    for (const room of now) tell(room)
  }, flushMs)
  const sayTimer = setInterval(() => say(roomsHeardHere(io), true), sayAgainMs)
  const countTimer = setInterval(tellCounts, countEveryMs)
  for (const timer of [flushTimer, sayTimer, countTimer]) timer.unref()

  return {
    here,
    came(room, socketId) {
      presenceOf(room).newcomers.add(socketId)
      changedOnThisProcess(room)
    },
    close() {
      io.sockets.adapter.off('leave-room', onLeft)
      for (const timer of [flushTimer, sayTimer, countTimer]) clearInterval(timer)
    },
  }
}
