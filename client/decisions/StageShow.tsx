import './decisions.texts.ts'
import './pages.texts.ts'
import { ActionIcon, Badge, Button } from '@mantine/core'
import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { type CSSProperties, useEffect, useState } from 'react'
import { useText } from '#client/i18n.ts'
import type { DecisionResult } from '#shared/decisions/decision.shape.ts'
import { deedSentence, settledSentence } from '#shared/decisions/report.ts'
import { trimmed } from './barsOf.ts'
import classes from './StageShow.module.css'

type Count = NonNullable<DecisionResult['count']>
const everyMs = 2600

/** A count, stage by stage: bars that grow and shrink as votes are transferred, forwards, back, or by itself. */
export function StageShow({ count, isLarge }: { count: Count; isLarge?: boolean }) {
  const { t, language } = useText()
  const { stages, quota } = count
  const show = useStages(stages.length)
  const stage = stages[show.at]!
  const names = namesOf(count)
  const greatest = Math.max(Number(quota ?? 0), ...stages.flatMap(({ votes }) => Object.values(votes).map(Number)), 1)
  const width = (votes: string) => `${(Number(votes) / greatest) * 100}%`
  const until = stages.slice(0, show.at + 1)
  return (
    <div
      className={classes.show}
      data-is-large={isLarge || undefined}
      style={{ '--rows': names.length } as CSSProperties}
    >
      <div className={classes.steps}>
        <ActionIcon
          variant="default"
          size={40}
          disabled={show.at === 0}
          aria-label={t('decisions.stage.back')}
          onClick={() => show.goTo(show.at - 1)}
        >
          <ChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <Button
          variant="light"
          leftSection={show.isPlaying ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />}
          onClick={show.toggle}
        >
          {t(show.isPlaying ? 'decisions.stage.pause' : show.isLast ? 'decisions.stage.again' : 'decisions.stage.play')}
        </Button>
        <ActionIcon
          variant="default"
          size={40}
          disabled={show.isLast}
          aria-label={t('decisions.stage.next')}
          onClick={() => show.goTo(show.at + 1)}
        >
          <ChevronRight size={20} aria-hidden />
        </ActionIcon>
        <span className={classes.number}>{t('decisions.stage', { number: stage.number, count: stages.length })}</span>
      </div>
      <p className={classes.deed} role="status">
        {deedSentence(stage.deed, language)}
        {count.ties
          .filter((tie) => tie.stage === stage.number)
          .map((tie) => (
            <span key={tie.chosen} className={classes.tie}>
              {settledSentence(tie, language)}
            </span>
          ))}
      </p>
      <ol className={classes.names}>
        {names.map((name) => {
          const isElected = until.some(({ elected }) => elected.includes(name))
          const isExcluded = until.some(({ excluded }) => excluded.includes(name))
          const votes = stage.votes[name] ?? '0'
          return (
            <li key={name} data-is-elected={isElected || undefined} data-is-excluded={isExcluded || undefined}>
              <div className={classes.line}>
                <span className={classes.name}>{name}</span>
                {isElected && (
                  <Badge color="green" size={isLarge ? 'lg' : 'md'}>
                    {t('decisions.elected')}
                  </Badge>
                )}
                {isExcluded && (
                  <Badge color="gray" variant="light" size={isLarge ? 'lg' : 'md'}>
                    {t('decisions.stage.excluded')}
                  </Badge>
                )}
                <span className={classes.votes}>{trimmed(votes)}</span>
              </div>
              <div className={classes.track}>
                <div className={classes.bar} style={{ width: width(votes) }} />
                {quota !== null && <div className={classes.quota} style={{ left: width(quota) }} />}
              </div>
            </li>
          )
        })}
      </ol>
      <p className={classes.foot}>
        {quota !== null && <span>{t('decisions.stage.quota', { quota: trimmed(quota) })}</span>}
        {Number(stage.exhausted) > 0 && (
          <span>{t('decisions.stage.exhausted', { votes: trimmed(stage.exhausted) })}</span>
        )}
      </p>
    </div>
  )
}

/** By the first stage, the most votes first: nobody changes places while the votes move. */
function namesOf({ stages }: Count): string[] {
  const [first] = stages
  return Object.entries(first?.votes ?? {})
    .sort(([, one], [, other]) => Number(other) - Number(one))
    .map(([name]) => name)
}

function useStages(count: number) {
  const [at, setAt] = useState(count - 1)
  const [isPlaying, setPlaying] = useState(false)
  const isLast = at === count - 1
  useEffect(() => {
    if (!isPlaying) return
    const timer = setTimeout(() => (isLast ? setPlaying(false) : setAt(at + 1)), everyMs)
    return () => clearTimeout(timer)
  }, [isPlaying, at, isLast])
  return {
    at,
    isPlaying,
    isLast,
    goTo(stage: number) {
      setPlaying(false)
      setAt(stage)
    },
    toggle() {
      if (!isPlaying && isLast) setAt(0)
      setPlaying(!isPlaying)
    },
  }
}
