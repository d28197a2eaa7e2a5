import { z } from 'zod'
import { Instant, Reason } from '#shared/members/fields.shape.ts'
import { AtLeast, command, Done, event, Id, query } from '#shared/platform/contract.ts'
import { bilingual } from '#shared/platform/language.shape.ts'
import { Calendar, Election, Nomination, Office, Statement } from './election.shape.ts'
import { mostOffices, nominatedAs } from './election.ts'

const inRoom = ({ room }: { room: string }) => room
const ofElection = { room: Id, election: Id }
const ofNomination = { room: Id, nomination: Id }
/** Given or not, as the deed asks for. */
const MaybeReason = z.string().trim().max(500).default('')
const Title = bilingual(80)

const OfficeTerms = Office.pick({ seat: true, places: true, method: true, isByElection: true }).extend({
  title: Title,
  termFrom: Instant,
  termUntil: Instant,
})

export const electionCommands = {
  'election.call': command({
    summary: 'Call an election: its offices in the order in which they are voted on, and its days',
    http: 'POST /rooms/{room}/elections',
    room: inRoom,
    input: Election.pick({ seconders: true, electorate: true, secrecy: true }).extend({
      room: Id,
      title: Title,
      offices: z.array(OfficeTerms).min(1).max(mostOffices),
      calendar: Calendar,
    }),
    output: z.strictObject({ election: Id, seq: z.number().int() }),
  }),
  'election.plan': command({
    summary: 'Move days of an election that still lie ahead, with a reason',
    http: 'PUT /rooms/{room}/elections/{election}/calendar',
    room: inRoom,
    input: z.strictObject({ ...ofElection, calendar: Calendar, reason: Reason }),
    output: Done,
  }),
  'election.closeNominations': command({
    summary: 'Close the nominations before their day, with a reason; on the day the hub does',
    http: 'POST /rooms/{room}/elections/{election}/close-nominations',
    room: inRoom,
    input: z.strictObject({ ...ofElection, reason: MaybeReason }),
    output: Done,
  }),
  'election.draw': command({
    summary: 'Draw the order on the ballots from dice thrown in public, once every nomination is vetted',
    http: 'POST /rooms/{room}/elections/{election}/draw',
    room: inRoom,
    input: z.strictObject({
      ...ofElection,
      dice: z.string().regex(/^[1-6]{3,40}$/, { error: 'decisions.dice.figures' }),
    }),
    output: Done,
  }),
  'election.openVote': command({
    summary: 'Open the vote on the office whose turn it is; an office without candidates stays vacant',
    http: 'POST /rooms/{room}/elections/{election}/offices/{office}/vote',
    room: inRoom,
    input: z.strictObject({ ...ofElection, office: Id, closesAt: Instant.nullable() }),
    output: Done,
  }),
  'election.link': command({
    summary: "Note which decisions an office is voted on by (the hub's own deed)",
    http: 'POST /rooms/{room}/elections/{election}/offices/{office}/link',
    room: inRoom,
    input: z.strictObject({ ...ofElection, office: Id, decisions: z.array(Id).min(1).max(60) }),
    output: Done,
  }),
  'election.hinder': command({
    summary: "Note why the vote on an office could not be opened (the hub's own deed)",
    http: 'POST /rooms/{room}/elections/{election}/offices/{office}/hinder',
    room: inRoom,
    input: z.strictObject({ ...ofElection, office: Id, key: z.string().max(80) }),
    output: Done,
  }),
  'election.take': command({
    summary: "Take a declared result, or take it back where the vote was made void (the hub's own deed)",
    http: 'POST /rooms/{room}/elections/{election}/take',
    room: inRoom,
    input: z.strictObject({ ...ofElection, decision: Id }),
    output: Done,
  }),
  'election.handOver': command({
    summary: "Let whoever is elected take office on the day (the hub's own deed)",
    http: 'POST /rooms/{room}/elections/{election}/hand-over',
    room: inRoom,
    input: z.strictObject(ofElection),
    output: Done,
  }),
  'election.cancel': command({
    summary: 'Cancel an election that is not decided, with a reason',
    http: 'POST /rooms/{room}/elections/{election}/cancel',
    room: inRoom,
    input: z.strictObject({ ...ofElection, reason: Reason }),
    output: Done,
  }),
  'nomination.propose': command({
    summary: 'Nominate oneself or somebody else for an office, in one’s own name or that of one’s organisation',
    http: 'POST /rooms/{room}/elections/{election}/nominations',
    room: inRoom,
    input: z.strictObject({ ...ofElection, office: Id, person: Id, as: z.enum(nominatedAs) }),
    output: z.strictObject({ nomination: Id, seq: z.number().int() }),
  }),
  'nomination.second': command({
    summary: 'Second a nomination',
    http: 'POST /rooms/{room}/nominations/{nomination}/second',
    room: inRoom,
    input: z.strictObject(ofNomination),
    output: Done,
  }),
  'nomination.accept': command({
    summary: 'Accept one’s nomination',
    http: 'POST /rooms/{room}/nominations/{nomination}/accept',
    room: inRoom,
    input: z.strictObject(ofNomination),
    output: Done,
  }),
  'nomination.decline': command({
    summary: 'Decline one’s nomination',
    http: 'POST /rooms/{room}/nominations/{nomination}/decline',
    room: inRoom,
    input: z.strictObject({ ...ofNomination, reason: MaybeReason }),
    output: Done,
  }),
  'nomination.withdraw': command({
    summary: 'Withdraw one’s candidacy, or a nomination that was not accepted yet',
    http: 'POST /rooms/{room}/nominations/{nomination}/withdraw',
    room: inRoom,
    input: z.strictObject({ ...ofNomination, reason: MaybeReason }),
    output: Done,
  }),
  'nomination.describe': command({
    summary: 'Say on one’s candidate page what one stands for',
    http: 'PUT /rooms/{room}/nominations/{nomination}/statement',
    room: inRoom,
    input: z.strictObject({ ...ofNomination, statement: Statement }),
    output: Done,
  }),
  'nomination.vet': command({
    summary: 'Approve or reject a candidate once nominations are closed; a rejection needs its reason',
    http: 'POST /rooms/{room}/nominations/{nomination}/vet',
    room: inRoom,
    input: z.strictObject({ ...ofNomination, verdict: z.enum(['approve', 'reject']), reason: MaybeReason }),
    output: Done,
  }),
  'nomination.forget': command({
    summary: "End the candidacy of somebody who has left the cluster, and erase what they said (the hub's own deed)",
    http: 'POST /rooms/{room}/nominations/{nomination}/forget',
    room: inRoom,
    input: z.strictObject({ ...ofNomination, isErased: z.boolean() }),
    output: Done,
  }),
}

export const electionEvents = {
  'election.called': event({ thing: 'election', item: Election }),
  'election.planned': event({ thing: 'election', item: Election }),
  'election.nominationsClosed': event({ thing: 'election', item: Election }),
  'election.drawn': event({ thing: 'election', item: Election }),
  'election.voteOpened': event({ thing: 'election', item: Election }),
  'election.linked': event({ thing: 'election', item: Election }),
  'election.hindered': event({ thing: 'election', item: Election }),
  /** Counted, but the office is not filled: another vote on it is still open, or a run-off follows. */
  'election.counted': event({ thing: 'election', item: Election }),
  'election.officeDecided': event({ thing: 'election', item: Election }),
  'election.reopened': event({ thing: 'election', item: Election }),
  'election.handedOver': event({ thing: 'election', item: Election }),
  'election.cancelled': event({ thing: 'election', item: Election }),
  'nomination.proposed': event({ thing: 'nomination', item: Nomination }),
  'nomination.seconded': event({ thing: 'nomination', item: Nomination }),
  'nomination.accepted': event({ thing: 'nomination', item: Nomination }),
  'nomination.declined': event({ thing: 'nomination', item: Nomination }),
  'nomination.withdrawn': event({ thing: 'nomination', item: Nomination }),
  'nomination.described': event({ thing: 'nomination', item: Nomination }),
  'nomination.approved': event({ thing: 'nomination', item: Nomination }),
  'nomination.rejected': event({ thing: 'nomination', item: Nomination }),
  'nomination.lapsed': event({ thing: 'nomination', item: Nomination }),
  'nomination.forgotten': event({ thing: 'nomination', item: Nomination }),
}

export const electionQueries = {
  'elections.list': query({
    summary: "A room's elections, the newest first",
    http: 'GET /rooms/{room}/elections',
    input: z.strictObject({ room: Id, atLeast: AtLeast }),
    output: z.strictObject({ elections: z.array(Election) }),
  }),
  'election.find': query({
    summary: 'An election with its nominations',
    http: 'GET /rooms/{room}/elections/{election}',
    input: z.strictObject({ ...ofElection, atLeast: AtLeast }),
    output: z.strictObject({ election: Election, nominations: z.array(Nomination) }),
  }),
}
