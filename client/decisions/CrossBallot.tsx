import '#client/ui/mantineLate.ts'
import './ballot.texts.ts'
import { Checkbox, Radio } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { marksOf } from '#shared/decisions/decision.ts'
import classes from './Ballot.module.css'
import { OptionName } from './OptionName.tsx'
import { marksIn, type Option, type Paper, withMark } from './paper.ts'

interface Props {
  paper: Paper
  content: Ballot | null
  onChange(content: Ballot | null): void
}

/** One of several. */
export function SingleBallot({ paper, content, onChange }: Props) {
  const { t } = useText()
  return (
    <Radio.Group
      label={t('decisions.single.legend')}
      labelProps={{ className: classes.legend }}
      value={Object.keys(marksIn(content))[0] ?? null}
      onChange={(option) => onChange({ kind: 'marked', marks: { [option]: 1 } })}
    >
      <div className={classes.cards}>
        {paper.options.map((option) => (
          <Radio.Card key={option.id} value={option.id} className={classes.card}>
            <Radio.Indicator />
            <OptionName option={option} />
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}

/** Several crosses, up to a limit or as many as one likes. */
export function CrossesBallot({ paper, content, onChange }: Props) {
  const { t } = useText()
  const given = Object.keys(marksIn(content))
  const limit = marksOf(paper).inAll
  const left = limit === null ? null : limit - given.length
  const toggle = ({ id }: Option) => onChange(withMark(content, id, given.includes(id) ? null : 1))
  return (
    <fieldset className={classes.ballot}>
      <legend className={classes.legend}>
        {limit === null ? t('decisions.crosses.any') : t('decisions.crosses.most', { count: limit })}
      </legend>
      <div className={classes.cards}>
        {paper.options.map((option) => (
          <Checkbox.Card
            key={option.id}
            className={classes.card}
            checked={given.includes(option.id)}
            disabled={left === 0 && !given.includes(option.id)}
            onClick={() => toggle(option)}
          >
            <Checkbox.Indicator />
            <OptionName option={option} />
          </Checkbox.Card>
        ))}
      </div>
      {left !== null && (
        <div className={classes.left} role="status">
          {left === 0 ? t('decisions.crosses.used') : t('decisions.crosses.left', { count: left })}
        </div>
      )}
    </fieldset>
  )
}
