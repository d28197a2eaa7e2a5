import type { Decision, DecisionTerms } from '#shared/decisions/decision.shape.ts'
import { faultOfTerms } from '#shared/decisions/decision.ts'
import { presets } from '#shared/decisions/presets.ts'
import { Refusal } from '#shared/platform/refusal.ts'

/** The terms as they are kept: without a rule of its own, a decision takes that of its preset. Refuses what cannot be voted upon. */
export function settledTerms(terms: DecisionTerms): DecisionTerms {
  const preset = terms.preset && presets[terms.preset]
  const ruled = preset && terms.rule === null && terms.method === 'yes-no' ? { ...terms, ...ruleOf(preset) } : terms
  const fault = faultOfTerms(ruled)
  if (fault)
    throw new Refusal('invalid_input', 'platform.checkInput', { fields: { [`terms.${fault.field}`]: fault.key } })
  return ruled
}

function ruleOf({
  rule,
  counts,
}: (typeof presets)[keyof typeof presets]): Pick<DecisionTerms, 'rule' | 'noNeedsReason'> {
  const conditions = rule.conditions.map((condition) => ({ ...condition }))
  return { rule: { ...rule, conditions }, noNeedsReason: !counts.noWithoutReasons }
}

/** A decision that nobody can vote upon yet. */
export const draftOf = (
  terms: DecisionTerms,
  { id, kind, author, at }: Pick<Decision, 'id' | 'kind' | 'author' | 'at'>,
): Omit<Decision, 'version'> => ({
  ...settledTerms(terms),
  id,
  kind,
  author,
  at,
  state: 'draft',
  round: 1,
  reason: '',
  openedAt: null,
  roll: null,
  key: null,
  closedAt: null,
  result: null,
  dice: [],
  declaration: null,
  message: null,
  isPublished: false,
})

/** Refuses a closing time that lies behind. `now` in ms since 1970. */
export function mustLieAhead(closesAt: number | null, now: number): void {
  if (closesAt === null || closesAt > now) return
  throw new Refusal('invalid_input', 'platform.checkInput', {
    fields: { closesAt: 'decisions.terms.closesInThePast' },
  })
}
