import { useCallback, useRef, useState } from 'react'
import { type Draft, type DraftPlace, emptyDraft, findDraft, keepDraft } from './drafts.ts'

/** What is being written, kept with every change. */
export function useDraft(place: DraftPlace, initial: Draft = emptyDraft) {
  const [draft, setDraft] = useState(() => findDraft(place) ?? initial)
  const latest = useRef(draft)
  const { person, room, editing = null } = place

  const show = useCallback((next: Draft) => {
    latest.current = next
    setDraft(next)
  }, [])
  const change = useCallback(
    (next: Draft) => {
      show(next)
      keepDraft({ person, room, editing }, next)
    },
    [show, person, room, editing],
  )
  /** Clears the field at once; what is kept goes only when `send` is done with it, and comes back if it fails. */
  const hand = useCallback(
    async (send: (draft: Draft) => Promise<unknown>) => {
      const handed = latest.current
      show(emptyDraft)
      try {
        await send(handed)
      } catch (thrown) {
        if (latest.current === emptyDraft) show(handed)
        throw thrown
      } finally {
        keepDraft({ person, room, editing }, latest.current)
      }
    },
    [show, person, room, editing],
  )
  /** As it is now, for whoever comes back to it after waiting. */
  const newest = useCallback(() => latest.current, [])
  return { draft, change, newest, hand }
}
export type DraftInHand = ReturnType<typeof useDraft>
