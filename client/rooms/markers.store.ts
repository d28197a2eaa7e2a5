import { create } from 'zustand'
import { findMyId, useSession } from '#client/members/me.store.ts'
import { connection } from '#client/platform/connection.ts'
import { ask, send } from '#client/platform/hub.ts'
import { further, hasOnlyOwnWord } from './roomBoard.ts'
import { changeRoom, useRoomsState } from './rooms.store.ts'

export interface Marker {
  seq: number
  n: number
}
type Markers = ReadonlyMap<string, Marker>

const none: Markers = new Map()
const useMarkersByRoom = create<Record<string, Markers>>(() => ({}))

/** How far the members of a room have read, by person. */
export const useMarkers = (room: string): Markers => useMarkersByRoom((markers) => markers[room] ?? none)

function hear(room: string, news: readonly (Marker & { person: string })[]) {
  useMarkersByRoom.setState((markers) => {
    const next = new Map(markers[room])
    for (const { person, seq, n } of news) next.set(person, further(next.get(person), { seq, n }))
    return { [room]: next }
  })
}
connection.on('markers', ({ room, markers }) => hear(room, markers))

export async function readMarkers(room: string): Promise<void> {
  const answer = await ask('room.markers', { room }).catch(() => null)
  if (answer) hear(room, answer.markers)
}

/** Moves still to be told to the hub: the furthest one per room. */
const untold = new Map<string, Marker>()
let telling: ReturnType<typeof setTimeout> | undefined
const tellEveryMs = 800

/** One has read up to here. Never moves back; told to the hub now and then, and again after a cut. */
export function moveMarker(room: string, to: Marker): void {
  const held = useRoomsState.getState().board[room]
  if (!held || (to.n <= held.marker.n && to.seq <= held.marker.seq)) return
  changeRoom(room, (was) => ({ ...was, marker: further(was.marker, to) }))
  untold.set(room, further(untold.get(room), to))
  tellSoon()
}

function tellSoon() {
  telling ??= setTimeout(() => void tellNow(), tellEveryMs)
}

async function tellNow() {
  clearTimeout(telling)
  telling = undefined
  const moves = [...untold]
  untold.clear()
  await Promise.all(moves.map(([room, marker]) => tell(room, marker)))
}

async function tell(room: string, marker: Marker) {
  const reader = findMyId()
  try {
    const moved = await send('marker.move', { room, ...marker })
    changeRoom(room, (was) => ({ ...was, marker: further(was.marker, moved) }))
  } catch {
    // Told again with the next move or the next connection; a marker that is late does no harm.
    if (findMyId() === reader) untold.set(room, further(untold.get(room), marker))
  }
}
connection.onConnect(() => {
  if (untold.size > 0) tellSoon()
})
useRoomsState.subscribe(({ board }, was) => {
  for (const [room, listed] of Object.entries(board)) {
    if (listed === was.board[room] || !hasOnlyOwnWord(listed, findMyId())) continue
    moveMarker(room, { seq: listed.head.seq, n: listed.head.n })
  }
})
// A page that is put away may never run again.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && untold.size > 0) void tellNow()
})
useSession.subscribe(({ state }) => {
  if (state === 'member') return
  untold.clear()
  useMarkersByRoom.setState({}, true)
})
