import { notify } from '#server/notices/notify.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import { asHub } from '#server/rooms/asHub.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { roundOf } from '#shared/decisions/decision.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { freshDecision } from './access.ts'
import { peopleMissing } from './reminding.ts'
import { eraseLinks, sealRound } from './sealing.ts'

/** What is closed is counted and sealed, whichever process finds it, and in spite of a crash. */
const seal: Reaction = {
  name: 'sealBallots',
  on: ['decision.closed'],
  async run({ hub, change, room }) {
    const { id, round } = change.item as Decision
    await sealRound(hub, { room, decision: id, round })
  },
}

/** A void round is not counted: what links its voters and ballots goes. */
const forgetVoid: Reaction = {
  name: 'forgetVoidBallots',
  on: ['decision.voided', 'decision.erased'],
  async run({ hub, change }) {
    await eraseLinks(hub, change.item as Decision)
  },
}

/** The words of a poll are its author's as those of any message: they go with it. What an office asked stays on record. */
const erasePolls: Reaction = {
  name: 'erasePolls',
  on: ['message.deleted', 'message.redacted'],
  async run({ hub, change, room, cid }) {
    const { decision: id } = change.item as Message
    if (!id) return
    const { kind } = await freshDecision(hub, room, id)
    if (kind === 'poll') await asHub(hub, 'decision.erase', { room, decision: id }, cid)
  },
}

/** Whoever may vote is told that it is time; a poll waits for nobody. */
const tellOfBallot: Reaction = {
  name: 'tellOfBallot',
  on: ['decision.opened'],
  async run({ hub, change, room, seq, by }) {
    const decision = change.item as Decision
    if (decision.kind === 'poll') return
    const { id: subject } = decision
    const people = (await peopleMissing(hub, decision)).filter((person) => person !== by)
    const telling = { kind: 'ballot', room, seq, subject, by, once: roundOf(decision) }
    await notify(
      hub,
      people.map((person) => ({ ...telling, person })),
    )
  },
}

export const decisionReactions: Reaction[] = [seal, forgetVoid, erasePolls, tellOfBallot]
