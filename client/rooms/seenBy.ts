import { useMemo } from 'react'
import { useMe } from '#client/members/me.store.ts'
import { type Marker, useMarkers } from './markers.store.ts'
import type { Row } from './rows.ts'

/** Further back than this nobody looks for who has read what. */
const rowsLookedAt = 40
const nobody: readonly string[] = []

/** By row: the people whose reading ends there. */
export function useSeenBy(room: string, rows: readonly Row[]): (key: string) => readonly string[] {
  const me = useMe().person.id
  const markers = useMarkers(room)
  return useMemo(() => {
    const seen = seenByRow(rows.slice(-rowsLookedAt), markers, me)
    return (key: string) => seen.get(key) ?? nobody
  }, [rows, markers, me])
}

export function seenByRow(
  rows: readonly Row[],
  markers: ReadonlyMap<string, Marker>,
  me: string,
): Map<string, string[]> {
  const seen = new Map<string, string[]>()
  for (const [person, { seq }] of markers) {
    if (person === me) continue
    const row = rows.findLast(({ message }) => message !== null && message.seq <= seq)
    // Everybody has read what they wrote.
    if (!row || row.author === person) continue
    const list = seen.get(row.key)
    if (list) list.push(person)
    else seen.set(row.key, [person])
  }
  return seen
}
