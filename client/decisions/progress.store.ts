import { create } from 'zustand'
import { connection } from '#client/platform/connection.ts'
import type { DecisionProgress } from '#shared/decisions/decisions.contract.ts'

const useProgresses = create<Record<string, DecisionProgress>>(() => ({}))

/** How far the newest round has come, as far as anybody has told. */
export const useProgress = (decision: string): DecisionProgress | null =>
  useProgresses((known) => known[decision] ?? null)

/** What is told may come late or twice: a figure never goes back, but a new round begins at nothing. */
export function keepProgress(decision: string, news: DecisionProgress): void {
  useProgresses.setState((known) => ({ [decision]: further(known[decision], news) }))
}

connection.on('decision.progress', ({ room: _, decision, ...news }) => keepProgress(decision, news))

export function further(known: DecisionProgress | undefined, news: DecisionProgress): DecisionProgress {
  if (!known || news.round > known.round) return news
  if (news.round < known.round || news.cast < known.cast) return known
  const classes = Object.entries(news.byClass).map(([name, { cast, of }]) => {
    const least = known.byClass[name]?.cast ?? 0
    return [name, { cast: Math.max(cast, least), of }]
  })
  return { ...news, byClass: Object.fromEntries(classes) }
}
