import { type Actor, isMember, systemActor } from '#shared/platform/actor.ts'
import { mayWrite } from '#shared/rooms/moderation.ts'
import { mayEnter, type OfRoom, runsRoom } from '#shared/rooms/room.ts'
import type { Decision } from './decision.shape.ts'

export interface OfDecision extends OfRoom {
  decision: Decision
}
export interface OfVote extends OfDecision {
  /** Whether the frozen roll has the actor: who is on it votes, whatever becomes of their seat in the room. */
  isOnRoll: boolean
}

const runsThere = (actor: Actor, of: OfDecision) => runsRoom(actor, of)
export interface OfPackage extends OfVote {
  kind: 'public' | 'scrutineers'
}

const isAuthor = (actor: Actor, { decision }: OfDecision) => decision.author === actor.personId

/** A poll is its author's own affair as long as it is open; anything else is for those who run the room. */
export const leads = (actor: Actor, of: OfDecision) =>
  runsRoom(actor, of) || (of.decision.kind === 'poll' && isAuthor(actor, of) && mayWrite(actor, of))

/** Dice are for the scrutineers; where fewer than two were named, also for those who run the room. */
const mayThrow = (actor: Actor, of: OfDecision) =>
  mayEnter(actor, of) &&
  (of.decision.scrutineers.includes(actor.personId ?? '') ||
    (of.decision.scrutineers.length < 2 && runsRoom(actor, of)))

const mayReadVote = (actor: Actor, of: OfVote) => mayEnter(actor, of) || (isMember(actor) && of.isOnRoll)

const votes = (actor: Actor, { isOnRoll }: OfVote) => isMember(actor) && isOnRoll

/** What anybody may count again is for whoever reads the vote; the openings are for its scrutineers, or for all if it was set so. */
const mayTakePackage = (actor: Actor, of: OfPackage) =>
  mayReadVote(actor, of) &&
  (of.kind === 'public' || of.decision.opensAllOpenings || of.decision.scrutineers.includes(actor.personId ?? ''))

export const decisionPermissions = {
  'decision.draft': runsRoom,
  'decision.change': runsThere,
  'decision.discard': runsThere,
  'decision.open': leads,
  'poll.open': mayWrite,
  'decision.extend': leads,
  'decision.close': leads,
  'decision.seal': (actor: Actor, _: OfDecision) => actor === systemActor,
  'decision.throw': mayThrow,
  'decision.declare': runsThere,
  'decision.void': leads,
  'decision.publish': runsThere,
  'decision.erase': (actor: Actor, _: OfDecision) => actor === systemActor,
  'decision.remind': leads,
  'ballot.cast': votes,
  'ballot.token': votes,
}

export const decisionQueryPermissions = {
  'decision.find': mayReadVote,
  'decisions.list': mayEnter,
  'decision.roll': mayReadVote,
  'decision.missing': leads,
  'decision.ballots': mayReadVote,
  'decision.package': mayTakePackage,
}
