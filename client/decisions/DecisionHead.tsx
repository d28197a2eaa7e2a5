import './decisions.texts.ts'
import { Badge } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import classes from './Decision.module.css'
import { useMoment } from './useMoment.ts'

const colours: Record<Decision['state'], string> = {
  draft: 'gray',
  discarded: 'gray',
  open: 'green',
  closing: 'yellow',
  sealed: 'blue',
  declared: 'brand',
  void: 'red',
}

/** What kind of decision it is, how it stands, and until when. */
export function DecisionHead({ decision }: { decision: Decision }) {
  const { t, relative, date, time } = useText()
  const { kind, state, round, closesAt, closedAt } = decision
  const now = useMoment(state === 'open' && closesAt !== null)
  return (
    <div className={classes.facts}>
      <span>{t(`decisions.kind.${kind}`)}</span>
      <Badge variant="light" color={colours[state]}>
        {t(`decisions.state.${state}`)}
      </Badge>
      {round > 1 && <span>{t('decisions.round', { round })}</span>}
      {state === 'open' && closesAt !== null && (
        <span title={t('decisions.closesAt', { date: date(closesAt), time: time(closesAt) })}>
          {t('decisions.closes', { when: relative(closesAt, now) })}
        </span>
      )}
      {closedAt !== undefined && closedAt !== null && state !== 'open' && (
        <span>{t('decisions.closed', { date: date(closedAt), time: time(closedAt) })}</span>
      )}
    </div>
  )
}
