import { randomBytes } from 'node:crypto'
import type { Hub } from '#server/platform/hub.ts'
import { asHub } from '#server/rooms/asHub.ts'
import type { Decision, DecisionResult } from '#shared/decisions/decision.shape.ts'
import { mayChange, roundOf } from '#shared/decisions/decision.ts'
import { type Electorate, turnoutOf, votesThatCount } from '#shared/decisions/electorate.ts'
import { leafOf, rootOf } from '#shared/decisions/leaves.ts'
import { resultOf } from '#shared/decisions/result.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { freshDecision } from './access.ts'
import { eraseCasts, findAllCasts, findSealed, keepSealed, type SealedBallot, type SealedRow } from './ballot.model.ts'
import { frozenRoll } from './roll.ts'
import { eraseSecretRound } from './secret.model.ts'
import { secretCounting } from './secretSealing.ts'

/** The result of what was sealed, before any dice or casting vote. */
export function resultOfSealed(decision: Decision, sealed: SealedRow | null): DecisionResult {
  if (!sealed) throw new Error(`nothing is sealed of ${roundOf(decision)}`)
  const { ballots, turnout, root } = sealed
  return resultOf({ decision, ballots, turnout, root })
}

/**
 * Counts a round that is closed, and seals it: one document with all ballots, then the result in the room's log, then the
 * rows that link voters and ballots go. Cut short anywhere it is called again, and does what is left.
 */
export async function sealRound(hub: Hub, { room, decision: id, round }: SealAsk): Promise<void> {
  const decision = await freshDecision(hub, room, id)
  const of = roundOf({ id, round })
  if (decision.round === round && decision.state === 'closing') {
    if (!(await findSealed(hub.store, of))) await keepSealed(hub.store, await sealedOf(hub, room, decision))
    // Of two that seal at once, both have counted the same ballots.
    await asHub(hub, 'decision.seal', { room, decision: id, round }, `seal-${id}-${round}`).catch(unlessDone)
  }
  await eraseLinks(hub, { id, round })
}
interface SealAsk {
  room: string
  decision: string
  round: number
}

function unlessDone(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'already_done') throw error
}

/** What links a voter and a ballot is erased, once the round is sealed or void; of a secret one its key and ballots. */
export async function eraseLinks(hub: Hub, ended: Pick<Decision, 'id' | 'round'>): Promise<void> {
  await eraseCasts(hub.store, roundOf(ended))
  await eraseSecretRound(hub.store, roundOf(ended))
}

async function sealedOf(hub: Hub, room: string, decision: Decision): Promise<SealedRow> {
  const roll = await frozenRoll(hub, decision)
  if (!roll) throw new Error(`no roll of ${roundOf(decision)}`)
  const isSecret = decision.secrecy === 'secret'
  const { ballots, voted } = await (isSecret ? secretCounting(hub, decision) : countingBallots(hub, decision, roll))
  const here = new Set(hub.tell.hereNow(room))
  const seats = roll.seats.map((seat) => ({
    ...seat,
    isPresent: seat.isPresent || voted.has(seat.id) || seat.voters.some((person) => here.has(person)),
  }))
  const leaves = ballots.map(({ serial, nonce, content }) => ({ leaf: leafOf({ serial, nonce, ballot: content }) }))
  const byLeaf = ballots.map((ballot, at) => ({ ballot, leaf: leaves[at]!.leaf }))
  byLeaf.sort((one, other) => (one.leaf < other.leaf ? -1 : 1))
  return {
    _id: roundOf(decision),
    room,
    decision: decision.id,
    round: decision.round,
    ballots: byLeaf.map(({ ballot }) => ballot),
    // Whose token was fetched took part; only as many voted as there are ballots.
    turnout: turnoutOf({ ...roll, seats }, voted).map((one) => (isSecret ? { ...one, cast: ballots.length } : one)),
    root: rootOf(leaves.map(({ leaf }) => leaf)),
  }
}

/** The ballots that count, one for a seat, and the seats that they are for. */
async function countingBallots(hub: Hub, decision: Decision, roll: Electorate) {
  const rows = await findAllCasts(hub.store, roundOf(decision))
  const cast = rows.flatMap(({ seat, casts }) => casts.map((one) => ({ seat, by: one.by, content: one })))
  const counting = votesThatCount(roll, cast, { isChangeable: mayChange(decision) })
  const seats = new Map(roll.seats.map((seat) => [seat.id, seat]))
  const ballots = Array.from(counting.values(), ({ seat, by, content: { content, serial, nonce } }): SealedBallot => {
    const { weight, voterClass } = seats.get(seat)!
    const ballot = { content, serial, nonce, weight, voterClass }
    return decision.secrecy === 'named' ? { ...ballot, seat, by } : ballot
  })
  return { ballots, voted: new Set(counting.keys()) }
}

/** 32 random bytes in lower hexadecimal. */
export const random32 = () => randomBytes(32).toString('hex')
