import { change, type LogHandler } from '#server/platform/handler.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { ofDecision, theDecision } from './access.ts'

/** What stays of a decision whose words are taken out of the log: how many voted, not upon what. */
export const eraseDecision = (decision: Decision): Decision => ({
  ...decision,
  title: '',
  body: '',
  options: decision.options.map(({ id }) => ({ id, text: '' })),
  reason: '',
  result: decision.result && { ...decision.result, count: null },
})

/** A round under way ends with the question. */
const endedBy = ({ state }: Decision): Decision['state'] => (state === 'open' || state === 'closing' ? 'void' : state)

export const erasePoll: LogHandler<'decision.erase'> = {
  needs: theDecision,
  subject: ofDecision,
  decide({ subject: { decision }, seq }) {
    if (decision.isErased) throw new Refusal('already_done', 'platform.wrongState')
    const erased = { ...eraseDecision(decision), state: endedBy(decision), isErased: true as const }
    return { changes: [change('decision.erased', erased)], answer: { seq } }
  },
}
