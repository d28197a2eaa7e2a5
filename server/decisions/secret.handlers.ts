import type { Handlers } from '#server/platform/handler.ts'
import { roundOf } from '#shared/decisions/decision.ts'
import { seatsOf } from '#shared/decisions/electorate.ts'
import type { secretCommands } from '#shared/decisions/secret.contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { freshDecision, subjectOfVote } from './access.ts'
import { isOpen } from './casting.ts'
import { frozenRoll } from './roll.ts'
import { keepToken } from './secret.model.ts'
import { signForRound } from './secretVotes.ts'

export const secretHandlers: Handlers<keyof typeof secretCommands> = {
  'ballot.token': {
    subject: subjectOfVote,
    async run({ input, by, hub }) {
      const { blinded, seat: id } = input
      const decision = await freshDecision(hub, input.room, input.decision)
      if (decision.secrecy !== 'secret') throw new Refusal('wrong_state', 'decisions.notSecret')
      if (decision.round !== input.round) throw new Refusal('conflict', 'decisions.otherRound')
      if (!isOpen(decision, hub.clock.now().getTime())) throw new Refusal('wrong_state', 'decisions.notOpen')
      const roll = await frozenRoll(hub, decision)
      const seat = roll && seatsOf(roll, by).find((own) => own.id === id)
      if (!seat) throw new Refusal('not_allowed', 'decisions.notYourSeat')
      // Where a delegate is named, a token in another's hand would take the vote from them.
      if (seat.named !== null && seat.named !== by) throw new Refusal('not_allowed', 'decisions.seatIsNamed')
      const of = roundOf(decision)
      const signature = await signForRound(hub, of, blinded)
      const held = await keepToken(hub.store, { _id: `${of}:${id}`, by, blinded, signature })
      if (held.by !== by) throw new Refusal('conflict', 'decisions.tokenTaken')
      if (held.blinded !== blinded) throw new Refusal('conflict', 'decisions.tokenElsewhere')
      return { signature }
    },
  },
}
