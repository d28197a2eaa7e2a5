import type { Language } from '#shared/platform/language.shape.ts'
import { filled } from '#shared/platform/language.ts'
import { baseNames, countedAs, outcomeNames, reasonTexts, tieBreakers, voteNames } from './majority.texts.ts'
import type { Reason, Verdict } from './majority.ts'

/** A verdict with its reasons, each a sentence. */
export const verdictSentences = ({ outcome, reasons }: Verdict, language: Language): string[] => [
  outcomeNames[outcome][language],
  ...reasons.map((reason) => reasonSentence(reason, language)),
]

export function reasonSentence(reason: Reason, language: Language): string {
  switch (reason.kind) {
    case 'quorum': {
      const text = reason.isMet ? reasonTexts.quorumMet : reasonTexts.quorumMissed
      const { had, of, needed } = reason
      const values = {
        had,
        of,
        needed,
        base: baseNames[reason.base][language],
        counts: countedAs[reason.counts][language],
      }
      return filled(text[language], values)
    }
    case 'condition':
      return conditionSentence(reason, language)
    case 'noEffectiveVotes':
      return reasonTexts.noEffectiveVotes[language]
    case 'tie': {
      const { tie, cast, votes } = reason
      if (tie === 'lost') return filled(reasonTexts.tieLost[language], { votes })
      const by = tieBreakers[tie][language]
      if (cast === null) return filled(reasonTexts.tieOpen[language], { votes, by })
      return filled(reasonTexts.tieSettled[language], { votes, by, vote: voteNames[cast][language] })
    }
  }
}

function conditionSentence(
  { condition, had, of, needed }: Extract<Reason, { kind: 'condition' }>,
  language: Language,
): string {
  const { base, says, votersOf } = condition
  const isOfPeople = base === 'present' || base === 'entitled'
  const text = reasonTexts[isOfPeople ? (`${says}OfPeople` as const) : says]
  const group = votersOf === null ? '' : language === 'zh' ? `${votersOf} 成员：` : `${votersOf} members: `
  return filled(text[language], { class: group, had, of, needed, base: baseNames[base][language] })
}
