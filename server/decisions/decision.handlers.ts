import { change, type Handlers } from '#server/platform/handler.ts'
import { ofRoom } from '#server/rooms/access.ts'
import { causeOf } from '#shared/causes.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { decisionLife, roundOf } from '#shared/decisions/decision.ts'
import type { decisionCommands } from '#shared/decisions/decisions.contract.ts'
import { fewestOfAKind } from '#shared/decisions/electorate.ts'
import { allows, next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { OfRoom } from '#shared/rooms/room.ts'
import { decisionIn, ofDecision, theDecision } from './access.ts'
import { findSealed } from './ballot.model.ts'
import { castBallot } from './casting.ts'
import { declareDecision, throwDice } from './declaring.ts'
import { erasePoll } from './erasing.ts'
import { openDecision, openPoll } from './opening.ts'
import { remindVoters } from './reminding.ts'
import { resultOfSealed } from './sealing.ts'
import { isTooFew } from './secretSealing.ts'
import { draftOf, mustLieAhead, settledTerms } from './terms.ts'

function openRoom({ room }: OfRoom): void {
  if (room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
}

/** The decision one step further; refuses where its life has no such step. */
const stepped = (decision: Decision, action: string, news: Partial<Decision>) => ({
  ...decision,
  ...news,
  state: next(decisionLife, decision.state, action),
})

export const decisionHandlers: Handlers<keyof typeof decisionCommands> = {
  'decision.draft': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { kind, terms }, subject, by, now, seq, newId }) {
      openRoom(subject)
      const draft = draftOf(terms, { id: newId(), kind, author: by, at: now.getTime() })
      return { changes: [change('decision.drafted', draft)], answer: { decision: draft.id, seq } }
    },
  },
  'decision.change': {
    needs: theDecision,
    subject: ofDecision,
    decide({ input, subject, room, seq }) {
      openRoom(subject)
      const { most: _, highest: __, ...decision } = decisionIn(room, input.decision)
      const changed = stepped(decision, 'change', settledTerms(input.terms))
      return { changes: [change('decision.changed', changed)], answer: { seq } }
    },
  },
  'decision.discard': {
    needs: theDecision,
    subject: ofDecision,
    decide({ subject, seq }) {
      return { changes: [change('decision.discarded', stepped(subject.decision, 'discard', {}))], answer: { seq } }
    },
  },
  'decision.open': openDecision,
  'poll.open': openPoll,
  'decision.extend': {
    needs: theDecision,
    subject: ofDecision,
    decide({ input: { closesAt, reason }, subject: { decision }, now, seq }) {
      const extended = stepped(decision, 'extend', { closesAt, reason })
      const isOver = decision.closesAt !== null && decision.closesAt <= now.getTime()
      if (isOver) throw new Refusal('wrong_state', 'decisions.notOpen')
      mustLieAhead(closesAt, now.getTime())
      if (decision.closesAt === null || (closesAt !== null && closesAt <= decision.closesAt)) {
        throw new Refusal('invalid_input', 'platform.checkInput', { fields: { closesAt: 'decisions.notLonger' } })
      }
      return { changes: [change('decision.extended', extended)], answer: { seq } }
    },
  },
  'decision.close': {
    needs: theDecision,
    subject: ofDecision,
    decide({ input: { round, closesAt }, subject: { decision }, now, seq }) {
      const isMeant =
        (round ?? decision.round) === decision.round && (closesAt ?? decision.closesAt) === decision.closesAt
      if (!isMeant) throw new Refusal('already_done', 'decisions.notOpen')
      if (!allows(decisionLife, decision.state, 'close')) throw new Refusal('already_done', 'decisions.notOpen')
      const closed = stepped(decision, 'close', { closedAt: now.getTime() })
      return { changes: [change('decision.closed', closed)], answer: { seq } }
    },
  },
  'decision.seal': {
    needs: theDecision,
    load: ({ hub, input: { decision, round } }) => findSealed(hub.store, roundOf({ id: decision, round })),
    subject: ofDecision,
    decide({ input: { round }, subject: { decision }, seq, loaded }) {
      if (round !== decision.round || decision.state !== 'closing')
        throw new Refusal('already_done', 'decisions.notOpen')
      if (loaded && isTooFew(decision, loaded)) {
        const cause = causeOf('decisions.tooFewBallots', { fewest: fewestOfAKind })
        return {
          changes: [change('decision.voided', stepped(decision, 'void', { reason: '', cause }))],
          answer: { seq },
        }
      }
      const sealed = stepped(decision, 'seal', { result: resultOfSealed(decision, loaded) })
      return { changes: [change('decision.sealed', sealed)], answer: { seq } }
    },
  },
  'decision.throw': throwDice,
  'decision.declare': declareDecision,
  'decision.void': {
    needs: theDecision,
    subject: ofDecision,
    decide({ input: { reason }, subject: { decision }, seq }) {
      const voided = stepped(decision, 'void', { reason, isPublished: false })
      return { changes: [change('decision.voided', voided)], answer: { seq } }
    },
  },
  'decision.publish': {
    needs: theDecision,
    subject: ofDecision,
    decide({ input: { isPublished }, subject: { decision }, seq }) {
      if (decision.state !== 'declared') throw new Refusal('wrong_state', 'platform.wrongState')
      if (decision.isPublished === isPublished) throw new Refusal('already_done', 'platform.wrongState')
      return { changes: [change('decision.published', { ...decision, isPublished })], answer: { seq } }
    },
  },
  'decision.erase': erasePoll,
  'decision.remind': remindVoters,
  'ballot.cast': castBallot,
}
