import './decisions.texts.ts'
import './pages.texts.ts'
import { Button, Title } from '@mantine/core'
import { MessageSquare, Presentation } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { MessageText } from '#client/rooms/MessageText.tsx'
import { Card } from '#client/ui/Card.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageSkeleton } from '#client/ui/Skeletons.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import classes from './Decision.module.css'
import { DecisionActs } from './DecisionActs.tsx'
import { DecisionMatter } from './DecisionCard.tsx'
import { DecisionHead } from './DecisionHead.tsx'
import { StageShow } from './StageShow.tsx'
import { TermsList } from './TermsList.tsx'
import { useBallotWords } from './useBallotWords.ts'
import { type Seen, useDecision } from './useDecision.ts'
import { useHeld } from './useHeld.ts'
import { useSeatName } from './useSeatName.ts'

const RecountCard = latePart(async () => (await import('./RecountCard.tsx')).RecountCard)
const DecisionWall = latePart(async () => (await import('./DecisionWall.tsx')).DecisionWall)

/** One decision with all that is known of it: `/rooms/:room/decisions/:decision`. */
export function DecisionPage() {
  const { room = '', decision = '' } = useParams()
  useHeld(room)
  const { seen, refusal, retry } = useDecision(room, decision)
  if (refusal && !seen) return <ErrorState refusal={refusal} onRetry={retry} />
  return seen ? <SeenPage seen={seen} /> : <PageSkeleton />
}

function SeenPage({ seen }: { seen: Seen }) {
  const { t } = useText()
  const [isOnWall, setOnWall] = useState(false)
  const { room, decision } = seen
  const { result } = decision
  const isOver = decision.state === 'sealed' || decision.state === 'declared'
  return (
    <Page
      title={decision.title}
      width="narrow"
      back={{ to: `/rooms/${room}/decisions`, label: t('decisions.page.toList') }}
      actions={
        decision.openedAt !== null && (
          <>
            {decision.message && (
              <Button
                variant="default"
                size="compact-md"
                component={Link}
                to={`/rooms/${room}?message=${decision.message}`}
                leftSection={<MessageSquare size={15} aria-hidden />}
              >
                {t('decisions.page.toTalk')}
              </Button>
            )}
            <Button
              variant="default"
              size="compact-md"
              leftSection={<Presentation size={15} aria-hidden />}
              onClick={() => setOnWall(true)}
            >
              {t('decisions.wall')}
            </Button>
          </>
        )
      }
    >
      <section className={classes.card} data-is-wide aria-label={decision.title}>
        <div className={classes.head}>
          <DecisionHead decision={decision} />
          <DecisionActs room={room} decision={decision} />
        </div>
        {decision.body !== '' && <MessageText text={decision.body} />}
        <DecisionMatter seen={seen} />
      </section>
      {isOver && result?.count && result.count.stages.length > 1 && (
        <Card>
          <Title order={2} size="h4" mb="sm">
            {t('decisions.page.stages')}
          </Title>
          <StageShow count={result.count} />
        </Card>
      )}
      {isOver && decision.secrecy === 'named' && <NamedBallots room={room} decision={decision} />}
      <Card>
        <Title order={2} size="h4" mb="sm">
          {t('decisions.page.terms')}
        </Title>
        <TermsList room={room} decision={decision} />
      </Card>
      <Suspense>
        <RecountCard seen={seen} />
      </Suspense>
      <Suspense>{isOnWall && <DecisionWall seen={seen} onClose={() => setOnWall(false)} />}</Suspense>
    </Page>
  )
}

/** Each seat with its ballot, once a named vote is sealed. */
function NamedBallots({ room, decision }: { room: string; decision: Decision }) {
  const { t } = useText()
  const { data } = useAsk('decision.ballots', { room, decision: decision.id, round: decision.round })
  const nameOf = useSeatName()
  const wordsOf = useBallotWords()
  if (!data || data.ballots.length === 0) return null
  return (
    <Card>
      <Title order={2} size="h4" mb="sm">
        {t('decisions.page.named')}
      </Title>
      <ul className={classes.named}>
        {data.ballots.map(({ seat, by, content }) => (
          <li key={seat}>
            <span className={classes.label}>
              {nameOf(seat)}
              {by !== seat && (
                <span className={classes.quiet}> {t('decisions.page.byProxy', { name: nameOf(by) })}</span>
              )}
            </span>
            <span className={classes.figure}>{wordsOf(decision, content)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
