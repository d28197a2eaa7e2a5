import type { Change } from '#shared/platform/roomLog.ts'
import type { ActiveRoom } from './activeRoom.ts'
import { createEndings } from './endings.ts'
import type { StoredEntry } from './entry.model.ts'
import type { RoomView } from './handler.ts'
import { type Io, isHeardHere, ofHeadName, ofPersonName, ofRoomName } from './hearing.ts'
import { asEntry } from './seal.ts'
import { sendEntries } from './straightFrames.ts'

/** Under load, entries of this long share a frame. */
const sharedFrameMs = 10
const headEveryMs = 1000

export interface RollRules {
  /** Whose right to listen a change may have ended: some people, everybody in the room, or nobody. */
  affected(change: Change, room: string): string[] | 'everybody' | null
  /** Whose rights in all rooms a change may have ended. */
  affectedEverywhere(change: Change, room: string): string | null
  /** Whether a person may listen now. */
  mayListen(person: string, room: RoomView): boolean
  /** Everybody who may listen now. */
  listeners(room: RoomView): string[]
  /** Whose lists of rooms look different after a change. */
  lists(change: Change, room: string): string[] | 'everybody' | null
}

interface Outgoing {
  entries: StoredEntry[]
  isOwn: boolean
  /** Goes out with this turn; otherwise once more have gathered. */
  isDue: boolean
  cancel(): void
}

export interface Frames {
  add(room: ActiveRoom, entries: StoredEntry[], isOwn: boolean): void
  close(): void
}

/**
 * Sends what is stored to those who listen: one frame per room and turn. A quiet room waits for nothing; while more
 * commands are queued, entries gather for a moment. A change of the roll ends the frame.
 */
export function createFrames(
  io: Io,
  roll: RollRules,
  options: {
    isAdapterShared: boolean
    findRoom(id: string): Promise<RoomView | null>
    /** Resolves once lists show everything up to this entry. */
    applied(room: string, seq: number): Promise<void>
  },
): Frames {
  const endings = createEndings({ io, ...roll, findRoom: options.findRoom })
  const outgoing = new Map<string, Outgoing>()
  const heads = new Map<string, ActiveRoom>()

  function flush(room: ActiveRoom, out: Outgoing): void {
    out.cancel()
    outgoing.delete(room.id)
    const changes = out.entries.map((entry) => affectedBy(roll, entry, room.id))
    let start = 0
    for (const [index, affected] of changes.entries()) {
      if (affected === null) continue
      emit(room.id, out.entries.slice(start, index + 1), out.isOwn)
      endListening(room, affected)
      start = index + 1
    }
    emit(room.id, out.entries.slice(start), out.isOwn)
    heads.set(room.id, room)
  }

  /** At the end of the turn: whoever waits for an acknowledgement gets that before a hall is written to. */
  function flushSoon(room: ActiveRoom, out: Outgoing): void {
    if (out.isDue) return
    out.cancel()
    out.isDue = true
    const immediate = setImmediate(() => flush(room, out))
    out.cancel = () => clearImmediate(immediate)
  }

  function flushLater(room: ActiveRoom, out: Outgoing): void {
    const timer = setTimeout(() => flush(room, out), sharedFrameMs)
    out.cancel = () => clearTimeout(timer)
  }

  function emit(room: string, entries: StoredEntry[], isOwn: boolean): void {
    if (entries.length === 0) return
    const frame = { room, entries: entries.map(asEntry) }
    if (isOwn && options.isAdapterShared) io.to(ofRoomName(room)).emit('entries', frame)
    else sendEntries(io, room, frame)
    void hintAtLists(room, entries)
  }

  /** Whoever is told that a list has changed reads it at once: by then it must have. */
  async function hintAtLists(room: string, entries: StoredEntry[]): Promise<void> {
    const changes = entries.flatMap((entry) => entry.changes).filter((change) => roll.lists(change, room) !== null)
    if (changes.length === 0) return
    // Where that takes too long, a hint too early is better than none.
    await options.applied(room, entries.at(-1)!.seq).catch(() => {})
    for (const change of changes) hint(change, room)
  }

  function hint(change: Change, room: string): void {
    const listed = roll.lists(change, room)
    if (listed === 'everybody') io.emit('hint', { board: 'rooms' })
    else for (const person of listed ?? []) io.to(ofPersonName(person)).emit('hint', { board: 'rooms' })
  }

  function endListening(room: ActiveRoom, affected: string[] | 'everybody'): void {
    if (affected === 'everybody') endings.ofMany(room.memory)
    else endings.ofPeople(affected, room.memory)
  }

  function narrow(room: string, entries: StoredEntry[]): void {
    const people = entries.flatMap(({ changes }) => changes.map((change) => roll.affectedEverywhere(change, room)))
    for (const person of new Set(people)) if (person !== null) endings.ofPerson(person)
  }

  function sendHeads(): void {
    for (const [id, room] of heads) {
      const { seq, n } = room.memory.head
      if (options.isAdapterShared || isHeardHere(io, ofHeadName(id))) {
        io.to(ofHeadName(id)).emit('heads', { heads: [{ room: id, seq, n }] })
      }
    }
    heads.clear()
  }
  const headTimer = setInterval(sendHeads, headEveryMs)
  headTimer.unref()

  return {
    add(room, entries, isOwn) {
      narrow(room.id, entries)
      // With a shared adapter the process that appended has told everybody already.
      if (!isOwn && options.isAdapterShared) {
        const ended = entries.map((entry) => affectedBy(roll, entry, room.id)).filter((affected) => affected !== null)
        for (const affected of ended) endListening(room, affected)
        return
      }
      const waiting = outgoing.get(room.id)
      if (waiting && waiting.isOwn !== isOwn) flush(room, waiting)
      const known = outgoing.get(room.id)
      const out = known ?? { entries: [], isOwn, isDue: false, cancel() {} }
      outgoing.set(room.id, out)
      out.entries.push(...entries)
      if (!room.hasWaiting) flushSoon(room, out)
      else if (!known) flushLater(room, out)
    },
    close() {
      clearInterval(headTimer)
      for (const { cancel } of outgoing.values()) cancel()
    },
  }
}

function affectedBy(roll: RollRules, entry: StoredEntry, room: string): string[] | 'everybody' | null {
  const found = entry.changes.map((change) => roll.affected(change, room)).filter((affected) => affected !== null)
  if (found.length === 0) return null
  return found.includes('everybody') ? 'everybody' : [...new Set(found.flat())]
}
