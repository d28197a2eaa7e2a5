import { stringify } from 'csv-stringify/browser/esm/sync'
import { writeBlt } from './blt.ts'
import type { Decision } from './decision.shape.ts'
import { ballotKindOf } from './decision.ts'
import { distinct } from './distinct.ts'
import { type BallotGroup, electionOf } from './result.ts'

type Asked = Pick<Decision, 'title' | 'method' | 'seats'> & { options: readonly { id: string; text: string }[] }

/**
 * The ballots of a round as a file for any counter: BLT where they are ranked, otherwise a table with a row for each sort
 * of ballot, which `npm run count` reads, or for yes and no any spreadsheet. Blank ballots are in the second alone.
 */
export function ballotSheetOf(decision: Asked, groups: readonly BallotGroup[]) {
  const kind = ballotKindOf(decision.method)
  if (kind === 'choice') return { name: 'ballots.csv', text: csvOf(choiceRows(groups)) } as const
  const election = electionOf({ ...decision, options: [...decision.options] }, groups)
  if (kind === 'ranked') {
    return {
      name: 'ballots.blt',
      text: writeBlt('ranked' in election ? election : { ...election, ranked: [] }),
    } as const
  }
  const names = distinct(decision.options.map(({ text }) => text))
  const marked = 'marked' in election ? election.marked : []
  return {
    name: 'ballots.csv',
    text: csvOf([['count', ...names], ...marked.map((row) => [row.count, ...row.marks])]),
  } as const
}

type Cell = string | number | null

const choiceRows = (groups: readonly BallotGroup[]): Cell[][] => [
  ['votes', 'ballots', 'class', 'says', 'reason'],
  ...groups.map(({ content, voterClass, ballots, votes }) => {
    const isChoice = content.kind === 'choice'
    return [votes, ballots, voterClass, isChoice ? content.says : 'blank', isChoice ? (content.reason ?? null) : null]
  }),
]

/** A name or a reason could be a formula otherwise. */
const csvOf = (rows: Cell[][]) => stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' })
