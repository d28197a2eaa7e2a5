import { type Io, isHeardHere, ofHeadName, ofPersonName, ofRoomName, roomsHeardHere } from './hearing.ts'

const flushMs = 400
const named = 200
/** Another process's word on who is there holds this long. */
const believedMs = 9000
const sayAgainMs = 3000
/** Who only lists a room is told how many are there, this often at most. */
const countEveryMs = 1500

/** Away: in the room, but with no device that anybody has touched lately. */
type Lamp = 'here' | 'away'

/** Who is in a room on another process: those whose devices were touched lately, and the others. */
interface Told {
  here: string[]
  away: string[]
}

interface RoomPresence {
  /** What listeners have been told. */
  told: Map<string, Lamp>
  /** Sockets that came since and must be told everything. */
  newcomers: Set<string>
}

export interface Presence {
  came(room: string, socketId: string): void
  /** A device of somebody's was left alone, or touched again. */
  turned(person: string): void
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
  const elsewhere = new Map<string, { at: number; rooms: Map<string, Told> }>()
  const recount = new Set<string>()
  /** What followers were told last; 0 where nothing is kept. */
  const counted = new Map<string, number>()

  function socketsIn(name: string) {
    const ids = [...(io.sockets.adapter.rooms.get(name) ?? [])]
    return ids.flatMap((id) => io.sockets.sockets.get(id) ?? [])
  }

  /** One device in use is enough, in whatever room. */
  const isAwake = (person: string) => socketsIn(ofPersonName(person)).some(({ data }) => !data.isAway)

  function onThisProcess(room: string): Told {
    const told: Told = { here: [], away: [] }
    const people = new Set(socketsIn(ofRoomName(room)).map(({ data }) => data.personId))
    for (const person of people) (isAwake(person) ? told.here : told.away).push(person)
    return told
  }

  function lampsOf(room: string): Map<string, Lamp> {
    const told = [onThisProcess(room), ...Array.from(elsewhere.values(), ({ rooms: theirs }) => theirs.get(room))]
    const lamps = new Map<string, Lamp>()
    for (const one of told) for (const person of one?.away ?? []) lamps.set(person, 'away')
    for (const one of told) for (const person of one?.here ?? []) lamps.set(person, 'here')
    return lamps
  }

  function presenceOf(room: string): RoomPresence {
    const known = rooms.get(room)
    if (known) return known
    const fresh = { told: new Map<string, Lamp>(), newcomers: new Set<string>() }
    rooms.set(room, fresh)
    return fresh
  }

  function tell(room: string): void {
    const presence = presenceOf(room)
    const now = lampsOf(room)
    const turned = [...now].filter(([person, lamp]) => presence.told.get(person) !== lamp)
    const gone = [...presence.told.keys()].filter((person) => !now.has(person))
    const newcomers = [...presence.newcomers]
    presence.newcomers.clear()
    presence.told = now
    const count = now.size
    if (turned.length + gone.length > 0) {
      // Never volatile: a difference that is lost stays lost.
      const delta = { room, isWhole: false, ...listed(turned), gone: gone.slice(0, named), count }
      io.local.to(ofRoomName(room)).except(newcomers).emit('presence', delta)
    }
    if (newcomers.length > 0) {
      io.local.to(newcomers).emit('presence', { room, isWhole: true, ...listed([...now]), gone: [], count })
    }
    if (now.size === 0) rooms.delete(room)
    recount.add(room)
  }

  function tellCounts(): void {
    for (const room of recount) {
      const count = lampsOf(room).size
      if (count === (counted.get(room) ?? 0)) continue
      if (count === 0) counted.delete(room)
      else counted.set(room, count)
      const sign = { room, isWhole: false, here: [], away: [], gone: [], count }
      io.local.to(ofHeadName(room)).except(ofRoomName(room)).emit('presence', sign)
    }
    recount.clear()
  }

  const isWatchedHere = (room: string) => rooms.has(room) || isHeardHere(io, ofHeadName(room))

  function say(names: Iterable<string>, isWhole: boolean): void {
    if (!options.isShared) return
    const rows = Array.from(names, (room) => [room, onThisProcess(room)])
    io.serverSideEmit('presence' as never, { process: options.process, isWhole, rooms: rows } as never)
  }

  function hear(word: { process: string; isWhole: boolean; rooms: [string, Told][] }): void {
    if (word.process === options.process) return
    const theirs = elsewhere.get(word.process) ?? { at: 0, rooms: new Map<string, Told>() }
    elsewhere.set(word.process, theirs)
    theirs.at = Date.now()
    const before = [...theirs.rooms.keys()]
    if (word.isWhole) theirs.rooms.clear()
    for (const [room, told] of word.rooms) theirs.rooms.set(room, told)
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

  /** What one device says of a person holds in every room where another one is. */
  function changedFor(person: string): void {
    const names = new Set(socketsIn(ofPersonName(person)).flatMap(({ rooms: joined }) => [...joined]))
    for (const name of names) if (name.startsWith('room:')) changedOnThisProcess(name.slice('room:'.length))
  }

  /** However a socket left it: by itself, cut off, or removed from the roll. */
  function changedIfRoom(name: string): void {
    if (name.startsWith('person:')) changedFor(name.slice('person:'.length))
    if (name.startsWith('room:')) changedOnThisProcess(name.slice('room:'.length))
  }

  io.on('presence' as never, hear as never)
  io.sockets.adapter.on('leave-room', changedIfRoom)
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
    here: (room) => [...lampsOf(room).keys()],
    came(room, socketId) {
      presenceOf(room).newcomers.add(socketId)
      changedOnThisProcess(room)
    },
    turned: changedFor,
    close() {
      io.sockets.adapter.off('leave-room', changedIfRoom)
      for (const timer of [flushTimer, sayTimer, countTimer]) clearInterval(timer)
    },
  }
}

/** At most so many of each are named. */
function listed(lamps: [string, Lamp][]): Told {
  const lit = (wanted: Lamp) => lamps.filter(([, lamp]) => lamp === wanted).map(([person]) => person)
  return { here: lit('here').slice(0, named), away: lit('away').slice(0, named) }
}
