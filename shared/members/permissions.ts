import { type Actor, isMember, isSecretariat, systemActor } from '#shared/platform/actor.ts'
import type { Person } from './person.shape.ts'

export interface OfPerson {
  person: Person
}

const anyone = () => true

/** Who may do what to the cluster's people. The secretariat cannot suspend itself out of the house. */
export const memberPermissions = {
  'cluster.found': anyone,
  'cluster.describe': (actor: Actor, _: object) => isSecretariat(actor),
  'organisation.add': (actor: Actor, _: object) => isSecretariat(actor),
  'organisation.describe': (actor: Actor, _: object) => isSecretariat(actor),
  'person.invite': (actor: Actor, _: object) => isSecretariat(actor),
  'person.accept': anyone,
  'person.withdraw': (actor: Actor, _: OfPerson) => isSecretariat(actor),
  'person.describe': (actor: Actor, { person }: OfPerson) => isMember(actor) && actor.personId === person.id,
  'person.seat': (actor: Actor, _: OfPerson) => isSecretariat(actor),
  'person.suspend': (actor: Actor, { person }: OfPerson) => isSecretariat(actor) && actor.personId !== person.id,
  'person.reinstate': (actor: Actor, _: OfPerson) => isSecretariat(actor),
  'person.takeOffice': (actor: Actor, _: object) => actor === systemActor,
  'person.recover': (actor: Actor, _: OfPerson) => actor === systemActor,
  'person.resetSecondFactor': (actor: Actor, { person }: OfPerson) =>
    isSecretariat(actor) && actor.personId !== person.id,
  'import.hand': (actor: Actor, _: object) => isSecretariat(actor),
  'import.carryOut': (actor: Actor, _: object) => isSecretariat(actor),
  'import.undo': (actor: Actor, _: object) => isSecretariat(actor),
  'session.end': (actor: Actor, _: object) => isMember(actor),
  'session.endOthers': (actor: Actor, _: object) => isMember(actor),
  'email.change': (actor: Actor, _: object) => isMember(actor),
  'email.confirm': (actor: Actor, _: object) => isMember(actor),
  'profile.describe': (actor: Actor, { person }: OfPerson) => isMember(actor) && actor.personId === person.id,
  'avatar.set': (actor: Actor, { person }: OfPerson) => isMember(actor) && actor.personId === person.id,
  'leave.ask': (actor: Actor, _: object) => isMember(actor),
  'leave.callOff': (actor: Actor, _: object) => isMember(actor),
  'person.depart': (actor: Actor, _: OfPerson) => actor === systemActor,
  'block.set': (actor: Actor, _: object) => isMember(actor),
  'status.set': (actor: Actor, _: object) => isMember(actor),
  'token.create': (actor: Actor, _: object) => isMember(actor),
  'token.revoke': (actor: Actor, _: object) => isMember(actor),
}

export const memberQueryPermissions = {
  'cluster.front': anyone,
  'invitation.find': anyone,
  'account.mine': (actor: Actor) => isMember(actor),
  'profile.find': (actor: Actor) => isMember(actor),
  'expertise.list': (actor: Actor) => isMember(actor),
  'people.counts': (actor: Actor) => isMember(actor),
  'blocks.mine': (actor: Actor) => isMember(actor),
  'statuses.list': (actor: Actor) => isMember(actor),
  me: (actor: Actor) => isMember(actor),
  'session.find': anyone,
  'people.search': (actor: Actor) => isMember(actor),
  'organisations.list': (actor: Actor) => isMember(actor),
  'tokens.mine': (actor: Actor) => isMember(actor),
  'import.preview': (actor: Actor) => isSecretariat(actor),
  'import.links': (actor: Actor) => isSecretariat(actor),
  'mails.list': (actor: Actor) => isSecretariat(actor),
  'parked.list': (actor: Actor) => isSecretariat(actor),
}
