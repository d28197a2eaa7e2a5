import { hash, randomFillSync } from 'node:crypto'
import { type ChainedEntry, contentText, digestText, linkText, type SealedChange } from '#shared/platform/chain.ts'
import type { Thing } from '#shared/platform/contract.ts'
import type { Change, Entry, Head } from '#shared/platform/roomLog.ts'
import { logFormat, type StoredEntry } from './entry.model.ts'

export const sha256 = (text: string) => hash('sha256', text)

const saltBytes = 16
/** Randomness is fetched for many salts at once: to ask for sixteen bytes costs as much as for four thousand. */
const randomness = Buffer.alloc(256 * saltBytes)
let used = randomness.length

function newSalt(): string {
  if (used === randomness.length) {
    randomFillSync(randomness)
    used = 0
  }
  const salt = randomness.toString('base64url', used, used + saltBytes)
  // What is in a log must be in no other place of memory that outlives an erasure.
  randomness.fill(0, used, used + saltBytes)
  used += saltBytes
  return salt
}

export interface Deed {
  room: string
  name: string
  input: unknown
  by: string
  cid: string
}

export interface Outcome {
  changes: Change[]
  answer: unknown
  messages: number
  at: number
  /** Version of each thing before this entry. */
  prevOf(change: Change): number
}

/** The entry that follows `head`: salted, hashed and chained. */
export function sealEntry(head: Head, deed: Deed, outcome: Outcome): StoredEntry {
  const seq = head.seq + 1
  const changes = outcome.changes.map((change) => sealChange(change, seq, outcome.prevOf(change)))
  const salt = newSalt()
  const facts: Omit<ChainedEntry, 'hash'> = {
    room: deed.room,
    seq,
    at: outcome.at,
    by: deed.by,
    cid: deed.cid,
    n: head.n + outcome.messages,
    content: { salt, hash: sha256(contentText(salt, deed.name, deed.input)) },
    answer: outcome.answer,
    changes,
  }
  return { _id: `${deed.room}:${seq}`, v: logFormat, ...facts, hash: sha256(linkText(head.hash, facts)) }
}

function sealChange({ event, item }: Change, version: number, prev: number): SealedChange {
  const salt = newSalt()
  const whole = { ...item, version }
  return { event, item: whole, prev, salt, digest: sha256(digestText(salt, whole)) }
}

/** Whether a stored entry came from this very deed. An erased deed can no longer be compared and passes. */
export function isSameDeed({ content }: Pick<ChainedEntry, 'content'>, { name, input }: Deed): boolean {
  return content.salt === null || content.hash === sha256(contentText(content.salt, name, input))
}

/** What members get of an entry. */
export const asEntry = ({ seq, at, by, cid, n, hash, changes }: StoredEntry): Entry => ({
  seq,
  at,
  by,
  cid,
  n,
  hash,
  changes: changes.map(({ event, item }) => ({ event, item })),
})

export const headOf = ({ seq, hash, n }: StoredEntry): Head => ({ seq, hash, n })

/** The entry without the text of some things, each by its id with what blanks it; null where it held none of them. */
export function erasedEntry(
  entry: StoredEntry,
  erasers: ReadonlyMap<string, (item: Thing) => Thing>,
): StoredEntry | null {
  if (!entry.changes.some(({ item, salt }) => erasers.has(item.id) && salt !== null)) return null
  const changes = entry.changes.map((change) => {
    const erase = erasers.get(change.item.id)
    return erase ? { ...change, item: erase(change.item), salt: null } : change
  })
  return { ...entry, changes, content: { ...entry.content, salt: null } }
}
