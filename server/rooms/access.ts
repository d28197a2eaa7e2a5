import type { RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { ThingOf } from '#shared/contract.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { type Actor, isMember } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { mayEnter, type OfRoom } from '#shared/rooms/room.ts'

/** The room and the actor's own place in it; refuses with not_found where the room does not exist. */
export function ofRoom(view: RoomView, actor: Actor): OfRoom {
  const room = view.find('room', view.id)
  if (!room) throw new Refusal('not_found', 'platform.notFound')
  return { room, seat: actor.personId === null ? null : view.find('seat', actor.personId) }
}

/** Whether the actor may listen to a room and read it; the cluster's own belongs to every member. */
export function mayListen(actor: Actor, view: RoomView): boolean {
  if (view.id === clusterRoom) return isMember(actor)
  return view.find('room', view.id) !== null && mayEnter(actor, ofRoom(view, actor))
}

/** For queries about a room: null stays for nobody's room, so that the rule answers like for a forbidden one. */
export async function subjectOfRoom({ input, actor, hub }: { input: { room: string }; actor: Actor; hub: Hub }) {
  const view = await hub.rooms.fresh(input.room)
  if (!view || view.id === clusterRoom) throw new Refusal('not_found', 'platform.notFound')
  await hub.rooms.erased(input.room)
  return ofRoom(view, actor)
}

/** The same for the log itself, which the cluster's own room has too: what stands there concerns every member. */
export async function subjectOfLog(asked: { input: { room: string }; actor: Actor; hub: Hub }) {
  if (asked.input.room !== clusterRoom) return subjectOfRoom(asked)
  const view = await asked.hub.rooms.fresh(clusterRoom)
  const cluster = view?.find('cluster', clusterRoom)
  if (!cluster) throw new Refusal('not_found', 'platform.notFound')
  await asked.hub.rooms.erased(clusterRoom)
  return { room: asRoom(cluster), seat: null }
}

const asRoom = ({ id, version, name }: ThingOf<'cluster'>): OfRoom['room'] => ({
  id,
  version,
  kind: 'cluster',
  title: name,
  topic: { zh: '', en: '' },
  access: 'open',
  seats: [],
  isDefault: false,
  state: 'open',
  frontRoom: null,
  reason: '',
})

export function messageIn(view: RoomView, id: string): ThingOf<'message'> {
  const message = view.find('message', id)
  if (!message) throw new Refusal('not_found', 'platform.notFound')
  return message
}
