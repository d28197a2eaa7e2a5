import { type Actor, isMember, systemActor } from '#shared/platform/actor.ts'
import type { Report, Review } from './moderation.shape.ts'
import { mayRestrain, type OfMessage, type OfSeat } from './permissions.ts'
import { mayEnter, type OfRoom, runsRoom } from './room.ts'

export interface OfReview extends OfRoom {
  review: Review
}
export interface OfReport extends OfRoom {
  report: Report
}

const hubAlone = (actor: Actor, _: OfRoom) => actor === systemActor
const runsBackstage = (actor: Actor, of: OfRoom) => of.room.kind === 'backstage' && runsRoom(actor, of)

/** Who may keep order in a room. Nobody judges what concerns themselves. */
export const moderationPermissions = {
  'room.rule': runsRoom,
  'room.lock': runsRoom,
  'room.unlock': runsRoom,
  'room.screen': hubAlone,
  'seat.mute': mayRestrain,
  'seat.unmute': (actor: Actor, of: OfSeat) => runsRoom(actor, of) && of.targetPerson !== actor.personId,
  'message.release': hubAlone,
  'message.report': (actor: Actor, of: OfMessage) =>
    mayEnter(actor, of) && of.room.kind === 'lounge' && of.message.author !== actor.personId,
  'report.close': mayEnter,
  'report.file': hubAlone,
  'report.forget': (actor: Actor, _: OfReport) => actor === systemActor,
  'report.settle': (actor: Actor, of: OfReport) => runsBackstage(actor, of) && of.report.author !== actor.personId,
  'words.change': runsBackstage,
  'review.hold': hubAlone,
  'review.approve': (actor: Actor, of: OfReview) => runsBackstage(actor, of) && of.review.author !== actor.personId,
  'review.refuse': (actor: Actor, of: OfReview) => runsBackstage(actor, of) && of.review.author !== actor.personId,
  'review.file': (actor: Actor, _: OfReview) => actor === systemActor,
  'review.withdraw': mayEnter,
}

export const moderationQueryPermissions = {
  'room.standing': (actor: Actor, of: OfRoom) =>
    mayEnter(actor, of) || (isMember(actor) && of.seat?.state === 'removed'),
  'room.record': mayEnter,
  'backstage.desk': runsBackstage,
}
