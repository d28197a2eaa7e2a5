import type { Thing } from './contract.ts'

/** Head of a room's log. `n` counts the messages up to there. `seq` 0 is the room before its first entry. */
export interface Head {
  seq: number
  hash: string
  n: number
}
export const beforeFirst: Head = { seq: 0, hash: '', n: 0 }

/** A fact: the whole new shape of one thing. */
export interface Change<Item extends Thing = Thing> {
  event: string
  item: Item
}

/** A log entry as members get it. `at` in ms since 1970. */
export interface Entry {
  seq: number
  at: number
  by: string
  cid: string
  n: number
  hash: string
  changes: Change[]
}

/** What a room holds for a reader who starts afresh: things by kind, and the head that they are true for. */
export interface Page {
  head: Head
  things: Record<string, Thing[]>
  /** The `seq` of the oldest message in the page; 1 where nothing older exists. */
  oldest: number
}

export type Sync = { mode: 'tail'; head: Head; entries: Entry[] } | ({ mode: 'fresh' } & Page)

/** Entries that follow without a hole; the rest is a gap to ask for, or a repeat to ignore. */
export function following(head: Head, entries: Entry[]): { ready: Entry[]; hasGap: boolean } {
  const ready: Entry[] = []
  let last = head.seq
  for (const entry of entries) {
    if (entry.seq <= last) continue
    if (entry.seq !== last + 1) return { ready, hasGap: true }
    ready.push(entry)
    last = entry.seq
  }
  return { ready, hasGap: false }
}

/** The one rule by which every store of things, on either side, takes in news. */
export const isNewer = (held: Thing | undefined, item: Thing) => held === undefined || item.version > held.version
