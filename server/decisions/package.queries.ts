import { findEntry } from '#server/platform/entry.model.ts'
import type { QueryHandlers } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { roundOf } from '#shared/decisions/decision.ts'
import { leafOf } from '#shared/decisions/leaves.ts'
import type { packageQueries } from '#shared/decisions/package.contract.ts'
import { packageOf, type SealedRound } from '#shared/decisions/package.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { freshDecision, subjectOfVote } from './access.ts'
import { findSealed } from './ballot.model.ts'
import { signPackage } from './packageSigning.ts'
import { hubKey } from './receipts.ts'
import { findTokenHolders } from './secret.model.ts'

export const packageQueryHandlers: QueryHandlers<keyof typeof packageQueries> = {
  'decision.package': {
    async subject({ input, actor, hub }) {
      return { ...(await subjectOfVote({ input, actor, hub })), kind: input.kind }
    },
    async find({ input, hub }) {
      const decision = await freshDecision(hub, input.room, input.decision)
      return signPackage(packageOf(await sealedRound(hub, input.room, decision), input.kind), hubKey(hub.config))
    },
  },
}

async function sealedRound(hub: Hub, room: string, decision: Decision): Promise<SealedRound> {
  const sealed = decision.result && (await findSealed(hub.store, roundOf(decision)))
  if (!sealed) throw new Refusal('wrong_state', 'decisions.notSealed')
  const openings = sealed.ballots.map(({ serial, nonce, content, signature = null, voterClass, weight }) => {
    return { serial, nonce, ballot: content, signature, voterClass, weight }
  })
  const isSecret = decision.secrecy === 'secret'
  const entry = await findEntry(hub.store, room, decision.version)
  return {
    room,
    decision,
    openings,
    leaves: openings.map(leafOf),
    tokens: isSecret ? (await findTokenHolders(hub.store, roundOf(decision))).length : null,
    log: { seq: entry!.seq, hash: entry!.hash },
  }
}
