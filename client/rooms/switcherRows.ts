import type { LucideIcon } from 'lucide-react'
import type { Person } from '#shared/members/person.shape.ts'
import type { BoardRoom } from './roomBoard.ts'

export type SwitcherDialog = 'lounge' | 'status' | 'tuning' | 'leave'

/** Something that one may want to go to, or to do; `names` are all by which it is found. */
export interface SwitcherRow {
  kind: 'room' | 'person' | 'page' | 'command'
  id: string
  /** Where it leads; a command may do something instead, or ask for more in a dialog. */
  to?: string
  act?(): void
  dialog?: SwitcherDialog
  label: string
  names: readonly string[]
  /** What is unread there. */
  unread: number
  room?: BoardRoom
  person?: Person
  icon?: LucideIcon
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** 3 begins so · 2 a word in it begins so · 1 holds it · 0 not at all */
function fitOf(names: readonly string[], wanted: string): number {
  const fits = names.map(folded).map((name) => {
    if (name.startsWith(wanted)) return 3
    if (name.split(/[\s·\-–—/（(]+/).some((word) => word.startsWith(wanted))) return 2
    return name.includes(wanted) ? 1 : 0
  })
  return Math.max(0, ...fits)
}

const kinds = ['room', 'page', 'person']
const mostCommands = 6

/**
 * What fits, best first: by name, then what one went to lately, then what is unread. With nothing written: unread
 * rooms, then what one went to lately, then the other rooms. Commands come after all of them, and are not crowded out.
 */
export function fittingRows(
  rows: readonly SwitcherRow[],
  { text, recent, most }: { text: string; recent: readonly string[]; most: number },
): SwitcherRow[] {
  const wanted = folded(text.trim())
  const lately = ({ id }: SwitcherRow) => (recent.includes(id) ? recent.length - recent.indexOf(id) : 0)
  const weighed = rows.map((row) => ({ row, fit: wanted === '' ? 1 : fitOf(row.names, wanted) }))
  const commands = weighed.filter(({ row, fit }) => row.kind === 'command' && fit > 0)
  const places = weighed
    .filter(
      ({ row, fit }) => row.kind !== 'command' && fit > 0 && (wanted !== '' || row.kind === 'room' || lately(row) > 0),
    )
    .sort((a, b) => {
      if (wanted === '' && Boolean(a.row.unread) !== Boolean(b.row.unread)) return b.row.unread > 0 ? 1 : -1
      const order = b.fit - a.fit || lately(b.row) - lately(a.row) || b.row.unread - a.row.unread
      return order || kinds.indexOf(a.row.kind) - kinds.indexOf(b.row.kind)
    })
    .slice(0, most)
  return [...places, ...commands.sort((a, b) => b.fit - a.fit).slice(0, mostCommands)].map(({ row }) => row)
}

const mostRecent = 8
const keyOf = (person: string) => `chandelier.switcher.${person}`

/** Where one went lately on this device, newest first. */
export function recentPlaces(person: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function keepPlace(person: string, id: string): void {
  const others = recentPlaces(person).filter((other) => other !== id)
  localStorage.setItem(keyOf(person), JSON.stringify([id, ...others].slice(0, mostRecent)))
}
