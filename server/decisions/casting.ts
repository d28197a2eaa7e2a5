import { setTimeout as pause } from 'node:timers/promises'
import type { PlainHandler } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { asHub } from '#server/rooms/asHub.ts'
import type { Input } from '#shared/contract.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { faultOfBallot, mayChange, roundOf } from '#shared/decisions/decision.ts'
import { type Electorate, type Seat, seatsOf, votesThatCount } from '#shared/decisions/electorate.ts'
import { canonical } from '#shared/platform/chain.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { freshDecision, subjectOfVote } from './access.ts'
import {
  type CastBallot,
  eraseCast,
  findSealed,
  keepCast,
  type SealedBallot,
  type SeatOfRound,
} from './ballot.model.ts'
import { noteCast, progressOf } from './progress.ts'
import { frozenRoll } from './roll.ts'
import { random32 } from './sealing.ts'

type Cast = Input<'ballot.cast'>

/** Counting takes a moment; so long whoever voted as it closed waits to be told. */
const longestSealMs = 4000
const lookAgainMs = 50

/** Open, by its state and by the clock: whoever closes it may be late. `now` in ms since 1970. */
export const isOpen = ({ state, closesAt }: Decision, now: number) =>
  state === 'open' && (closesAt === null || now < closesAt)

function mustBeOpen(decision: Decision, round: number, now: number): void {
  if (decision.round !== round) throw new Refusal('conflict', 'decisions.otherRound')
  if (!isOpen(decision, now)) throw new Refusal('wrong_state', 'decisions.notOpen')
}

/** The seat on the frozen roll that the person votes for. */
function seatFor(roll: Electorate, person: string, id: string): Seat {
  const seat = seatsOf(roll, person).find((own) => own.id === id)
  if (seat) return seat
  const isBarred = roll.barred.some((one) => one.person === person)
  throw new Refusal('not_allowed', isBarred ? 'decisions.barred' : 'decisions.notYourSeat')
}

const saysTheSame = (one: CastBallot, { ballot, nonce }: Cast) =>
  canonical(one.content) === canonical(ballot) && (nonce === undefined || nonce === one.nonce)

/** What the seat's row holds after this ballot: an earlier one of the same person stays, or gives way where ballots may be changed. */
function withCast(
  held: readonly CastBallot[],
  decision: Decision,
  { by, input, seat }: { by: string; input: Cast; seat: Seat },
) {
  const earlier = held.find((one) => one.by === by)
  if (earlier && saysTheSame(earlier, input)) return { casts: [...held], own: earlier }
  if (earlier && !mayChange(decision)) throw new Refusal('already_done', 'decisions.alreadyCast')
  const own = {
    by,
    content: input.ballot,
    serial: earlier?.serial ?? random32(),
    nonce: input.nonce ?? random32(),
  }
  const casts = [...held.filter((one) => one !== earlier), own]
  mustCount(casts, { decision, seat, by })
  return { casts, own }
}

/** A seat has one vote: whoever comes after another of its delegates, or by proxy, is told so rather than given a receipt. */
function mustCount(
  casts: readonly CastBallot[],
  { decision, seat, by }: { decision: Decision; seat: Seat; by: string },
): void {
  const cast = casts.map((one) => ({ seat: seat.id, by: one.by, content: one.content }))
  const counting = votesThatCount({ seats: [seat], barred: [] }, cast, { isChangeable: mayChange(decision) })
  if (counting.get(seat.id)?.by !== by) throw new Refusal('already_done', 'decisions.seatHasVoted')
}

const receiptOf = ({ seat, round }: Cast, { serial, nonce }: Pick<CastBallot, 'serial' | 'nonce'>) => ({
  seat,
  round,
  serial,
  nonce,
})

/** The receipt of a ballot that stands among those that were sealed; null where it does not. */
async function countedReceipt(hub: Hub, input: Cast, isOwn: (ballot: SealedBallot) => boolean) {
  const sealed = await findSealed(hub.store, roundOf({ id: input.decision, round: input.round }))
  const own = sealed?.ballots.find((ballot) => isOwn(ballot) && canonical(ballot.content) === canonical(input.ballot))
  return own ? receiptOf(input, own) : null
}

/** Whoever asks again after the close for the answer that they never got is given it. */
const repeatedReceipt = (hub: Hub, input: Cast, by: string) =>
  countedReceipt(hub, input, ({ nonce, seat, by: caster }) =>
    input.nonce === undefined ? seat === input.seat && caster === by : nonce === input.nonce,
  )

/**
 * A ballot that was written as voting closed: it was sealed with the others, and is acknowledged, or it came too late,
 * and nothing of it stays.
 */
async function castAtTheEnd(hub: Hub, { input, own, place }: { input: Cast; own: CastBallot; place: SeatOfRound }) {
  for (let waitedMs = 0; waitedMs <= longestSealMs; waitedMs += lookAgainMs) {
    const { round, state } = await freshDecision(hub, input.room, input.decision)
    const receipt = await countedReceipt(
      hub,
      input,
      ({ serial, nonce }) => serial === own.serial && nonce === own.nonce,
    )
    if (receipt) return receipt
    if (round !== input.round || state !== 'closing') {
      await eraseCast(hub.store, place)
      throw new Refusal('wrong_state', 'decisions.closedMeanwhile')
    }
    await pause(lookAgainMs)
  }
  // Asked again, it is told whether the ballot was counted.
  throw new Refusal('unavailable', 'platform.unavailable')
}

/**
 * Takes a ballot in: written first, then acknowledged only if the room's log still says that voting is open, or it was
 * sealed. Whoever seals reads after the log says that it is closed: what is acknowledged is counted, and nothing else.
 */
export const castBallot: PlainHandler<'ballot.cast'> = {
  subject: subjectOfVote,
  async run({ input, by, hub }) {
    const decision = await freshDecision(hub, input.room, input.decision)
    const now = hub.clock.now().getTime()
    if (decision.secrecy === 'secret') throw new Refusal('wrong_state', 'decisions.castSecretly')
    if (decision.round === input.round && !isOpen(decision, now)) {
      const receipt = await repeatedReceipt(hub, input, by)
      if (receipt) return receipt
    }
    mustBeOpen(decision, input.round, now)
    const fault = faultOfBallot(decision, input.ballot)
    if (fault) throw new Refusal('invalid_input', 'platform.checkInput', { fields: { ballot: fault } })
    const roll = await frozenRoll(hub, decision)
    const seat = seatFor(roll!, by, input.seat)
    const place = { of: roundOf(decision), seat: seat.id, voterClass: seat.voterClass }
    const own = await keepCast(hub.store, place, (held) => withCast(held, decision, { by, input, seat }))
    const after = await freshDecision(hub, input.room, input.decision)
    if (after.round !== input.round || after.state !== 'open') return castAtTheEnd(hub, { input, own, place })
    await noteAndClose(hub, input.room, after)
    return receiptOf(input, own)
  },
}

/** Tells the room how far its vote has come, and closes it where that was the last ballot awaited. */
export async function noteAndClose(hub: Hub, room: string, decision: Decision): Promise<void> {
  noteCast(hub, room, decision)
  if (decision.closesEarly) await closeIfComplete(hub, room, decision)
}

/** Closes once every seat has voted; of two last ballots at once both may find it so. */
async function closeIfComplete(hub: Hub, room: string, decision: Decision): Promise<void> {
  const { cast, of } = await progressOf(hub, decision)
  if (cast < of) return
  const { id, round } = decision
  await asHub(hub, 'decision.close', { room, decision: id, round }, `complete-${id}-${round}`).catch(
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    },
  )
}
