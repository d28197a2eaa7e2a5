import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { ballotKindOf, marksOf } from '#shared/decisions/decision.ts'

export type Option = Decision['options'][number]
/** What a ballot paper looks like: all of a decision that its filling in depends on. */
export type Paper = Pick<Decision, 'method' | 'options' | 'seats' | 'most' | 'highest' | 'allowsBlank'>

/** How a paper is filled in. */
export type Filling = 'choice' | 'ranking' | 'single' | 'crosses' | 'points' | 'scores'

export function fillingOf(paper: Omit<Paper, 'options' | 'allowsBlank'>): Filling {
  const kind = ballotKindOf(paper.method)
  if (kind !== 'marked') return kind === 'choice' ? 'choice' : 'ranking'
  if (paper.method === 'score' || paper.method === 'star') return 'scores'
  if (paper.method === 'cumulative' || paper.method === 'dot') return 'points'
  return marksOf(paper).inAll === 1 ? 'single' : 'crosses'
}

export const marksIn = (content: Ballot | null): Record<string, number> =>
  content?.kind === 'marked' ? content.marks : {}
export const usedIn = (content: Ballot | null): number =>
  Object.values(marksIn(content)).reduce((sum, mark) => sum + mark, 0)
/** Those ranked, the most preferred first. */
export const orderIn = (content: Ballot | null): string[] => (content?.kind === 'ranked' ? content.ranks.flat() : [])

/** With one mark changed; null takes it away. Null where no mark is left. */
export function withMark(content: Ballot | null, option: string, mark: number | null): Ballot | null {
  const { [option]: _, ...others } = marksIn(content)
  const marks = mark === null ? others : { ...others, [option]: mark }
  return Object.keys(marks).length === 0 ? null : { kind: 'marked', marks }
}

export const rankedAs = (order: readonly string[]): Ballot | null =>
  order.length === 0 ? null : { kind: 'ranked', ranks: order.map((option) => [option]) }

/** One of an order at another place of it; put in where it was not there. */
export function movedTo(order: readonly string[], option: string, place: number): string[] {
  const others = order.filter((other) => other !== option)
  const at = Math.max(0, Math.min(place, others.length))
  return [...others.slice(0, at), option, ...others.slice(at)]
}
