import '#client/ui/mantineLate.ts'
import './ballot.texts.ts'
import { Radio, Textarea } from '@mantine/core'
import { Minus, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import classes from './Ballot.module.css'

interface Props {
  content: Ballot | null
  onChange(content: Ballot): void
  /** Set where a no counts only with a reason. */
  asksReason: boolean
}

const sayings = [
  ['yes', ThumbsUp],
  ['no', ThumbsDown],
  ['abstain', Minus],
] as const

/** Yes, no or abstain. */
export function ChoiceBallot({ content, onChange, asksReason }: Props) {
  const { t } = useText()
  const choice = content?.kind === 'choice' ? content : null
  return (
    <Radio.Group
      label={t('decisions.choice.legend')}
      labelProps={{ className: classes.legend }}
      value={choice?.says ?? null}
      onChange={(says) => onChange({ ...choice, kind: 'choice', says: says as 'yes' | 'no' | 'abstain' })}
    >
      <div className={classes.cards}>
        {sayings.map(([says, Icon]) => (
          <Radio.Card key={says} value={says} className={classes.card} data-says={says}>
            <Radio.Indicator />
            <span className={classes.name}>{t(`decisions.${says}`)}</span>
            <Icon size={22} aria-hidden />
          </Radio.Card>
        ))}
      </div>
      {asksReason && choice?.says === 'no' && (
        <Textarea
          mt="sm"
          size="md"
          autosize
          minRows={2}
          label={t('decisions.reason')}
          description={t('decisions.reason.hint')}
          value={choice.reason ?? ''}
          onChange={(event) => onChange({ ...choice, reason: event.currentTarget.value })}
        />
      )}
    </Radio.Group>
  )
}
