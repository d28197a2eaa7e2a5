import { type Actor, isMember, isPresiding, isSecretariat, systemActor } from '#shared/platform/actor.ts'
import type { Message } from './message.shape.ts'
import { mayAttach, mayWrite } from './moderation.ts'
import type { RoomSeat, Seat } from './room.shape.ts'
import { isDemotion, isOffice, isSeated, mayEnter, type OfRoom, presidesRoom, runsRoom, seatedAs } from './room.ts'

export interface OfMessage extends OfRoom {
  message: Message
}
export interface OfSeat extends OfRoom {
  /** The seat that is to change, null for a person who has none yet. */
  target: Seat | null
  targetPerson: string
}

export interface OfGrant extends OfSeat {
  becomes: RoomSeat
}

export interface OfUpload extends OfRoom {
  /** Whose upload it is. */
  uploader: string
}

/** Nobody acts on themselves, on a chair only the secretariat, on a vice-chair only who presides. */
export function mayRestrain(actor: Actor, of: OfSeat): boolean {
  if (!runsRoom(actor, of) || of.targetPerson === actor.personId) return false
  if (of.target?.seat === 'chair') return isSecretariat(actor)
  return !isOffice(seatedAs(of.target)) || presidesRoom(actor, of)
}

/** An office is given up by whoever holds it, whoever gave it. */
const lowersThemselves = (actor: Actor, of: OfGrant) =>
  of.targetPerson === actor.personId && isDemotion(seatedAs(of.target), of.becomes)

/** Who may do what in a room. Whether the room's state allows it is the life table's question. */
export const roomPermissions = {
  'lounge.open': (actor: Actor, _: object) => isPresiding(actor),
  'lounge.describe': runsRoom,
  'lounge.archive': runsRoom,
  'lounge.reopen': runsRoom,
  'backstage.open': (actor: Actor, _: object) => actor === systemActor,
  'room.join': (actor: Actor, of: OfRoom) => mayEnter(actor, of) && of.room.kind === 'lounge',
  'room.leave': (_: Actor, of: OfRoom) => isSeated(of),
  'seat.grant': (actor: Actor, of: OfGrant) =>
    runsRoom(actor, of) &&
    (presidesRoom(actor, of) ||
      lowersThemselves(actor, of) ||
      (!isOffice(of.becomes) && !isOffice(seatedAs(of.target)))),
  'seat.remove': mayRestrain,
  'seat.vacate': (actor: Actor, _: OfSeat) => actor === systemActor,
  'message.post': mayWrite,
  /** The question of a decision stays as it was when people voted on it. */
  'message.edit': (actor: Actor, of: OfMessage) =>
    mayWrite(actor, of) && of.message.author === actor.personId && of.message.decision === undefined,
  'message.delete': (actor: Actor, of: OfMessage) => mayEnter(actor, of) && of.message.author === actor.personId,
  'message.redact': (actor: Actor, of: OfMessage) => runsRoom(actor, of),
  'room.retain': runsRoom,
  'messages.erase': (actor: Actor, _: OfRoom) => actor === systemActor,
  'reaction.set': (actor: Actor, of: OfMessage) => isMember(actor) && isSeated(of) && mayEnter(actor, of),
  'marker.move': mayEnter,
  'message.pin': runsRoom,
  'message.unpin': runsRoom,
  'upload.offer': mayAttach,
  'upload.withdraw': (actor: Actor, { uploader }: Pick<OfUpload, 'uploader'>) =>
    isMember(actor) && actor.personId === uploader,
  'room.tune': mayEnter,
  'hook.add': runsRoom,
  'hook.pause': runsRoom,
  'hook.giveUp': (actor: Actor, _: OfRoom) => actor === systemActor,
  'hook.resume': runsRoom,
  'hook.remove': runsRoom,
  'hook.test': runsRoom,
}

export const roomQueryPermissions = {
  'rooms.list': (actor: Actor) => isMember(actor),
  'room.retention': runsRoom,
  'rooms.common': (actor: Actor) => isMember(actor),
  'room.roll': mayEnter,
  'hooks.list': mayEnter,
  'room.markers': mayEnter,
  'messages.page': mayEnter,
  'messages.find': mayEnter,
  'room.entries': mayEnter,
  'upload.find': (actor: Actor, of: OfUpload) => mayEnter(actor, of) && actor.personId === of.uploader,
  'upload.limits': (actor: Actor) => isMember(actor),
  'messages.since': mayEnter,
  /** Without a room: in all that one may enter, each of which is asked for by itself. */
  'messages.search': (actor: Actor, of: OfRoom | object) => ('room' in of ? mayEnter(actor, of) : isMember(actor)),
}
