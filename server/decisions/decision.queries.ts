import type { QueryHandlers } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { subjectOfRoom } from '#server/rooms/access.ts'
import type { QueryOutput } from '#shared/contract.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { roundOf, tellsWhoVoted } from '#shared/decisions/decision.ts'
import type { decisionQueries } from '#shared/decisions/decisions.contract.ts'
import { seatsOf } from '#shared/decisions/electorate.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { freshDecision, subjectOfVote } from './access.ts'
import { type CastBallot, findAllCasts, findCasts, findSealed } from './ballot.model.ts'
import { findDecisions } from './decision.model.ts'
import { progressOf } from './progress.ts'
import { frozenRoll } from './roll.ts'

type Mine = QueryOutput<'decision.find'>['mine']

/** The ballots of one person for their seats, as long as anything links them. */
async function ownBallots(hub: Hub, decision: Decision, person: string, seats: string[]) {
  const of = roundOf(decision)
  if (decision.secrecy === 'secret') return new Map<string, CastBallot>()
  if (decision.result === null) {
    const casts = await findCasts(hub.store, of, seats)
    return new Map(
      [...casts].flatMap(([seat, some]) => some.filter(({ by }) => by === person).map((one) => [seat, one] as const)),
    )
  }
  const sealed = decision.secrecy === 'named' ? await findSealed(hub.store, of) : null
  const own = (sealed?.ballots ?? []).filter(({ by }) => by === person)
  return new Map(own.map(({ seat, by, content, serial, nonce }) => [seat!, { by: by!, content, serial, nonce }]))
}

async function standingOf(hub: Hub, decision: Decision, person: string): Promise<Mine> {
  const roll = await frozenRoll(hub, decision)
  if (!roll) return { seats: [], barred: null }
  const seats = seatsOf(roll, person)
  const held = await ownBallots(
    hub,
    decision,
    person,
    seats.map(({ id }) => id),
  )
  return {
    barred: roll.barred.find((one) => one.person === person)?.reason ?? null,
    seats: seats.map(({ id, voterClass, weight, named, voters }) => {
      const own = held.get(id)
      const ballot = own ? { content: own.content, serial: own.serial, nonce: own.nonce } : null
      return { seat: id, voterClass, weight, isNamed: named === person, isByProxy: !voters.includes(person), ballot }
    }),
  }
}

async function rollOfRound(
  hub: Hub,
  { room, decision: id, round }: { room: string; decision: string; round?: number | undefined },
) {
  const decision = await freshDecision(hub, room, id)
  if (round !== undefined && round !== decision.round) throw new Refusal('not_found', 'platform.notFound')
  const roll = await frozenRoll(hub, decision)
  if (!roll) throw new Refusal('not_found', 'platform.notFound')
  return { decision, roll }
}

const rowsOf = (seats: Awaited<ReturnType<typeof rollOfRound>>['roll']['seats']) =>
  seats.map((seat) => ({ ...seat, voters: [...seat.voters] }))

export const decisionQueryHandlers: QueryHandlers<keyof typeof decisionQueries> = {
  'decision.find': {
    subject: subjectOfVote,
    async find({ input, actor, hub }) {
      const decision = await freshDecision(hub, input.room, input.decision)
      return {
        decision,
        progress: decision.roll ? await progressOf(hub, decision) : null,
        mine: await standingOf(hub, decision, actor.personId!),
        serverTime: hub.clock.now().getTime(),
      }
    },
  },
  'decisions.list': {
    subject: subjectOfRoom,
    async find({ input: { room, state, before, limit }, hub }) {
      const view = await hub.rooms.view(room)
      if (view) await hub.rooms.applied(room, view.head.seq)
      const found = await findDecisions(hub.store, { room, state, before, limit: limit + 1 })
      return { decisions: found.slice(0, limit), hasMore: found.length > limit }
    },
  },
  'decision.roll': {
    subject: subjectOfVote,
    async find({ input, hub }) {
      const { decision, roll } = await rollOfRound(hub, input)
      const { round, roll: inLog } = decision
      return { round, digest: inLog!.digest, seats: rowsOf(roll.seats), barred: [...roll.barred] }
    },
  },
  'decision.missing': {
    subject: subjectOfVote,
    async find({ input, hub }) {
      const { decision, roll } = await rollOfRound(hub, input)
      if (!tellsWhoVoted(decision)) throw new Refusal('wrong_state', 'decisions.isSecret')
      if (decision.state !== 'open') throw new Refusal('wrong_state', 'decisions.notOpen')
      const voted = new Set((await findAllCasts(hub.store, roundOf(decision))).map(({ seat }) => seat))
      return { seats: rowsOf(roll.seats.filter(({ id }) => !voted.has(id))) }
    },
  },
  'decision.ballots': {
    subject: subjectOfVote,
    async find({ input, hub }) {
      const { decision } = await rollOfRound(hub, input)
      if (decision.secrecy !== 'named') throw new Refusal('wrong_state', 'decisions.isSecret')
      if (!decision.result) throw new Refusal('wrong_state', 'decisions.notSealed')
      const sealed = await findSealed(hub.store, roundOf(decision))
      const ballots = (sealed?.ballots ?? []).map(({ seat, by, content }) => ({ seat: seat!, by: by!, content }))
      return { round: decision.round, ballots }
    },
  },
}
