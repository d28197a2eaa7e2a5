import { useMemo } from 'react'
import { create } from 'zustand'
import { findMyId, useSession } from '#client/members/me.store.ts'
import { useConnection } from '#client/platform/connection.store.ts'
import { connection } from '#client/platform/connection.ts'
import { ask } from '#client/platform/hub.ts'
import { keepOnDevice } from '#client/platform/pageShelf.ts'
import { keepEntries, noThings, thingsOf } from '#client/platform/things.ts'
import { mostFollowed } from '#shared/platform/protocol.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Entry } from '#shared/platform/roomLog.ts'
import {
  type Board,
  type BoardRoom,
  boardAfterRead,
  boardWith,
  boardWithout,
  further,
  inBoardOrder,
  newer,
  newerLast,
} from './roomBoard.ts'

export interface RoomsState {
  board: Board
  state: 'loading' | 'ready' | 'failed'
  refusal: Refusal | null
}

const nothing: RoomsState = { board: {}, state: 'loading', refusal: null }
export const useRoomsState = create<RoomsState>(() => nothing)

/** The rooms one may enter, newest message first. */
export function useRooms() {
  const { board, state, refusal } = useRoomsState()
  const { open, backstage, archived } = useMemo(() => inBoardOrder(board), [board])
  return { open, backstage, archived, state, refusal, readAgain: readRooms }
}
export const useBoardRoom = (room: string): BoardRoom | undefined => useRoomsState(({ board }) => board[room])

let reading: Promise<void> | null = null
let isStaleMeanwhile = false

/** Reads the list. `atLeast` (`room:seq`) makes sure that one's own deed is in it. */
export function readRooms(atLeast?: string): Promise<void> {
  if (reading) {
    isStaleMeanwhile = true
    return reading
  }
  reading = readOnce(atLeast).finally(() => {
    reading = null
    if (isStaleMeanwhile) void readRooms()
    isStaleMeanwhile = false
  })
  return reading
}

async function readOnce(atLeast: string | undefined) {
  const reader = findMyId()
  try {
    const { rooms } = await ask('rooms.list', atLeast ? { atLeast } : {})
    if (findMyId() !== reader) return
    useRoomsState.setState(({ board }) => ({ board: boardAfterRead(board, rooms), state: 'ready', refusal: null }))
    await follow()
  } catch (thrown) {
    const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
    useRoomsState.setState(({ state }) => (state === 'ready' ? { refusal } : { state: 'failed', refusal }))
  }
}

/** Of very many rooms, those with the newest talk. */
async function follow() {
  const { open, archived } = inBoardOrder(useRoomsState.getState().board)
  const rooms = [...open, ...archived].slice(0, mostFollowed).map(({ room }) => room.id)
  if (rooms.length === 0 || !connection.isOpen()) return
  const { heads } = await connection.request('follow', { rooms })
  hearHeads(heads)
}

/** Changes one listed room by what was heard of it. */
export function changeRoom(room: string, change: (held: BoardRoom) => BoardRoom): void {
  useRoomsState.setState(({ board }) => ({ board: boardWith(board, room, change) }))
}

let isReadPlanned = false
const readAtMostEveryMs = 1500
function readSoon() {
  if (isReadPlanned) return
  isReadPlanned = true
  setTimeout(() => {
    isReadPlanned = false
    void readRooms()
  }, readAtMostEveryMs)
}

function hearHeads(heads: readonly { room: string; seq: number; n: number }[]) {
  for (const { room, seq, n } of heads) {
    const held = useRoomsState.getState().board[room]
    if (!held || seq <= held.head.seq) continue
    changeRoom(room, (was) => ({ ...was, head: { seq, n } }))
    // A head has no words: the last message's line is read again. A room that is entered tells it by itself.
    if (n > held.head.n) readSoon()
  }
}

/** The list hears what its rooms hear: the last line, the count, the title, one's own seat. */
function hearEntries(room: string, entries: readonly Entry[]) {
  const last = entries.at(-1)
  if (!last) return
  const news = keepEntries(noThings, entries)
  const me = findMyId()
  changeRoom(room, (was) => ({
    ...was,
    head: last.seq > was.head.seq ? { seq: last.seq, n: last.n } : was.head,
    last: [...thingsOf(news, 'message').values()].reduce<BoardRoom['last']>(newerLast, was.last),
    room: newer(was.room, thingsOf(news, 'room').get(room)),
    seat: (me && thingsOf(news, 'seat').get(me)) || was.seat,
  }))
}

connection.on('entries', ({ room, entries }) => hearEntries(room, entries))
connection.on('heads', ({ heads }) => hearHeads(heads))
connection.on('hint', ({ board }) => {
  if (board === 'rooms') void readRooms()
})
connection.on('removed', ({ room }) => {
  useRoomsState.setState(({ board }) => ({ board: boardWithout(board, room) }))
})
connection.on('marker', ({ room, ...marker }) =>
  changeRoom(room, (was) => ({ ...was, marker: further(was.marker, marker) })),
)
connection.on('presence', ({ room, count }) => changeRoom(room, (was) => ({ ...was, here: count })))
// Cut off, one knows of nobody.
useConnection.subscribe(({ state }, was) => {
  if (was.state !== 'online' || state === 'online') return
  for (const room of Object.keys(useRoomsState.getState().board)) changeRoom(room, (held) => ({ ...held, here: 0 }))
})
connection.onConnect(() => void readRooms())
useSession.subscribe(({ state }, was) => {
  if (state !== 'member' && was.state === 'member') useRoomsState.setState(nothing)
})

keepOnDevice<Board>('board', {
  sources: () => (useRoomsState.getState().state === 'ready' ? [['all', useRoomsState.getState().board]] : []),
  pack: (board) => board,
  restore: (_, board: Board) => useRoomsState.setState({ board, state: 'ready' }),
})
