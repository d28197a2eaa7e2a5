/** JSON with sorted keys: the one text of a value, on either side, whatever order its keys came in. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}

/** A change as the log keeps it. An erased one has lost its salt and its text; its digest stays. */
export interface SealedChange {
  event: string
  item: { id: string; version: number }
  /** The entry that gave the thing its shape before this one; 0 for a new thing. */
  prev: number
  salt: string | null
  digest: string
}

/** What a link of the chain is made of: all of an entry but what an erasure takes away. */
export interface ChainedEntry {
  room: string
  seq: number
  at: number
  by: string
  cid: string
  n: number
  /** The deed as it was asked, salted: tells a repeat from another deed of the same cid. */
  content: { salt: string | null; hash: string }
  answer: unknown
  changes: SealedChange[]
  hash: string
}

/** The text whose SHA-256 is a change's digest. */
export const digestText = (salt: string, item: object) => `${salt}\n${canonical(item)}`

/** The text whose SHA-256 is the content hash of a deed. */
export const contentText = (salt: string, name: string, input: unknown) => `${salt}\n${name}\n${canonical(input)}`

/** The text whose SHA-256 is the entry's hash. */
export function linkText(before: string, entry: Omit<ChainedEntry, 'hash'>): string {
  const { room, seq, at, by, cid, n, content, answer, changes } = entry
  const facts = changes.map(({ event, item, prev, digest }) => [event, item.id, prev, digest])
  return canonical([before, room, seq, at, by, cid, n, content.hash, answer, facts])
}

export interface ChainVerdict {
  /** The first entry whose hash, place or content does not fit; null where all do. */
  brokenAt: number | null
  checked: number
  erased: number
}

/**
 * Checks entries that follow `before` without a hole. `sha256` gives lower-case hex, so that server and browser
 * may each bring their own.
 */
export async function verifyChain(
  entries: ChainedEntry[],
  before: { seq: number; hash: string },
  sha256: (text: string) => string | Promise<string>,
): Promise<ChainVerdict> {
  let { seq, hash } = before
  let erased = 0
  for (const [index, entry] of entries.entries()) {
    const isWhole = await holdsTogether(entry, sha256)
    const isNext = entry.seq === seq + 1 && entry.hash === (await sha256(linkText(hash, entry)))
    if (!isWhole || !isNext) return { brokenAt: entry.seq, checked: index, erased }
    erased += entry.changes.filter(({ salt }) => salt === null).length
    seq = entry.seq
    hash = entry.hash
  }
  return { brokenAt: null, checked: entries.length, erased }
}

async function holdsTogether(entry: ChainedEntry, sha256: (text: string) => string | Promise<string>) {
  for (const { salt, item, digest } of entry.changes) {
    if (salt !== null && (await sha256(digestText(salt, item))) !== digest) return false
  }
  return true
}
