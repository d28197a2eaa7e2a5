import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'

/** What has been given to one option, or to yes, no or abstain. */
export interface Given {
  key: string
  label: string | null
  says?: 'yes' | 'no'
  /** As it is written: a whole number, or with the decimals of the count. */
  figure: string
  share: number
  isElected: boolean
}

const sayings = ['yes', 'no', 'abstain'] as const

/** A tally that is shown while voting goes on. */
export function givenLive(decision: Decision, tally: Readonly<Record<string, number>>): Given[] {
  const rows = keysOf(decision).map((row) => ({ ...row, figure: String(tally[row.key] ?? 0), isElected: false }))
  return shared(decision, rows)
}

/** The figures of a sealed round: of all voters, or of the last stage of a count. */
export function givenAtLast(decision: Decision): Given[] {
  const { result } = decision
  const votes = result?.votes?.['']
  if (votes) return givenLive(decision, { yes: votes.yes, no: votes.no, abstain: votes.abstain })
  const stages = result?.count?.stages ?? []
  const rows = decision.options.map(({ id, text }) => {
    // Whoever was excluded keeps the figure of the stage before.
    const last = stages.findLast((stage) => Number(stage.votes[text] ?? 0) > 0)
    const figure = last?.votes[text] ?? '0'
    return { key: id, label: text, figure, isElected: result?.elected.includes(id) ?? false }
  })
  return shared(decision, rows).sort(
    (a, b) => Number(b.isElected) - Number(a.isElected) || Number(b.figure) - Number(a.figure),
  )
}

const keysOf = ({ method, options }: Decision): Pick<Given, 'key' | 'label' | 'says'>[] =>
  method === 'yes-no'
    ? sayings.map((key) => ({ key, label: null, ...(key === 'abstain' ? {} : { says: key }) }))
    : options.map(({ id, text }) => ({ key: id, label: text }))

/** Where each ballot stands behind one row, parts of all of them; otherwise as long as the greatest. */
function shared({ method }: Decision, rows: Omit<Given, 'share'>[]): Given[] {
  const figures = rows.map(({ figure }) => Number(figure))
  const isParted = method === 'yes-no' || method === 'plurality'
  const whole = isParted ? figures.reduce((sum, figure) => sum + figure, 0) : Math.max(0, ...figures)
  return rows.map((row) => ({ ...row, share: whole === 0 ? 0 : Number(row.figure) / whole }))
}

/** A decimal as the count writes it, without zeros that say nothing. */
export const trimmed = (votes: string) => (votes.includes('.') ? votes.replace(/\.?0+$/, '') : votes)

/** Which of the rows a ballot stands behind. */
export function keysIn(ballot: Ballot | null): string[] {
  if (ballot?.kind === 'choice') return [ballot.says]
  if (ballot?.kind === 'marked') return Object.keys(ballot.marks).filter((key) => ballot.marks[key]! > 0)
  return ballot?.kind === 'ranked' ? (ballot.ranks[0] ?? []) : []
}
