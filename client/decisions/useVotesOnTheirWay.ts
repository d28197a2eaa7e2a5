import { useEffect } from 'react'

const keyOf = (person: string) => `chandelier.votes.${person}`

/** Writes down whether a secret ballot of this person waits to be cast, so that the next page need not fetch all to know. */
export function noteOnTheirWay(person: string, isAny: boolean): void {
  try {
    if (isAny) localStorage.setItem(keyOf(person), '1')
    else localStorage.removeItem(keyOf(person))
  } catch {
    // Storage is full or forbidden: the ballot goes on once its decision is looked at.
  }
}

/** A secret ballot that was cut short goes on, whatever page its voter comes back to. */
export function useVotesOnTheirWay(person: string): void {
  useEffect(() => {
    if (localStorage.getItem(keyOf(person)) === null) return
    // What cannot be fetched now is asked for again with the decision's page.
    import('./secretVote.store.ts').catch(() => {})
  }, [person])
}
