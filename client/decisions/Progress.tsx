import './decisions.texts.ts'
import { useText } from '#client/i18n.ts'
import type { DecisionProgress } from '#shared/decisions/decisions.contract.ts'
import classes from './Decision.module.css'

/** How many have voted, in all and by class. */
export function Progress({ progress: { cast, of, byClass, issued = 0 } }: { progress: DecisionProgress }) {
  const { t } = useText()
  const names = Object.entries(byClass).filter(([name]) => name !== '')
  const words = t('decisions.progress', { cast, of })
  return (
    <div>
      <div className={classes.track} role="progressbar" aria-label={words} aria-valuemax={of} aria-valuenow={cast}>
        <div style={{ width: `${of === 0 ? 0 : (cast / of) * 100}%` }} />
      </div>
      <p className={classes.quiet}>
        {words}
        {issued > cast && ` · ${t('decisions.progress.issued', { count: issued - cast })}`}
        {names.length > 1 && (
          <span>
            {' · '}
            {names
              .map(([name, part]) => t('decisions.progress.ofClass', { name, cast: part.cast, of: part.of }))
              .join(' · ')}
          </span>
        )}
      </p>
    </div>
  )
}

/** Until the figures are known: as high as they will be, so that nothing moves when they come. */
export function ProgressToCome() {
  return (
    <div aria-hidden style={{ visibility: 'hidden' }}>
      <div className={classes.track} />
      <p className={classes.quiet} style={{ minHeight: '1lh' }} />
    </div>
  )
}
