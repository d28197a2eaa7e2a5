import { hash } from 'node:crypto'
import { Schema } from 'mongoose'
import { collection, keepRows, type PlacedThing, rowId, type Store } from '#server/platform/store.ts'
import type { ThingOf } from '#shared/contract.ts'
import { findableText } from './snippet.ts'
import { wordsOf } from './words.ts'

interface FindableRow {
  /** `room/message` */
  _id: string
  version: number
  place: number
  words: number[]
}

const schema = new Schema<FindableRow>(
  { _id: String, version: Number, place: Number, words: [Number] },
  { versionKey: false, autoIndex: false },
)
schema.index({ words: 1, place: 1 })

/**
 * What messages are found by; of an erased one nothing but its version stays. A hub that keeps other words needs an
 * upgrade step that empties this collection and `indexings`.
 */
export const findables = collection<FindableRow>('findables', schema)

type Message = ThingOf<'message'>

/** Every message that can be found. */
export const anything = '#'
export const withFile = '#file'
export const writtenBy = (person: string) => `@${person}`

/**
 * A word of a room as a number of 48 bits, shorter in an index than room and word. What is found is compared with the
 * message itself, so that two words of one number do no harm.
 */
export const wordIn = (room: string, word: string): number =>
  Number.parseInt(hash('sha256', `${room}\n${word}`).slice(0, 12), 16)

const perMs = 1000
const longestTime = 8e12

/** By time, newest first, and within a millisecond by place in the room: one number to sort, page and bound by. */
export const placeOf = ({ at, seq }: Pick<Message, 'at' | 'seq'>): number => at * perMs + (seq % perMs)
export const placeAt = (at: number): number => Math.min(at, longestTime) * perMs
export const timeOf = (place: number): number => Math.floor(place / perMs)

function wordsOfMessage(message: Message): string[] {
  if (message.erased) return []
  const facets = [anything, writtenBy(message.author), ...(message.files?.length ? [withFile] : [])]
  return [...facets, ...wordsOf(findableText(message))]
}

/** Makes messages findable by their newest words; may be repeated. */
export function keepFindable(store: Store, messages: readonly PlacedThing[]): Promise<void> {
  const rows = messages.map(({ room, item, isNew }) => {
    const { _id, ...fields } = findableOf(room, item as Message)
    return { _id, isNew, fields }
  })
  return keepRows(store, findables, rows)
}

/** What a message is found by, as it is stored. */
export function findableOf(room: string, message: Message): FindableRow {
  const words = [...new Set(wordsOfMessage(message).map((word) => wordIn(room, word)))]
  return { _id: rowId(room, message.id), version: message.version, place: placeOf(message), words }
}

/** Fewer rows in one write cost more each: every write touches as many places of the index as there are words. */
const mostWaiting = 1000

interface Waiting {
  messages: PlacedThing[]
  /** Resolves once what has been taken from those that wait is stored; what could not be waits again. */
  storing: Promise<void>
}
const waitingIn = new WeakMap<Store, Waiting>()

function waitingOf(store: Store): Waiting {
  const waiting = waitingIn.get(store) ?? { messages: [], storing: Promise.resolve() }
  waitingIn.set(store, waiting)
  return waiting
}

/** Makes changed messages findable by their newest words now, and new ones no later than `settleFindables`. */
export async function keepFindableSoon(store: Store, messages: readonly PlacedThing[]): Promise<void> {
  const waiting = waitingOf(store)
  const changed = messages.filter(({ isNew }) => !isNew)
  if (changed.length > 0) {
    const outdated = new Set(changed.map(({ room, item }) => rowId(room, item.id)))
    waiting.messages = waiting.messages.filter(({ room, item }) => !outdated.has(rowId(room, item.id)))
    await keepFindable(store, changed)
  }
  waiting.messages.push(...messages.filter(({ isNew }) => isNew))
  if (waiting.messages.length >= mostWaiting) await settleFindables(store)
}

/** Resolves once every message that this process has applied is findable. */
export function settleFindables(store: Store): Promise<void> {
  const waiting = waitingOf(store)
  const stored = waiting.storing.then(() => storeWaiting(store, waiting))
  waiting.storing = stored.catch(() => {})
  return stored
}

async function storeWaiting(store: Store, waiting: Waiting): Promise<void> {
  while (waiting.messages.length > 0) {
    const some = waiting.messages.splice(0, mostWaiting)
    try {
      await keepFindable(store, some)
    } catch (error) {
      waiting.messages.unshift(...some)
      throw error
    }
  }
}

/** Which messages: those with one number of each term, between two places; `below` is not included. */
interface Wanted {
  terms: readonly number[][]
  from: number
  below: number
}

export type Found = Pick<FindableRow, '_id' | 'place'>

const oneOf = (term: number[] = []) => (term.length === 1 ? { words: term[0] } : { words: { $in: term } })

/** Rows with the first term, through the index, and of these those that have the others too. */
const rowsOf = (store: Store, { terms: [first, ...others], from, below }: Wanted) => {
  const filter = { ...oneOf(first), place: { $gte: from, $lt: below } }
  const whole = others.length > 0 ? { ...filter, $and: others.map(oneOf) } : filter
  return findables(store).collection.find(whole as never, { projection: { place: 1 } })
}

/** The newest that are wanted. Put the rarest term first. */
export async function findFindable(store: Store, wanted: Wanted, limit: number): Promise<Found[]> {
  return (await rowsOf(store, wanted).sort({ place: -1 }).limit(limit).toArray()) as unknown as Found[]
}

/** Whether there are more than so many, in no order: as soon as that is known, nothing more is looked at. */
export async function hasMoreThan(store: Store, wanted: Wanted, count: number): Promise<boolean> {
  return (await rowsOf(store, wanted).skip(count).limit(1).toArray()).length > 0
}

/** The place of the one that has `skip` newer ones; null where there are not so many. */
export async function findNth(store: Store, wanted: Wanted, skip: number): Promise<number | null> {
  const [row] = await rowsOf(store, wanted).sort({ place: -1 }).skip(skip).limit(1).toArray()
  return (row?.['place'] as number | undefined) ?? null
}

/** The oldest message of a room from a place on. */
export async function findFirstFrom(store: Store, room: string, from: number): Promise<string | null> {
  const [row] = await findables(store)
    .collection.find({ words: wordIn(room, anything), place: { $gte: from } } as never, { projection: { place: 1 } })
    .sort({ place: 1 })
    .limit(1)
    .toArray()
  return (row?._id as unknown as string | undefined) ?? null
}
