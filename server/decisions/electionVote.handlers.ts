import { change, type Decision as Decided, type Handlers, type RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { Election, Nomination, Office, OfficeVote } from '#shared/decisions/election.shape.ts'
import {
  ballotsFor,
  type Crosses,
  candidatesFor,
  electionLife,
  officeInTurn,
  runOffBetween,
} from '#shared/decisions/election.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { mustBeOpen, nominationsIn, ofElection, officeIn, withOffice } from './elections.ts'

/** Who of the nominated may still take an office. */
async function activeNominees(hub: Hub, room: string): Promise<ReadonlySet<string>> {
  const view = await hub.rooms.view(room)
  const people = (view?.all('nomination') ?? []).map(({ person }) => person)
  return new Set(people.filter((person) => hub.actorOf(person).isActive))
}

/** An election whose last office is decided is decided itself. */
const asFarAs = (election: Election, way: 'vote' | 'count'): Election => ({
  ...election,
  state: next<Election['state']>(electionLife, election.state, officeInTurn(election) ? way : 'decide'),
})

const byId = (room: RoomView, election: Election): ReadonlyMap<string, Nomination> =>
  new Map(nominationsIn(room, election).map((nomination) => [nomination.id, nomination]))

const awaitsDecision = ({ decision }: OfficeVote) => decision === null

type Name = 'election.openVote' | 'election.link' | 'election.hinder' | 'election.take' | 'election.handOver'

export const electionVoteHandlers: Handlers<Name> = {
  'election.openVote': {
    load: ({ hub, input }) => activeNominees(hub, input.room),
    subject: ofElection,
    decide({ input, subject, room, now, seq, loaded }) {
      mustBeOpen(subject)
      const { election } = subject
      next<Election['state']>(electionLife, election.state, 'vote')
      const { hindrance: _, ...office } = officeIn(election, input.office)
      if (officeInTurn(election)?.id !== office.id) throw new Refusal('wrong_state', 'decisions.election.notItsTurn')
      if (office.state === 'voting') throw new Refusal('already_done', 'decisions.election.voteOpen')
      if (now.getTime() < election.calendar.voteFrom) throw new Refusal('wrong_state', 'decisions.election.tooEarly')
      const nominations = byId(room, election)
      const isActive = (id: string) => (loaded as ReadonlySet<string>).has(nominations.get(id)!.person)
      const candidates = candidatesFor(election, office, nominations).filter(isActive)
      const pending = office.votes.filter(awaitsDecision)
      const called = ballotsFor(office, candidates).map(({ kind, order }) => ({
        kind,
        order,
        decision: null,
        elected: null,
      }))
      const votes = pending.length > 0 ? office.votes : [...office.votes, ...called]
      if (votes.length === 0) return { changes: [decided(election, { ...office, state: 'vacant' })], answer: { seq } }
      const { closesAt } = input
      if (closesAt !== null && closesAt <= now.getTime())
        throw new Refusal('invalid_input', 'decisions.election.dayPast')
      const opened = withOffice(election, { ...office, votes, closesAt, state: 'voting' })
      return { changes: [change('election.voteOpened', asFarAs(opened, 'vote'))], answer: { seq } }
    },
  },
  'election.link': {
    subject: ofElection,
    decide({ input: { decisions, ...input }, subject: { election }, seq }) {
      const office = officeIn(election, input.office)
      const pending = office.votes.filter(awaitsDecision)
      if (office.state !== 'voting' || pending.length !== decisions.length) {
        throw new Refusal('already_done', 'platform.wrongState')
      }
      const linked = new Map(pending.map((vote, at) => [vote, decisions[at]!]))
      const votes = office.votes.map((vote) => ({ ...vote, decision: linked.get(vote) ?? vote.decision }))
      return { changes: [change('election.linked', withOffice(election, { ...office, votes }))], answer: { seq } }
    },
  },
  'election.hinder': {
    subject: ofElection,
    decide({ input: { key, ...input }, subject: { election }, seq }) {
      const office = officeIn(election, input.office)
      if (office.state !== 'voting') throw new Refusal('already_done', 'platform.wrongState')
      // A run-off that could not be opened is still to come.
      const votes = office.votes.filter((vote) => !awaitsDecision(vote) || vote.kind === 'runOff')
      const hindered = withOffice(election, { ...office, votes, state: 'waiting', hindrance: key })
      return { changes: [change('election.hindered', hindered)], answer: { seq } }
    },
  },
  'election.take': {
    needs: ({ decision }) => [{ kind: 'decision', id: decision }],
    subject: ofElection,
    decide({ input, subject: { election }, room, seq }): Decided<'election.take'> {
      const decision = room.find('decision', input.decision)
      const office = election.offices.find(({ votes }) => votes.some((vote) => vote.decision === input.decision))
      const vote = office?.votes.find((other) => other.decision === input.decision)
      if (!decision || !office || !vote) throw new Refusal('not_found', 'platform.notFound')
      if (decision.state === 'declared' && vote.elected === null) {
        return { changes: [taken(room, election, office, { vote, decision })], answer: { seq } }
      }
      if (decision.state === 'void' && vote.elected !== null) {
        return { changes: [reopened(election, office, vote)], answer: { seq } }
      }
      throw new Refusal('already_done', 'platform.wrongState')
    },
  },
  'election.handOver': {
    subject: ofElection,
    decide({ subject: { election }, now, seq }) {
      const state = next<Election['state']>(electionLife, election.state, 'handOver')
      if (now.getTime() < election.calendar.handoverAt) throw new Refusal('wrong_state', 'decisions.election.notDue')
      return { changes: [change('election.handedOver', { ...election, state })], answer: { seq } }
    },
  },
}

const decided = (election: Election, office: Office) =>
  change('election.officeDecided', asFarAs(withOffice(election, office), 'count'))

function taken(
  room: RoomView,
  election: Election,
  office: Office,
  { vote, decision }: { vote: OfficeVote; decision: Decision },
) {
  const votes = office.votes.map((other) => (other === vote ? { ...vote, elected: electedBy(vote, decision) } : other))
  const between = runOffBetween(office, vote, crossesOf(vote, decision))
  if (between) {
    const runOff = { kind: 'runOff' as const, order: between, decision: null, elected: null }
    const counted = votes.map((other) => (other.decision === vote.decision ? { ...other, elected: [] } : other))
    return change(
      'election.counted',
      withOffice(election, { ...office, state: 'waiting', votes: [...counted, runOff] }),
    )
  }
  const news = { ...office, votes }
  if (votes.some(({ elected }) => elected === null)) return change('election.counted', withOffice(election, news))
  const nominations = byId(room, election)
  const elected = votes.flatMap((each) => each.elected ?? []).map((id) => nominations.get(id)!.person)
  return decided(election, { ...news, elected, state: elected.length > 0 ? 'filled' : 'vacant' })
}

/** Nominations that a declared result elects; its options stand in the order of the ballot. */
function electedBy({ order }: OfficeVote, { method, declaration, options, result }: Decision): string[] {
  if (method === 'yes-no') return declaration?.verdict?.outcome === 'carried' ? [...order] : []
  return (result?.elected ?? []).map((id) => order[options.findIndex((option) => option.id === id)]!)
}

function crossesOf({ order }: OfficeVote, { options, result }: Decision): Crosses | null {
  const first = result?.count?.stages[0]
  if (!first) return null
  const of = Object.fromEntries(options.map(({ text }, at) => [order[at]!, Number(first.votes[text] ?? 0)]))
  return { of, valid: result.count!.valid }
}

/** The vote is voted again; what followed from it is undone, as long as nothing else builds upon it. */
function reopened(election: Election, office: Office, vote: OfficeVote) {
  const state = next<Election['state']>(electionLife, election.state, 'reopen')
  const later = election.offices.slice(election.offices.findIndex(({ id }) => id === office.id) + 1)
  const runOff = office.votes.find(({ kind }) => kind === 'runOff')
  const isBuiltUpon =
    later.some((other) => other.state !== 'waiting') ||
    (runOff !== undefined && runOff !== vote && runOff.decision !== null)
  if (isBuiltUpon) throw new Refusal('wrong_state', 'decisions.election.notItsTurn')
  const votes = office.votes
    .filter((other) => other === vote || other.kind !== 'runOff')
    .map((other) => (other === vote ? { ...vote, elected: null } : other))
  return change('election.reopened', {
    ...withOffice(election, { ...office, votes, elected: [], state: 'voting' }),
    state,
  })
}
