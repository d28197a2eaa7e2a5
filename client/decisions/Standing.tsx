import './decisions.texts.ts'
import { Button } from '@mantine/core'
import { Check, Vote } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { mayChange } from '#shared/decisions/decision.ts'
import classes from './Decision.module.css'
import { useBallotWords } from './useBallotWords.ts'
import type { Seen } from './useDecision.ts'

/** Whether one may vote, has voted, or why not; and the way to the ballot. */
export function Standing({ seen: { decision, mine }, onVote }: { seen: Seen; onVote(): void }) {
  const { t } = useText()
  const wordsOf = useBallotWords()
  if (!mine || decision.state !== 'open') return null
  if (mine.barred) return <p className={classes.quiet}>{t(`decisions.barred.${mine.barred}`)}</p>
  if (mine.seats.length === 0) return <p className={classes.quiet}>{t('decisions.notOnRoll')}</p>
  const open = mine.seats.filter(({ ballot }) => ballot === null)
  const [first] = mine.seats
  if (open.length > 0) {
    const isPart = open.length < mine.seats.length
    return (
      <div className={classes.deeds}>
        <Button size="md" leftSection={<Vote size={18} aria-hidden />} onClick={onVote}>
          {t(isPart ? 'decisions.voteRest' : 'decisions.vote')}
        </Button>
        {!isPart && <span className={classes.quiet}>{t('decisions.mayVote')}</span>}
      </div>
    )
  }
  const words = mine.seats.length === 1 && first?.ballot ? wordsOf(decision, first.ballot.content) : ''
  return (
    <div className={classes.deeds}>
      <span className={classes.voted}>
        <Check size={16} aria-hidden />
        {words === '' ? t('decisions.voted') : t('decisions.voted.as', { words })}
      </span>
      {mayChange(decision) && (
        <Button size="compact-sm" variant="subtle" onClick={onVote}>
          {t('decisions.voteAgain')}
        </Button>
      )}
    </div>
  )
}
