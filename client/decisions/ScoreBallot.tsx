import '#client/ui/mantineLate.ts'
import './ballot.texts.ts'
import { Radio } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { marksOf } from '#shared/decisions/decision.ts'
import classes from './Ballot.module.css'
import { OptionName } from './OptionName.tsx'
import { marksIn, type Paper, withMark } from './paper.ts'

interface Props {
  paper: Paper
  content: Ballot | null
  onChange(content: Ballot | null): void
}

/** A score for each, all on the same scale. */
export function ScoreBallot({ paper, content, onChange }: Props) {
  const { t } = useText()
  const marks = marksIn(content)
  const highest = marksOf(paper).each
  const steps = Array.from({ length: highest + 1 }, (_, step) => step)
  return (
    <fieldset className={classes.ballot}>
      <legend className={classes.legend}>{t('decisions.scores.legend', { highest })}</legend>
      <div className={classes.cards}>
        {paper.options.map((option) => (
          <Radio.Group
            key={option.id}
            className={classes.row}
            label={<OptionName option={option} />}
            labelProps={{ className: classes.name }}
            value={marks[option.id]?.toString() ?? null}
            onChange={(step) => onChange(withMark(content, option.id, Number(step)))}
          >
            <div className={classes.scale}>
              {steps.map((step) => (
                <Radio.Card key={step} value={String(step)} className={classes.step}>
                  {step}
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
        ))}
      </div>
    </fieldset>
  )
}
