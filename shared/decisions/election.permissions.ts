import { type Actor, isMember, isSecretariat, systemActor } from '#shared/platform/actor.ts'
import { isSeated, mayEnter, type OfRoom, runsRoom } from '#shared/rooms/room.ts'
import type { Election, Nomination, Office } from './election.shape.ts'

export interface OfElection extends OfRoom {
  election: Election
}
export interface OfNomination extends OfElection {
  nomination: Nomination
}
export interface OfCall extends OfRoom {
  offices: readonly Pick<Office, 'seat'>[]
}

const bringsSeat = (offices: OfCall['offices']) => offices.some(({ seat }) => seat !== null)

/** Seats of the whole cluster are no affair of whoever runs one room, nor of those who hold them. */
const runs = (actor: Actor, of: OfRoom, offices: OfCall['offices']) =>
  of.room.kind === 'lounge' && (bringsSeat(offices) ? isSecretariat(actor) : runsRoom(actor, of))

export const runsElection = (actor: Actor, of: OfElection) => runs(actor, of, of.election.offices)

/** Everybody on the room's roll but observers, and those who run it. */
const takesPart = (actor: Actor, of: OfRoom) =>
  isMember(actor) && mayEnter(actor, of) && ((isSeated(of) && of.seat?.seat !== 'observer') || runsRoom(actor, of))

const isNominee = (actor: Actor, of: OfNomination) => mayEnter(actor, of) && of.nomination.person === actor.personId
const hubAlone = (actor: Actor, _: OfElection) => actor === systemActor

/** Who may do what in an election. Nobody vets themselves. */
export const electionPermissions = {
  'election.call': (actor: Actor, of: OfCall) => runs(actor, of, of.offices),
  'election.plan': runsElection,
  'election.closeNominations': runsElection,
  'election.draw': runsElection,
  'election.openVote': runsElection,
  'election.link': hubAlone,
  'election.hinder': hubAlone,
  'election.take': hubAlone,
  'election.handOver': hubAlone,
  'election.cancel': runsElection,
  'nomination.propose': (actor: Actor, of: OfElection) => takesPart(actor, of),
  'nomination.second': (actor: Actor, of: OfNomination) => takesPart(actor, of),
  'nomination.accept': isNominee,
  'nomination.decline': isNominee,
  'nomination.withdraw': (actor: Actor, of: OfNomination) =>
    isNominee(actor, of) ||
    (mayEnter(actor, of) && of.nomination.state === 'proposed' && of.nomination.by === actor.personId),
  'nomination.describe': isNominee,
  'nomination.vet': (actor: Actor, of: OfNomination) =>
    runsElection(actor, of) && of.nomination.person !== actor.personId,
  'nomination.forget': (actor: Actor, _: OfNomination) => actor === systemActor,
}

export const electionQueryPermissions = {
  'elections.list': mayEnter,
  'election.find': mayEnter,
}
