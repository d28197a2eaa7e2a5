import { change, type Handlers } from '#server/platform/handler.ts'
import { ofRoom } from '#server/rooms/access.ts'
import type { Input } from '#shared/contract.ts'
import type { Election, Nomination, Office } from '#shared/decisions/election.shape.ts'
import {
  dayOutOfOrder,
  daysToPlan,
  electionDays,
  electionLife,
  isAlive,
  isSeconded,
  methodsFor,
  officeInTurn,
  orderByLot,
  rootOfSlate,
} from '#shared/decisions/election.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { mustBeOpen, nominationsIn, ofElection } from './elections.ts'

const shortestReason = 3
const fault = (field: string, key: string) =>
  new Refusal('invalid_input', 'platform.checkInput', { fields: { [field]: key } })

/** Days follow each other, and what is newly set lies ahead. */
function checkDays(calendar: Election['calendar'], now: number, before: Election | null): void {
  // Once it is decided, the vote is over whatever day was planned for its end.
  const late = before?.state === 'decided' ? null : dayOutOfOrder(calendar)
  if (late) throw fault(`calendar.${late}`, 'decisions.election.dayOrder')
  for (const day of electionDays) {
    if (before && calendar[day] === before.calendar[day]) continue
    if (before && !daysToPlan(before.state).includes(day)) throw fault(`calendar.${day}`, 'decisions.election.dayOver')
    // Who calls an election may let nominations begin at once.
    if (calendar[day] <= now && !(day === 'nominationsFrom' && before === null)) {
      throw fault(`calendar.${day}`, 'decisions.election.dayPast')
    }
  }
}

function checkOffices(offices: Input<'election.call'>['offices']): void {
  for (const [at, { places, method, termFrom, termUntil }] of offices.entries()) {
    if (!methodsFor(places).includes(method)) throw fault(`offices.${at}.method`, 'decisions.election.method')
    if (termUntil <= termFrom) throw fault(`offices.${at}.termUntil`, 'decisions.election.term')
  }
}

const newOffice = (terms: Input<'election.call'>['offices'][number], at: number): Office => ({
  ...terms,
  id: `f${at + 1}`,
  state: 'waiting',
  order: [],
  votes: [],
  closesAt: null,
  elected: [],
})

/** Once nominations are closed, only those who accepted and are seconded go on. */
const lapses = ({ state, seconders }: Nomination, needed: number) =>
  state === 'proposed' || (state === 'accepted' && !isSeconded({ seconders }, needed))

type Name = 'election.call' | 'election.plan' | 'election.closeNominations' | 'election.draw' | 'election.cancel'

export const electionHandlers: Handlers<Name> = {
  'election.call': {
    subject: ({ room, actor, input }) => ({ ...ofRoom(room, actor), offices: input.offices }),
    decide({ input, subject, by, now, seq, newId }) {
      if (subject.room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
      const { room: _, offices, ...terms } = input
      checkOffices(offices)
      checkDays(terms.calendar, now.getTime(), null)
      const election = newId()
      const called: Omit<Election, 'version'> = {
        ...terms,
        id: election,
        author: by,
        at: now.getTime(),
        state: 'nominating',
        offices: offices.map(newOffice),
        draw: null,
        reason: '',
      }
      return { changes: [change('election.called', called)], answer: { election, seq } }
    },
  },
  'election.plan': {
    subject: ofElection,
    decide({ input: { calendar, reason }, subject, now, seq }) {
      mustBeOpen(subject)
      const { election } = subject
      const state = next<Election['state']>(electionLife, election.state, 'plan')
      checkDays(calendar, now.getTime(), election)
      return { changes: [change('election.planned', { ...election, state, calendar, reason })], answer: { seq } }
    },
  },
  'election.closeNominations': {
    subject: ofElection,
    decide({ input: { reason }, subject: { election }, actor, room, now, seq }) {
      const state = next<Election['state']>(electionLife, election.state, 'closeNominations')
      const isDue = now.getTime() >= election.calendar.nominationsUntil
      if (!isDue && actor === systemActor) throw new Refusal('wrong_state', 'platform.wrongState')
      if (!isDue && reason.length < shortestReason) throw fault('reason', 'platform.field.reason')
      const lapsed = nominationsIn(room, election)
        .filter((nomination) => lapses(nomination, election.seconders))
        .map((nomination) => change('nomination.lapsed', { ...nomination, state: 'lapsed' }))
      const { nominationsFrom, nominationsUntil, ...days } = election.calendar
      const until = Math.min(nominationsUntil, now.getTime())
      // What is closed early leaves room for the days that follow to be moved forward.
      const calendar = { ...days, nominationsFrom: Math.min(nominationsFrom, until - 1), nominationsUntil: until }
      const closed = change('election.nominationsClosed', { ...election, state, calendar, reason })
      return { changes: [closed, ...lapsed], answer: { seq } }
    },
  },
  'election.draw': {
    subject: ofElection,
    decide({ input: { dice }, subject, room, by, now, seq }) {
      mustBeOpen(subject)
      const { election } = subject
      const state = next<Election['state']>(electionLife, election.state, 'draw')
      const standing = nominationsIn(room, election).filter(isAlive)
      if (standing.some((nomination) => nomination.state === 'accepted')) {
        throw new Refusal('wrong_state', 'decisions.election.notVetted')
      }
      const approved = Map.groupBy(
        standing.filter((nomination) => nomination.state === 'approved'),
        ({ office }) => office,
      )
      const candidates = (office: string) => (approved.get(office) ?? []).map(({ id }) => id).sort()
      const root = rootOfSlate(election.id, Object.fromEntries(election.offices.map(({ id }) => [id, candidates(id)])))
      const offices = election.offices.map((office, at) => ({
        ...office,
        order: orderByLot(candidates(office.id), { root, dice, stage: at + 1 }),
      }))
      const draw = { root, dice, by, at: now.getTime() }
      return { changes: [change('election.drawn', { ...election, state, offices, draw })], answer: { seq } }
    },
  },
  'election.cancel': {
    subject: ofElection,
    decide({ input: { reason }, subject: { election }, seq }) {
      const state = next<Election['state']>(electionLife, election.state, 'cancel')
      if (officeInTurn(election)?.state === 'voting') throw new Refusal('wrong_state', 'decisions.election.voteOpen')
      return { changes: [change('election.cancelled', { ...election, state, reason })], answer: { seq } }
    },
  },
}
