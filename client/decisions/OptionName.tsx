import classes from './Ballot.module.css'
import type { Option } from './paper.ts'

/** What one may vote for, with a line about it. */
export function OptionName({ option: { text, detail } }: { option: Option }) {
  return (
    <span className={classes.name}>
      {text}
      {detail && <span className={classes.detail}>{detail}</span>}
    </span>
  )
}
