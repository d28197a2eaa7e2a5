import { roomOfRow, type Store } from '#server/platform/store.ts'
import { type Found, findFindable, findNth, hasMoreThan, wordIn } from './findable.model.ts'

/** What to find: messages of these rooms with all of these words, and with one of `oneOf` where there are any. */
export interface Wanted {
  rooms: readonly string[]
  words: readonly string[]
  oneOf: readonly string[]
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
/** A word with no more messages than this in all rooms is rare: they are looked through at once. */
const rare = 400
/** More values than this are not asked for together. */
const mostTogether = 200
/** Of the rarest of several common words so many messages are looked through at first, and twice as many each time one goes on. */
const firstDepth = 300
const leastDepth = 30
const sharedDepth = 1200
const roomsAtOnce = 8

interface Look {
  bounds: Bounds
  limit: number
  /** How often the reader has gone on without getting a full page. */
  round: number
}

/** By a rare word in all rooms at once, else room by room, each only so far; the reader goes on from where that ends. */
export async function findWanted(store: Store, wanted: Wanted, look: Look): Promise<Findings> {
  const words = likelyRare(wanted.words).map((word) => [word])
  const terms = wanted.oneOf.length > 0 ? [wanted.oneOf, ...words] : words
  return (
    (await findByRareTerm(store, wanted.rooms, terms, look)) ?? (await findByRoom(store, wanted.rooms, terms, look))
  )
}

/** Long words before short ones: single characters and beginnings are in many messages. */
const likelyRare = (words: readonly string[]) =>
  words.toSorted((a, b) => Number(a.endsWith('*')) - Number(b.endsWith('*')) || b.length - a.length).slice(0, mostWords)

type Terms = readonly (readonly string[])[]
const numbersOf = (rooms: readonly string[], terms: Terms) =>
  terms.map((term) => rooms.flatMap((room) => term.map((word) => wordIn(room, word))))

async function findByRareTerm(
  store: Store,
  rooms: readonly string[],
  terms: Terms,
  { bounds, limit }: Look,
): Promise<Findings | null> {
  const numbers = numbersOf(rooms, terms)
  if (numbers.some((term) => term.length > mostTogether)) return null
  const span = { from: bounds.from, below: bounds.place + 1 }
  for (const first of numbers) {
    if (await hasMoreThan(store, { ...span, terms: [first] }, rare)) continue
    const others = numbers.filter((term) => term !== first)
    const rows = await findFindable(store, { ...span, terms: [first, ...others] }, limit)
    const reached = rows.length === limit ? rows.at(-1)!.place : null
    return { found: rows.filter((row) => isOlder(row, bounds)).sort(newestFirst), reached }
  }
  return null
}

/** Of one moment, rooms come in the order of their ids: what stood before the bound has been given already. */
const isOlder = ({ _id, place }: Found, bounds: Bounds) => place < bounds.place || roomOfRow(_id) > bounds.room
const newestFirst = (a: Found, b: Found) => b.place - a.place || (a._id < b._id ? -1 : 1)

async function findByRoom(store: Store, rooms: readonly string[], terms: Terms, look: Look): Promise<Findings> {
  const share = Math.max(leastDepth, Math.floor(sharedDepth / Math.max(1, rooms.length)))
  const depth = Math.min(firstDepth, share) * 2 ** look.round
  const waiting = [...rooms]
  const all: Findings[] = []
  const work = async () => {
    for (let room = waiting.pop(); room !== undefined; room = waiting.pop()) {
      all.push(await findInRoom(store, { room, terms, look, depth }))
    }
  }
  await Promise.all(Array.from({ length: roomsAtOnce }, work))
  const reached = all.reduce<number | null>((most, findings) => later(most, findings.reached), null)
  const found = all.flatMap((findings) => findings.found).filter(({ place }) => reached === null || place >= reached)
  return { found: found.sort(newestFirst), reached }
}

const later = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b))

async function findInRoom(
  store: Store,
  { room, terms, look, depth }: { room: string; terms: Terms; look: Look; depth: number },
): Promise<Findings> {
  const { bounds, limit } = look
  const below = room > bounds.room ? bounds.place + 1 : bounds.place
  const numbers = numbersOf([room], terms)
  const { first, from } = await rarestOf(store, numbers, { from: bounds.from, below, depth })
  const others = numbers.filter((term) => term !== first)
  const found = await findFindable(store, { terms: [first, ...others], from: from ?? bounds.from, below }, limit)
  return { found, reached: found.length === limit ? found.at(-1)!.place : from }
}

/**
 * The term whose newest messages reach back furthest; `from` is where looking through them has to end, null where
 * there are not so many. One with few messages ends the search for it.
 */
async function rarestOf(
  store: Store,
  terms: readonly number[][],
  { from, below, depth }: { from: number; below: number; depth: number },
): Promise<{ first: number[]; from: number | null }> {
  if (terms.length === 1) return { first: terms[0]!, from: null }
  let rarest = { first: terms[0]!, from: Number.POSITIVE_INFINITY }
  for (const term of terms) {
    const end = await findNth(store, { terms: [term], from, below }, depth)
    if (end === null) return { first: term, from: null }
    if (end < rarest.from) rarest = { first: term, from: end }
  }
  return rarest
}
