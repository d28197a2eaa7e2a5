import '#client/ui/mantineLate.ts'
import './decisions.texts.ts'
import './pages.texts.ts'
import { Modal } from '@mantine/core'
import { useEffect } from 'react'
import { useText } from '#client/i18n.ts'
import type { Verdict } from '#shared/decisions/majority.ts'
import { givenAtLast, givenLive, trimmed } from './barsOf.ts'
import classes from './DecisionWall.module.css'
import { Progress } from './Progress.tsx'
import { VerdictWords } from './Result.tsx'
import { StageShow } from './StageShow.tsx'
import type { Seen } from './useDecision.ts'

/** For the screen in the hall: the question, how many have voted, and then the result, in letters that all can read. */
export function DecisionWall({ seen: { decision, progress }, onClose }: { seen: Seen; onClose(): void }) {
  const { t } = useText()
  useWholeScreen()
  const { state, result, declaration } = decision
  const verdict = declaration?.verdict ?? result?.verdict
  const isOver = state === 'sealed' || state === 'declared'
  const tally = state === 'open' ? progress?.tally : undefined
  const given = isOver && result ? givenAtLast(decision) : tally ? givenLive(decision, tally) : []
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={t(`decisions.kind.${decision.kind}`)}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('decisions.wall.close') }}
    >
      <div className={classes.wall}>
        <h1 className={classes.title}>{decision.title}</h1>
        {progress && !isOver && (
          <>
            <p className={classes.count}>
              {progress.cast}
              <span>{` / ${progress.of}`}</span>
            </p>
            <Progress progress={progress} />
          </>
        )}
        {state === 'closing' && <p className={classes.line}>{t('decisions.counting')}</p>}
        {isOver && verdict && (
          <div className={classes.verdict}>
            <VerdictWords verdict={verdict as Verdict} />
          </div>
        )}
        {isOver && declaration?.number && (
          <p className={classes.line}>{t('decisions.resolution', { number: declaration.number })}</p>
        )}
        {isOver && result?.count && result.count.stages.length > 1 ? (
          <StageShow count={result.count} isLarge />
        ) : (
          <ul className={classes.bars}>
            {given.map(({ key, label, figure, share, says, isElected }) => (
              <li key={key} data-says={says} data-is-elected={isElected || undefined}>
                <span className={classes.label}>{label ?? t(`decisions.${key as 'yes' | 'no' | 'abstain'}`)}</span>
                <span className={classes.figure}>{trimmed(figure)}</span>
                <div className={classes.bar} style={{ width: `${share * 100}%` }} />
              </li>
            ))}
          </ul>
        )}
        {state === 'open' && !tally && <p className={classes.line}>{t('decisions.hidden')}</p>}
      </div>
    </Modal>
  )
}

/** The browser's own bars go too, where it lets them. */
function useWholeScreen() {
  useEffect(() => {
    document.documentElement.requestFullscreen?.().catch(() => {})
    return () => {
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
    }
  }, [])
}
