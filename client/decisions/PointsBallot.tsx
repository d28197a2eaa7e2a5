import './ballot.texts.ts'
import { ActionIcon } from '@mantine/core'
import { Minus, Plus } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { marksOf } from '#shared/decisions/decision.ts'
import classes from './Ballot.module.css'
import { OptionName } from './OptionName.tsx'
import { marksIn, type Paper, usedIn, withMark } from './paper.ts'

interface Props {
  paper: Paper
  content: Ballot | null
  onChange(content: Ballot | null): void
}

/** Points to share out, several on one where one likes. */
export function PointsBallot({ paper, content, onChange }: Props) {
  const { t } = useText()
  const marks = marksIn(content)
  const limit = marksOf(paper).inAll ?? 0
  const left = limit - usedIn(content)
  return (
    <fieldset className={classes.ballot}>
      <legend className={classes.legend}>{t('decisions.points.legend', { count: limit })}</legend>
      <div className={classes.cards}>
        {paper.options.map((option) => {
          const points = marks[option.id] ?? 0
          const give = (next: number) => onChange(withMark(content, option.id, next === 0 ? null : next))
          return (
            <div key={option.id} className={classes.row}>
              <OptionName option={option} />
              <div className={classes.stepper}>
                <ActionIcon
                  size={46}
                  variant="default"
                  disabled={points === 0}
                  aria-label={t('decisions.points.less', { name: option.text })}
                  onClick={() => give(points - 1)}
                >
                  <Minus size={20} aria-hidden />
                </ActionIcon>
                <output
                  className={classes.points}
                  aria-label={t('decisions.points.of', { name: option.text, count: points })}
                >
                  {points}
                </output>
                <ActionIcon
                  size={46}
                  variant="default"
                  disabled={left <= 0}
                  aria-label={t('decisions.points.more', { name: option.text })}
                  onClick={() => give(points + 1)}
                >
                  <Plus size={20} aria-hidden />
                </ActionIcon>
              </div>
            </div>
          )
        })}
      </div>
      <div className={classes.left} role="status">
        {t('decisions.points.left', { count: left })}
      </div>
    </fieldset>
  )
}
