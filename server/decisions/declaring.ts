import { clusterView } from '#server/members/roll.ts'
import { type Call, change, type LogHandler } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Decision, DecisionResult } from '#shared/decisions/decision.shape.ts'
import { decisionLife, roundOf } from '#shared/decisions/decision.ts'
import { resultOf } from '#shared/decisions/result.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { can } from '#shared/permissions.ts'
import { allows, next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { freshDecision, ofDecision, theDecision } from './access.ts'
import { findSealed, type SealedRow } from './ballot.model.ts'
import { takeNumber } from './resolution.model.ts'

const sealedIn = ({ hub, input }: { hub: Hub; input: { decision: string } }, round: number) =>
  findSealed(hub.store, roundOf({ id: input.decision, round }))

const recounted = (decision: Decision, sealed: SealedRow, casting: 'yes' | 'no' | null = null): DecisionResult =>
  resultOf({ decision, ballots: sealed.ballots, turnout: sealed.turnout, root: sealed.root, casting })

export const throwDice: LogHandler<'decision.throw', SealedRow | null> = {
  needs: theDecision,
  load: async (call) => sealedIn(call, (await freshDecision(call.hub, call.input.room, call.input.decision)).round),
  subject: ofDecision,
  decide({ input: { thrown }, subject: { decision }, by, seq, loaded }) {
    const state = next(decisionLife, decision.state, 'throw')
    if (decision.result?.awaits !== 'dice' || !loaded) throw new Refusal('wrong_state', 'decisions.noDice')
    if (decision.dice.some((one) => one.by === by)) throw new Refusal('already_done', 'decisions.diceTwice')
    const cast = { ...decision, state, dice: [...decision.dice, { by, thrown }] }
    const result = recounted(cast, loaded)
    return { changes: [change('decision.thrown', { ...cast, result })], answer: { seq } }
  },
}

interface Declaring {
  sealed: SealedRow | null
  number: string | null
}

/** What is resolved: a motion that is carried, or an election that elects somebody. A poll resolves nothing. */
const resolves = ({ kind }: Decision, { verdict, elected }: Pick<DecisionResult, 'verdict' | 'elected'>) =>
  kind !== 'poll' && (verdict?.outcome === 'carried' || elected.length > 0)

/** The result as it is to be declared; refuses where dice or a casting vote are missing, or uncalled for. */
function settled(decision: Decision, sealed: SealedRow | null, casting: 'yes' | 'no' | null): DecisionResult {
  const { result } = decision
  if (!result || !sealed) throw new Refusal('wrong_state', 'platform.wrongState')
  if (result.awaits === 'dice') throw new Refusal('wrong_state', 'decisions.diceAwaited')
  if (result.awaits === 'casting' && casting === null) throw new Refusal('wrong_state', 'decisions.castingNeeded')
  if (result.awaits === null && casting !== null) throw new Refusal('wrong_state', 'decisions.noCasting')
  return casting === null ? result : recounted(decision, sealed, casting)
}

async function yearOf(hub: Hub): Promise<number> {
  const timeZone = (await clusterView(hub)).find('cluster', clusterRoom)?.timeZone ?? 'UTC'
  return Number(
    new Intl.DateTimeFormat('en', { year: 'numeric', timeZone, calendar: 'gregory' }).format(hub.clock.now()),
  )
}

/** The number is taken before the room's turn, by whoever may declare: it stays the round's own. */
async function prepared({ hub, input, actor }: Call<'decision.declare'>): Promise<Declaring> {
  const decision = await freshDecision(hub, input.room, input.decision)
  const sealed = await sealedIn({ hub, input }, decision.round)
  const view = await hub.rooms.view(input.room)
  const mayDeclare = view && can(actor, 'decision.declare', ofDecision({ room: view, input, actor }))
  if (!mayDeclare || !allows(decisionLife, decision.state, 'declare')) return { sealed, number: null }
  const isResolved = resolves(decision, settled(decision, sealed, input.casting))
  return { sealed, number: isResolved ? await takeNumber(hub.store, roundOf(decision), await yearOf(hub)) : null }
}

export const declareDecision: LogHandler<'decision.declare', Declaring> = {
  needs: theDecision,
  load: prepared,
  subject: ofDecision,
  decide({ input: { casting }, subject: { decision }, by, now, seq, loaded: { sealed, number } }) {
    const state = next(decisionLife, decision.state, 'declare')
    const result = settled(decision, sealed, casting)
    if (resolves(decision, result) && number === null) throw new Refusal('unavailable', 'platform.unavailable')
    const { verdict } = result
    const declaration = { by, at: now.getTime(), number, verdict, casting }
    const declared = { ...decision, state, result, declaration }
    return { changes: [change('decision.declared', declared)], answer: { seq, number } }
  },
}
