import { useState } from 'react'
import { draftOf, dropDraft, keepDraft } from '#client/platform/draft.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'

interface Place {
  decision: { id: string; round: number }
  /** For whom the ballot is. */
  seat: string
}
const nameOf = ({ decision: { id, round }, seat }: Place) => `ballot.${id}.${round}.${seat}`

export const dropBallotDraft = (place: Place) => dropDraft(nameOf(place))

/** A half-filled ballot, by decision, round and seat: it stays over a reload, and nothing that the hub tells touches it. */
export function useBallotDraft(place: Place, cast: Ballot | null) {
  const name = nameOf(place)
  const [content, setContent] = useState<Ballot | null>(() => {
    const kept = draftOf(name) as { content?: Ballot | null }
    return kept.content === undefined ? cast : kept.content
  })
  function change(next: Ballot | null) {
    setContent(next)
    keepDraft(name, { content: next })
  }
  return [content, change] as const
}
