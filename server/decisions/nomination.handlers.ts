import { clusterView } from '#server/members/roll.ts'
import { change, type Handlers, type RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { mayListen } from '#server/rooms/access.ts'
import { causeOf } from '#shared/causes.ts'
import type { OfNomination } from '#shared/decisions/election.permissions.ts'
import type { Election, Nomination } from '#shared/decisions/election.shape.ts'
import {
  isAlive,
  maySecond,
  mostNominations,
  mostSeconders,
  nominationLife,
  takesNominations,
} from '#shared/decisions/election.ts'
import { allows, next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { mustBeOpen, nominationsIn, ofElection, officeIn, ofNomination } from './elections.ts'

const shortestReason = 3

/** Who is nominated and by whom, as the cluster's roll has them now. */
interface Known {
  isEligible: boolean
  organisation: string | null
  ownOrganisation: string | null
}

async function whoIs(hub: Hub, { room, person, by }: { room: string; person: string; by: string }): Promise<Known> {
  const cluster = await clusterView(hub)
  const view = await hub.rooms.view(room)
  return {
    isEligible: view !== null && mayListen(hub.actorOf(person), view),
    organisation: cluster.find('person', person)?.organisation ?? null,
    ownOrganisation: cluster.find('person', by)?.organisation ?? null,
  }
}

function mustTakeNominations(election: Election, now: Date): void {
  if (!takesNominations(election, now.getTime())) {
    throw new Refusal('wrong_state', 'decisions.election.noNominations')
  }
}

const step = ({ nomination }: OfNomination, action: string) =>
  next<Nomination['state']>(nominationLife, nomination.state, action)

/** Whose name stands on a ballot that may be voted on now, or was elected by it, stays there. */
function mustNotBeOnBallot({ election, nomination }: OfNomination): void {
  const { state } = officeIn(election, nomination.office)
  if (state === 'voting') throw new Refusal('wrong_state', 'decisions.election.onTheBallot')
  if (state !== 'waiting' || ['decided', 'handedOver', 'cancelled'].includes(election.state)) {
    throw new Refusal('wrong_state', 'platform.wrongState')
  }
}

function mustBeNew(room: RoomView, election: Election, { office, person }: { office: string; person: string }): void {
  const others = nominationsIn(room, election)
  if (others.some((other) => other.office === office && other.person === person && isAlive(other))) {
    throw new Refusal('already_done', 'decisions.election.alreadyNominated')
  }
  if (others.length >= mostNominations) {
    throw new Refusal('wrong_state', 'decisions.election.tooMany', { values: { most: mostNominations } })
  }
}

type Name =
  | 'nomination.propose'
  | 'nomination.second'
  | 'nomination.accept'
  | 'nomination.decline'
  | 'nomination.withdraw'
  | 'nomination.describe'
  | 'nomination.vet'
  | 'nomination.forget'

export const nominationHandlers: Handlers<Name> = {
  'nomination.propose': {
    load: ({ hub, input: { room, person }, by }) => whoIs(hub, { room, person, by }),
    subject: ofElection,
    decide({ input, subject, room, by, now, seq, newId, loaded }) {
      mustBeOpen(subject)
      const { election } = subject
      const { isEligible, organisation, ownOrganisation }: Known = loaded
      const { office, person, as } = input
      mustTakeNominations(election, now)
      officeIn(election, office)
      if (!isEligible || (as === 'self') !== (person === by)) {
        throw new Refusal('invalid_input', 'platform.checkInput', {
          fields: { person: 'decisions.election.noSuchNominee' },
        })
      }
      if (as === 'organisation' && ownOrganisation === null) {
        throw new Refusal('invalid_input', 'platform.checkInput', {
          fields: { as: 'decisions.election.noOrganisation' },
        })
      }
      mustBeNew(room, election, input)
      const nomination = newId()
      const proposed: Omit<Nomination, 'version'> = {
        id: nomination,
        election: election.id,
        office,
        person,
        organisation,
        by,
        inNameOf: as === 'organisation' ? ownOrganisation : null,
        as,
        at: now.getTime(),
        seconders: [],
        state: as === 'self' ? 'accepted' : 'proposed',
        statement: { zh: '', en: '' },
        vetting: null,
        reason: '',
      }
      return { changes: [change('nomination.proposed', proposed)], answer: { nomination, seq } }
    },
  },
  'nomination.second': {
    subject: ofNomination,
    decide({ subject, by, now, seq }) {
      mustBeOpen(subject)
      const { election, nomination } = subject
      mustTakeNominations(election, now)
      const state = step(subject, 'second')
      if (!maySecond(nomination, by) || nomination.seconders.length >= mostSeconders) {
        throw new Refusal('already_done', 'decisions.election.mayNotSecond')
      }
      const seconders = [...nomination.seconders, by]
      return { changes: [change('nomination.seconded', { ...nomination, state, seconders })], answer: { seq } }
    },
  },
  'nomination.accept': {
    subject: ofNomination,
    decide({ subject, now, seq }) {
      mustTakeNominations(subject.election, now)
      const state = step(subject, 'accept')
      return { changes: [change('nomination.accepted', { ...subject.nomination, state })], answer: { seq } }
    },
  },
  'nomination.decline': {
    subject: ofNomination,
    decide({ input: { reason }, subject, seq }) {
      const state = step(subject, 'decline')
      return { changes: [change('nomination.declined', { ...subject.nomination, state, reason })], answer: { seq } }
    },
  },
  'nomination.withdraw': {
    subject: ofNomination,
    decide({ input: { reason }, subject, seq }) {
      const state = step(subject, 'withdraw')
      mustNotBeOnBallot(subject)
      return { changes: [change('nomination.withdrawn', { ...subject.nomination, state, reason })], answer: { seq } }
    },
  },
  'nomination.describe': {
    subject: ofNomination,
    decide({ input: { statement }, subject, seq }) {
      mustBeOpen(subject)
      const state = step(subject, 'describe')
      mustNotBeOnBallot(subject)
      return { changes: [change('nomination.described', { ...subject.nomination, state, statement })], answer: { seq } }
    },
  },
  'nomination.vet': {
    subject: ofNomination,
    decide({ input: { verdict, reason }, subject, by, now, seq }) {
      mustBeOpen(subject)
      const { election, nomination } = subject
      if (election.state !== 'vetting') throw new Refusal('wrong_state', 'platform.wrongState')
      const state = step(subject, verdict)
      if (verdict === 'reject' && reason.length < shortestReason) {
        throw new Refusal('invalid_input', 'platform.checkInput', { fields: { reason: 'platform.field.reason' } })
      }
      const vetted = { ...nomination, state, reason, vetting: { by, at: now.getTime() } }
      const event = verdict === 'approve' ? 'nomination.approved' : 'nomination.rejected'
      return { changes: [change(event, vetted)], answer: { seq } }
    },
  },
  'nomination.forget': {
    subject: ofNomination,
    decide({ input: { isErased }, subject: { election, nomination }, seq }) {
      const isWaiting = officeIn(election, nomination.office).state === 'waiting'
      const withdraws = isWaiting && allows<Nomination['state']>(nominationLife, nomination.state, 'withdraw')
      if (!withdraws && !isErased) throw new Refusal('already_done', 'platform.wrongState')
      const state = withdraws ? 'withdrawn' : nomination.state
      const left = {
        ...nomination,
        state,
        ...(withdraws ? { reason: '', cause: causeOf('decisions.nomineeLeft') } : {}),
      }
      const gone = isErased
        ? change('nomination.forgotten', eraseNomination(left))
        : change('nomination.withdrawn', left)
      return { changes: [gone], answer: { seq } }
    },
  },
}

/** What a former member said of themselves, and was said of them, goes; that they stood stays. */
export const eraseNomination = <Kept extends Omit<Nomination, 'version'>>(nomination: Kept): Kept => ({
  ...nomination,
  statement: { zh: '', en: '' },
  reason: '',
})

export const nominationErasedBy = (event: string, item: { id: string }) =>
  event === 'nomination.forgotten' ? { kind: 'nomination' as const, id: item.id } : null
