import { UnstyledButton } from '@mantine/core'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './Decision.module.css'

export interface Bar {
  key: string
  label: ReactNode
  /** How much of the whole width it takes, 0 to 1; null where that is not told. */
  share: number | null
  figure: string
  says?: 'yes' | 'no' | undefined
  isMine?: boolean
  badge?: ReactNode
}

/** Figures beside each other, as bars; with `onPick` each is a button that votes. */
export function Bars({ bars, onPick, isBusy }: { bars: readonly Bar[]; onPick?(key: string): void; isBusy?: boolean }) {
  return (
    <ul className={classes.bars}>
      {bars.map((bar) => (
        <li key={bar.key}>
          {onPick ? (
            <UnstyledButton
              className={classes.bar}
              data-says={bar.says}
              data-is-mine={bar.isMine || undefined}
              aria-pressed={bar.isMine ?? false}
              disabled={isBusy ?? false}
              onClick={() => onPick(bar.key)}
            >
              <Inside bar={bar} />
            </UnstyledButton>
          ) : (
            <div className={classes.bar} data-says={bar.says} data-is-mine={bar.isMine || undefined}>
              <Inside bar={bar} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Inside({ bar: { label, share, figure, isMine, badge } }: { bar: Bar }) {
  return (
    <>
      {share !== null && <div className={classes.fill} style={{ width: `${share * 100}%` }} />}
      <div className={classes.line}>
        <span className={classes.label}>{label}</span>
        {isMine && <Check size={16} aria-hidden />}
        {badge}
        <span className={classes.figure}>{figure}</span>
      </div>
    </>
  )
}
