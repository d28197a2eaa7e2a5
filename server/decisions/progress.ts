import type { Hub } from '#server/platform/hub.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { mayChange, roundOf } from '#shared/decisions/decision.ts'
import type { DecisionProgress } from '#shared/decisions/decisions.contract.ts'
import { votesThatCount } from '#shared/decisions/electorate.ts'
import { freshDecision } from './access.ts'
import { countCast, findAllCasts } from './ballot.model.ts'
import { frozenRoll } from './roll.ts'
import { countSecretBallots, countTokens } from './secret.model.ts'

/** At most twice a second. */
const everyMs = 500

/** How far a round has come; the tally only where the decision shows it while voting goes on. */
export async function progressOf(hub: Hub, decision: Decision): Promise<DecisionProgress> {
  const { roll, round, isLive, state } = decision
  if (!roll) throw new Error(`${decision.id} was never opened`)
  if (decision.result) return sealedProgress(decision)
  const isSecret = decision.secrecy === 'secret'
  const cast = isSecret
    ? ({ '': await countSecretBallots(hub.store, roundOf(decision)) } as Record<string, number>)
    : await countCast(hub.store, roundOf(decision), Object.keys(roll.byClass))
  const classes = Object.entries(roll.byClass).filter(([name]) => name !== '')
  return {
    round,
    cast: Object.values(cast).reduce((sum, some) => sum + some, 0),
    of: roll.size,
    byClass: Object.fromEntries(classes.map(([name, of]) => [name, { cast: cast[name] ?? 0, of }])),
    ...(isSecret ? { issued: await countTokens(hub.store, roundOf(decision)) } : {}),
    ...(isLive && state === 'open' ? { tally: await tallyOf(hub, decision) } : {}),
  }
}

const sealedProgress = ({ round, roll, result }: Decision): DecisionProgress => ({
  round,
  cast: result!.leaves,
  of: roll!.size,
  byClass: {},
})

/** Votes by what they say: options by crosses, points or first preference. */
async function tallyOf(hub: Hub, decision: Decision): Promise<Record<string, number>> {
  const roll = await frozenRoll(hub, decision)
  const rows = await findAllCasts(hub.store, roundOf(decision))
  const cast = rows.flatMap(({ seat, casts }) => casts.map(({ by, content }) => ({ seat, by, content })))
  const counting = votesThatCount(roll!, cast, { isChangeable: mayChange(decision) })
  const weights = new Map(roll!.seats.map(({ id, weight }) => [id, weight]))
  const tally: Record<string, number> = {}
  const add = (name: string, votes: number) => {
    tally[name] = (tally[name] ?? 0) + votes
  }
  for (const { seat, content } of counting.values()) {
    const weight = weights.get(seat)!
    if (content.kind === 'blank') add('blank', weight)
    else if (content.kind === 'choice') add(content.says, weight)
    else if (content.kind === 'ranked') for (const id of content.ranks[0]!) add(id, weight)
    else for (const [id, mark] of Object.entries(content.marks)) add(id, mark * weight)
  }
  return tally
}

/** Rounds whose progress is told in a moment. */
const due = new WeakMap<Hub, Map<string, NodeJS.Timeout>>()

/** Tells nothing more: the hub stops. */
export function stopTelling(hub: Hub): void {
  for (const timer of due.get(hub)?.values() ?? []) clearTimeout(timer)
  due.delete(hub)
}

/** Tells the room how far a round has come, a moment later, with all that comes until then. */
export function noteCast(hub: Hub, room: string, decision: Decision): void {
  const timers = due.get(hub) ?? new Map<string, NodeJS.Timeout>()
  due.set(hub, timers)
  const key = roundOf(decision)
  if (timers.has(key)) return
  const timer = setTimeout(() => {
    timers.delete(key)
    tellProgress(hub, room, decision).catch((error: unknown) =>
      hub.log.warn({ err: error }, 'how far a vote has come is told later'),
    )
  }, everyMs)
  timer.unref()
  timers.set(key, timer)
}

/** Nothing once it is closed: what is left of the rows then is no figure. */
async function tellProgress(hub: Hub, room: string, { id, round }: Decision): Promise<void> {
  const isStill = (decision: Decision) => decision.state === 'open' && decision.round === round
  const decision = await freshDecision(hub, room, id)
  if (!isStill(decision)) return
  const progress = await progressOf(hub, decision)
  if (isStill(await freshDecision(hub, room, id))) {
    hub.tell.room(room, 'decision.progress', { room, decision: id, ...progress })
  }
}
