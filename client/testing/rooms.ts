import type { RoomState } from '#client/platform/roomSync.ts'
import { findRoom, forgetRooms } from '#client/platform/rooms.ts'
import type { BoardRoom } from '#client/rooms/roomBoard.ts'
import { useRoomsState } from '#client/rooms/rooms.store.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Thing } from '#shared/platform/contract.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import type { Room, Seat } from '#shared/rooms/room.shape.ts'
import { buildCluster, signedInAs } from './people.ts'

export function buildMessage(seq: number, part: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    version: seq,
    seq,
    author: 'Lan',
    at: Date.UTC(2026, 2, 1, 4, 0, seq),
    text: `text ${seq}`,
    mentions: [],
    replyTo: null,
    editedAt: null,
    erased: null,
    ...part,
  }
}

export function buildRoom(id: string, part: Partial<Room> = {}): Room {
  return {
    id,
    version: 1,
    kind: 'lounge',
    title: { zh: `${id}（中文）`, en: id, authoritative: 'en' },
    topic: { zh: '', en: '' },
    access: 'open',
    seats: [],
    isDefault: false,
    state: 'open',
    frontRoom: null,
    reason: '',
    ...part,
  }
}

export const buildSeat = (person: string, part: Partial<Seat> = {}): Seat => ({
  id: person,
  version: 1,
  seat: 'participant',
  state: 'seated',
  reason: '',
  ...part,
})

/** Signs `me` in; the others are the cluster's people. */
export function enterHall(me: Person, others: readonly Person[] = []): void {
  forgetRooms()
  signedInAs(me)
  fillRoom(clusterRoom, { cluster: [buildCluster()], person: [me, ...others] }, 1)
}

/** The room as after a fresh answer of the hub. */
export function fillRoom(room: string, things: Record<string, Thing[]>, headSeq: number, n = 0, oldest = 1): void {
  const { store } = findRoom(room)
  const asMap = (items: Thing[]) => new Map(items.map((item) => [item.id, item]))
  const state: Partial<RoomState> = {
    phase: 'live',
    epoch: store.getState().epoch + 1,
    head: { seq: headSeq, hash: `h${headSeq}`, n },
    things: Object.fromEntries(Object.entries(things).map(([kind, items]) => [kind, asMap(items)])),
    oldest,
  }
  store.setState(state)
}

export function listRooms(rooms: readonly (Partial<BoardRoom> & { room: Room })[]): void {
  const listed = rooms.map((row) => ({
    seat: null,
    head: { seq: 1, n: 0 },
    marker: { seq: 0, n: 0 },
    last: null,
    here: 0,
    members: 1,
    ...row,
  }))
  useRoomsState.setState({
    board: Object.fromEntries(listed.map((row) => [row.room.id, row])),
    state: 'ready',
    refusal: null,
  })
}
