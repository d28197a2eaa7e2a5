import './decisions.texts.ts'
import { Skeleton, Text } from '@mantine/core'
import { Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { latePart } from '#client/ui/latePart.tsx'
import { reasonIn } from '#shared/causes.ts'
import classes from './Decision.module.css'
import { DecisionActs, NextAct } from './DecisionActs.tsx'
import { DecisionHead } from './DecisionHead.tsx'
import { Progress, ProgressToCome } from './Progress.tsx'
import { QuickBallot, quickSeat } from './QuickBallot.tsx'
import { LiveTally, Result } from './Result.tsx'
import { Standing } from './Standing.tsx'
import { type Seen, useDecision } from './useDecision.ts'

const SecretPart = latePart(async () => (await import('./SecretPart.tsx')).SecretPart)
const BallotDialog = latePart(async () => (await import('./BallotDialog.tsx')).BallotDialog)

/** A decision in the talk: what is asked, how it stands, one's own part in it, and what came of it. */
export function DecisionCard({ room, decision }: { room: string; decision: string }) {
  const { say } = useText()
  const { seen, refusal } = useDecision(room, decision)
  if (refusal && !seen) return <Text c="dimmed">{say(refusal)}</Text>
  if (!seen) return <Skeleton height={150} maw={620} />
  return (
    <section className={classes.card} aria-label={seen.decision.title}>
      <div className={classes.head}>
        <DecisionHead decision={seen.decision} />
        <DecisionActs room={room} decision={seen.decision} />
      </div>
      <p className={classes.title}>
        <Link to={`/rooms/${room}/decisions/${seen.decision.id}`}>{seen.decision.title}</Link>
      </p>
      <DecisionMatter seen={seen} />
    </section>
  )
}

/** All but the head: shown in the talk, and on the decision's own page. */
export function DecisionMatter({ seen }: { seen: Seen }) {
  const { t, language } = useText()
  const [isVoting, setVoting] = useState(false)
  const { room, decision, progress, mine } = seen
  const { state, secrecy, isLive } = decision
  const seat = quickSeat(seen)
  const own = mine?.seats.length === 1 ? (mine.seats[0]?.ballot?.content ?? null) : null
  const isOpen = state === 'open'
  return (
    <>
      {seat && <QuickBallot seen={seen} seat={seat} />}
      {secrecy === 'secret' && state !== 'draft' && (
        <Suspense>
          <SecretPart seen={seen} />
        </Suspense>
      )}
      {isOpen && !seat && secrecy !== 'secret' && <Standing seen={seen} onVote={() => setVoting(true)} />}
      {isOpen && !seat && progress?.tally && <LiveTally decision={decision} tally={progress.tally} mine={own} />}
      {(isOpen || state === 'closing') && (progress ? <Progress progress={progress} /> : <ProgressToCome />)}
      {state === 'closing' && <p className={classes.quiet}>{t('decisions.counting')}</p>}
      {state === 'void' && (
        <p className={classes.quiet}>{t('decisions.void.because', { reason: reasonIn(decision, language) })}</p>
      )}
      {(state === 'sealed' || state === 'declared') && <Result decision={decision} mine={own} />}
      <NextAct room={room} decision={decision} />
      {isOpen && (
        <p className={classes.quiet}>
          {t(`decisions.secrecy.${secrecy}`)} {!isLive && t('decisions.hidden')}
        </p>
      )}
      <Suspense>{isVoting && <BallotDialog seen={seen} onClose={() => setVoting(false)} />}</Suspense>
    </>
  )
}
