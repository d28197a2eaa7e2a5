import type { Reaction } from '#server/platform/reactions.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Room, Seat } from '#shared/rooms/room.shape.ts'
import { asHub } from './asHub.ts'
import { findRooms } from './room.model.ts'

/** Every lounge has a room behind it for those who run it. */
const backstage: Reaction = {
  name: 'backstage',
  on: ['room.opened'],
  async run({ hub, change, cid, room }) {
    const opened = change.item as Room
    if (opened.kind !== 'lounge') return
    const view = await hub.rooms.fresh(room)
    const chair = view?.all('seat').find(({ seat }) => seat === 'chair')?.id ?? 'system'
    await asHub(hub, 'backstage.open', { frontRoom: room, title: opened.title, chair }, cid)
  },
}

/** Whoever joins the cluster finds a seat in its default lounges. */
const welcome: Reaction = {
  name: 'welcome',
  on: ['person.accepted'],
  async run({ hub, change, room, cid }) {
    if (room !== clusterRoom) return
    const person = change.item as Person
    for (const { id, isDefault, state } of await findRooms(hub.store)) {
      if (!isDefault || state !== 'open') continue
      await asHub(hub, 'seat.grant', { room: id, person: person.id, seat: 'participant' }, `${cid}-${id}`.slice(0, 64))
    }
  },
}

/** Who runs a lounge sits in the room behind it; who no longer does, leaves it. */
const followBackstage: Reaction = {
  name: 'followBackstage',
  on: ['seat.granted', 'seat.taken', 'seat.left', 'seat.removed'],
  async run({ hub, change, room, cid }) {
    const front = (await hub.rooms.fresh(room))?.find('room', room)
    if (front?.kind !== 'lounge') return
    const behind = await hub.rooms.fresh(`${room}.backstage`)
    if (!behind) return
    const { id, seat, state } = change.item as Seat
    const runs = state === 'seated' && ['chair', 'viceChair', 'secretary'].includes(seat)
    const sits = behind.find('seat', id)?.state === 'seated'
    if (runs) await asHub(hub, 'seat.grant', { room: behind.id, person: id, seat }, cid)
    else if (sits) await asHub(hub, 'seat.vacate', { room: behind.id, person: id, cause: 'runsNoMore' }, cid)
  },
}

export const roomReactions: Reaction[] = [backstage, welcome, followBackstage]
