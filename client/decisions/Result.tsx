import './decisions.texts.ts'
import { Badge, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { usePerson } from '#client/members/people.store.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { Verdict } from '#shared/decisions/majority.ts'
import { verdictSentences } from '#shared/decisions/reasons.ts'
import { Bars } from './Bars.tsx'
import { type Given, givenAtLast, givenLive, keysIn, trimmed } from './barsOf.ts'
import classes from './Decision.module.css'

/** What came of a round: the verdict with its reasons, the figures, and its number once it is declared. */
export function Result({ decision, mine }: { decision: Decision; mine: Ballot | null }) {
  const { t } = useText()
  const { result } = decision
  if (!result) return null
  const verdict = decision.declaration?.verdict ?? result.verdict
  const isEmpty = result.turnout[0]?.cast === 0
  return (
    <>
      {verdict && <VerdictWords verdict={verdict as Verdict} />}
      {isEmpty ? (
        <p className={classes.quiet}>{t('decisions.noResult')}</p>
      ) : (
        <GivenBars given={givenAtLast(decision)} mine={mine} isElection={decision.kind === 'election'} />
      )}
      {result.blank > 0 && <p className={classes.quiet}>{t('decisions.blanks', { count: result.blank })}</p>}
      {result.awaits && decision.state === 'sealed' && (
        <Text size="sm" fw={600}>
          {t(`decisions.awaits.${result.awaits}`)}
        </Text>
      )}
      <Declaration decision={decision} />
    </>
  )
}

export function VerdictWords({ verdict }: { verdict: Verdict }) {
  const { language } = useText()
  return (
    <ul className={classes.verdict} data-outcome={verdict.outcome}>
      {verdictSentences(verdict, language).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

function Declaration({ decision: { declaration } }: { decision: Decision }) {
  const { t, bi, date } = useText()
  const by = usePerson(declaration?.by ?? null)
  if (!declaration) return null
  const name = by ? bi(by.name) : t('rooms.formerMember')
  return (
    <div className={classes.deeds}>
      {declaration.number && (
        <Badge size="lg" variant="outline">
          {t('decisions.resolution', { number: declaration.number })}
        </Badge>
      )}
      <span className={classes.quiet}>{t('decisions.declaredBy', { name, date: date(declaration.at) })}</span>
    </div>
  )
}

/** The tally of a vote that shows it while it is open. */
export function LiveTally({ decision, tally, mine }: LiveProps) {
  return <GivenBars given={givenLive(decision, tally)} mine={mine} isElection={false} />
}
interface LiveProps {
  decision: Decision
  tally: Readonly<Record<string, number>>
  mine: Ballot | null
}

function GivenBars({ given, mine, isElection }: { given: Given[]; mine: Ballot | null; isElection: boolean }) {
  const { t } = useText()
  const own = keysIn(mine)
  const bars = given.map(({ key, label, says, figure, share, isElected }) => ({
    key,
    label: label ?? t(`decisions.${key as 'yes' | 'no' | 'abstain'}`),
    says,
    share,
    figure: trimmed(figure),
    isMine: own.includes(key),
    badge: isElected && <Badge>{t(isElection ? 'decisions.elected' : 'decisions.chosen')}</Badge>,
  }))
  return <Bars bars={bars} />
}
