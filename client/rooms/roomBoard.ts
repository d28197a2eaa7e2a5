import type { QueryOutput } from '#shared/contract.ts'
import type { Thing } from '#shared/platform/contract.ts'
import { isNewer } from '#shared/platform/roomLog.ts'

/** A room as the list shows it. */
export type BoardRoom = QueryOutput<'rooms.list'>['rooms'][number]
export type Board = Readonly<Record<string, BoardRoom>>

/**
 * The board after a read. What is listed is what one may see; but what was heard live meanwhile may be newer than
 * the read, and stays.
 */
export function boardAfterRead(board: Board, rooms: readonly BoardRoom[]): Board {
  return Object.fromEntries(rooms.map((listed) => [listed.room.id, merged(board[listed.room.id], listed)]))
}

function merged(held: BoardRoom | undefined, listed: BoardRoom): BoardRoom {
  if (!held) return listed
  return {
    ...listed,
    room: newer(held.room, listed.room),
    seat: held.seat && listed.seat ? newer(held.seat, listed.seat) : listed.seat,
    head: held.head.seq > listed.head.seq ? held.head : listed.head,
    marker: further(held.marker, listed.marker),
    last: listed.last ? newerLast(held.last, listed.last) : held.last,
  }
}

export const newer = <Item extends Thing>(held: Item, item: Item | undefined): Item =>
  item && isNewer(held, item) ? item : held

/** The message that the list shows: the newest posted one, in its newest shape. */
export function newerLast<Last extends Thing & { seq: number }>(held: Last | null, message: Last): Last {
  if (held === null || message.seq > held.seq) return message
  return held.id === message.id ? newer(held, message) : held
}

/** Markers only move on, whatever order the news of them come in. */
export function further<Marker extends { seq: number; n: number }>(held: Marker | undefined, marker: Marker): Marker {
  if (!held) return marker
  return { ...marker, seq: Math.max(held.seq, marker.seq), n: Math.max(held.n, marker.n) }
}

/** The board with one room changed; a room that is not listed stays unlisted. */
export function boardWith(board: Board, room: string, change: (held: BoardRoom) => BoardRoom): Board {
  const held = board[room]
  if (!held) return board
  const next = change(held)
  return next === held ? board : { ...board, [room]: next }
}

export function boardWithout(board: Board, room: string): Board {
  const { [room]: _gone, ...rest } = board
  return rest
}

export const unreadOf = ({ head, marker }: Pick<BoardRoom, 'head' | 'marker'>) => Math.max(0, head.n - marker.n)

/** Whether all that is unread is what one said oneself, on another page, by another device or by a token. */
export const hasOnlyOwnWord = ({ last, ...listed }: Pick<BoardRoom, 'head' | 'marker' | 'last'>, me: string | null) =>
  unreadOf(listed) === 1 && last !== null && last.author === me && last.seq > listed.marker.seq

/** The board in its parts, each by the newest message first. Backstage rooms where nothing is new keep to themselves. */
export function inBoardOrder(board: Board): { open: BoardRoom[]; backstage: BoardRoom[]; archived: BoardRoom[] } {
  const rooms = Object.values(board).sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0) || byTitle(a, b))
  const live = rooms.filter(({ room }) => room.state === 'open')
  const isQuiet = (listed: BoardRoom) => listed.room.kind === 'backstage' && unreadOf(listed) === 0
  return {
    open: live.filter((listed) => !isQuiet(listed)),
    backstage: live.filter(isQuiet),
    archived: rooms.filter(({ room }) => room.state === 'archived'),
  }
}
const byTitle = (a: BoardRoom, b: BoardRoom) =>
  a.room.title[a.room.title.authoritative].localeCompare(b.room.title[b.room.title.authoritative])
