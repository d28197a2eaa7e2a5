import { useText } from '#client/i18n.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { fillingOf, type Paper } from './paper.ts'

/** A ballot in one line. */
export function useBallotWords() {
  const { t } = useText()
  return (paper: Paper, ballot: Ballot): string => {
    const nameOf = (id: string) => paper.options.find((option) => option.id === id)?.text ?? id
    switch (ballot.kind) {
      case 'blank':
        return t('decisions.blank')
      case 'choice':
        return t(`decisions.${ballot.says}`)
      case 'ranked':
        return ballot.ranks.map((rank) => rank.map(nameOf).join(' = ')).join(' > ')
      case 'marked': {
        const filling = fillingOf(paper)
        const tellsMark = filling === 'points' || filling === 'scores'
        return Object.entries(ballot.marks)
          .map(([id, mark]) => (tellsMark ? `${nameOf(id)} ${mark}` : nameOf(id)))
          .join(' · ')
      }
    }
  }
}
