import type { Reaction } from '#server/platform/reactions.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { eraseLinks, sealRound } from './sealing.ts'

/** What is closed is counted and sealed, whichever process finds it, and in spite of a crash. */
const seal: Reaction = {
  name: 'sealBallots',
  on: ['decision.closed'],
  async run({ hub, change, room, cid }) {
    const { id, round } = change.item as Decision
    await sealRound(hub, { room, decision: id, round, cid })
  },
}

/** A void round is not counted: what links its voters and ballots goes. */
const forgetVoid: Reaction = {
  name: 'forgetVoidBallots',
  on: ['decision.voided'],
  async run({ hub, change }) {
    await eraseLinks(hub, change.item as Decision)
  },
}

export const decisionReactions: Reaction[] = [seal, forgetVoid]
