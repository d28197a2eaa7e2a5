import './rule.texts.ts'
import { useText } from '#client/i18n.ts'
import { baseNames, countedAs } from '#shared/decisions/majority.texts.ts'
import type { Condition, MajorityRule } from '#shared/decisions/majority.ts'

/** A majority rule in words, one sentence for each of its parts. */
export function useRuleSentences(): (rule: MajorityRule) => string[] {
  const { t, language } = useText()
  function ofCondition(condition: Condition): string {
    const base = baseNames[condition.base][language]
    const words =
      condition.says === 'yes'
        ? t(`decisions.rule.yes.${condition.share.by}`, { base, p: condition.share.p, q: condition.share.q })
        : t(`decisions.rule.no.${condition.limit.by}`, { base, p: condition.limit.p, q: condition.limit.q })
    return condition.votersOf === null ? words : t('decisions.rule.ofClass', { class: condition.votersOf, rule: words })
  }
  return ({ conditions, quorum, tie }) => [
    ...conditions.map(ofCondition),
    ...(quorum
      ? [
          t(`decisions.rule.quorum.${quorum.share.by}`, {
            base: baseNames[quorum.base][language],
            counts: countedAs[quorum.counts][language],
            p: quorum.share.p,
            q: quorum.share.q,
          }),
        ]
      : []),
    t(`decisions.rule.tie.${tie}`),
  ]
}
