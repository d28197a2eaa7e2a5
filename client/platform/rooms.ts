import { useStore } from 'zustand'
import { useConnection } from './connection.store.ts'
import { connection } from './connection.ts'
import { keptOf } from './keptRoom.ts'
import { keepOnDevice } from './pageShelf.ts'
import { createRoomSync, type KeptRoom, type RoomState, type RoomSync } from './roomSync.ts'
import { noteServerTime } from './serverClock.ts'

/** Rooms entered and kept live; those left longest ago are let go. */
const held = new Map<string, { sync: RoomSync; holders: number }>()
const idleKept = 5
/** Rooms as this device had kept them, until they are opened. */
const recalled = new Map<string, KeptRoom>()

const transport = {
  async enter(ask: { room: string; seq?: number; hash?: string }) {
    const sentAt = Date.now()
    const answer = await connection.request('enter', ask)
    noteServerTime(answer.serverTime, sentAt)
    return answer
  },
  range: (ask: { room: string; after: number; upTo: number }) => connection.request('range', ask),
}

/** The room, entered as soon as there is a connection. */
export function findRoom(room: string): RoomSync {
  const known = held.get(room)
  if (known) return known.sync
  const sync = createRoomSync(room, transport)
  held.set(room, { sync, holders: 0 })
  const kept = recalled.get(room)
  if (kept) sync.recall(kept)
  recalled.delete(room)
  if (connection.isOpen()) sync.connected()
  return sync
}

/** Keeps a room entered until the returned release is called (and a while longer, for coming back at once). */
export function holdRoom(room: string): () => void {
  findRoom(room)
  const entry = held.get(room)!
  entry.holders++
  // Held most recently: last in the map.
  held.delete(room)
  held.set(room, entry)
  return () => {
    entry.holders--
    letGoOfIdle()
  }
}

function letGoOfIdle() {
  const idle = [...held].filter(([, { holders }]) => holders === 0)
  for (const [room, { sync }] of idle.slice(0, Math.max(0, idle.length - idleKept))) {
    held.delete(room)
    sync.reset()
    connection.tell('leave', { room })
  }
}

export const useRoomState = <Part>(room: string, select: (state: RoomState) => Part): Part =>
  useStore(findRoom(room).store, select)

/** Somebody else signs in, or nobody: nothing of the former person stays. */
export function forgetRooms(): void {
  recalled.clear()
  for (const [room, { sync, holders }] of held) {
    sync.reset()
    if (holders === 0) held.delete(room)
  }
}

connection.onConnect(() => {
  for (const { sync } of held.values()) sync.connected()
})
useConnection.subscribe(({ state }, was) => {
  if (was.state === 'online' && state !== 'online') for (const { sync } of held.values()) sync.cutOff()
})
connection.on('entries', ({ room, entries }) => held.get(room)?.sync.hear(entries))
connection.on('heads', ({ heads }) => {
  for (const { room, seq } of heads) held.get(room)?.sync.hearHead(seq)
})
connection.on('removed', ({ room }) => held.get(room)?.sync.removed())
connection.on('resync', ({ rooms }) => {
  for (const room of rooms) held.get(room)?.sync.connected()
})

keepOnDevice<RoomState>('rooms', {
  sources: () => Array.from(held, ([room, { sync }]) => [room, sync.store.getState()] as const).filter(isTold),
  pack: keptOf,
  restore(room, kept: KeptRoom) {
    const known = held.get(room)
    if (known) known.sync.recall(kept)
    else recalled.set(room, kept)
  },
})

/** Something has been heard of the room: that it is not for us any more, or what it holds. */
function isTold([, { phase, epoch }]: readonly [string, RoomState]): boolean {
  return phase === 'gone' || epoch > 0
}
