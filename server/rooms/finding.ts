import type { Store } from '#server/platform/store.ts'
import { type Found, findFindable, findNth, wordIn } from './findable.model.ts'

/** One place to look in: a room, and all the words that a message there must have. */
export interface Stream {
  room: string
  words: readonly string[]
}

/** Where in time to look: from `from` on, and older than the message of `room` at `place`. */
export interface Bounds {
  from: number
  place: number
  room: string
}

/** Candidates, newest first; all that is newer than `reached` has been looked at, null where that is everything. */
export interface Findings {
  found: Found[]
  reached: number | null
}

/** The words that are looked up; the text itself tells whether the others are there too. */
const mostWords = 6
const mostProbed = 4
/** Of the rarest of several words so many messages are looked through at first, and twice as many each time one goes on. */
const firstDepth = 300
const leastDepth = 30
const sharedDepth = 3000
const roomsAtOnce = 8

/** What each stream has, merged: with many streams each is looked through less far, and the reader goes on from there. */
export async function findInStreams(
  store: Store,
  streams: readonly Stream[],
  { bounds, limit, round }: { bounds: Bounds; limit: number; round: number },
): Promise<Findings> {
  const depth = Math.min(firstDepth, Math.max(leastDepth, Math.floor(sharedDepth / streams.length))) * 2 ** round
  const waiting = [...streams]
  const all: Findings[] = []
  const work = async () => {
    for (let stream = waiting.pop(); stream; stream = waiting.pop()) {
      all.push(await findInStream(store, stream, { bounds, limit, depth }))
    }
  }
  await Promise.all(Array.from({ length: roomsAtOnce }, work))
  const reached = all.reduce<number | null>((most, { reached }) => later(most, reached), null)
  const found = all.flatMap((findings) => findings.found).filter(({ place }) => reached === null || place >= reached)
  return { found: found.sort(newestFirst), reached }
}

const later = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b))
const newestFirst = (a: Found, b: Found) => b.place - a.place || (a._id < b._id ? -1 : 1)

async function findInStream(
  store: Store,
  { room, words }: Stream,
  { bounds, limit, depth }: { bounds: Bounds; limit: number; depth: number },
): Promise<Findings> {
  // Of one moment, rooms come in the order of their ids: what stood before the bound has been given already.
  const below = room > bounds.room ? bounds.place + 1 : bounds.place
  const wanted = likelyRare(words).map((word) => wordIn(room, word))
  const { first, from } = await rarestOf(store, { words: wanted, from: bounds.from, below }, depth)
  const others = wanted.filter((word) => word !== first)
  const found = await findFindable(store, { words: [first, ...others], from: from ?? bounds.from, below }, limit)
  return { found, reached: found.length === limit ? found.at(-1)!.place : from }
}

/** Long words before short ones: single characters and beginnings are in many messages. */
const likelyRare = (words: readonly string[]) =>
  words.toSorted((a, b) => Number(a.endsWith('*')) - Number(b.endsWith('*')) || b.length - a.length).slice(0, mostWords)

/**
 * Which word's newest messages reach back furthest; `from` is where the look through them has to end, null where there
 * are no more of them than that.
 */
async function rarestOf(
  store: Store,
  { words, from, below }: { words: readonly number[]; from: number; below: number },
  depth: number,
): Promise<{ first: number; from: number | null }> {
  const [first] = words
  if (words.length === 1) return { first: first!, from: null }
  const probed = words.slice(0, mostProbed)
  const ends = await Promise.all(probed.map((word) => findNth(store, { words: [word], from, below }, depth)))
  const reach = ends.map((end) => end ?? Number.NEGATIVE_INFINITY)
  const rarest = reach.indexOf(Math.min(...reach))
  return { first: probed[rarest]!, from: ends[rarest] ?? null }
}
