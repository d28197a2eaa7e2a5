import { mongo, Schema } from 'mongoose'
import type { ChainedEntry } from '#shared/platform/chain.ts'
import { collection, type Store } from './store.ts'

/** The stored format of the log; `upgrade.ts` brings older entries up to it. */
export const logFormat = 1

export interface StoredEntry extends ChainedEntry {
  _id: string
  v: number
}

const schema = new Schema<StoredEntry>(
  { _id: String, room: String, seq: Number },
  { strict: false, versionKey: false, minimize: false, autoIndex: false },
)
schema.index({ room: 1, seq: 1 }, { unique: true })
schema.index({ room: 1, by: 1, cid: 1 }, { unique: true })

export const logEntries = collection<StoredEntry>('log', schema)
const native = (store: Store) => logEntries(store).collection

export interface Appended {
  /** How many of the entries, from the first on, are stored. */
  stored: number
  /** Why the next one is not: another entry has its place, or the same deed is already there. */
  obstacle: 'place' | 'repeat' | null
}

/**
 * Appends entries in order, durable once it resolves. Goes past the driver's bulk writer, which forgets the
 * key pattern of a duplicate key. Throws where the outcome is unknown.
 */
export async function appendEntries(store: Store, entries: StoredEntry[]): Promise<Appended> {
  const reply = await store.connection.db!.command({
    insert: logEntries.collectionName,
    documents: entries,
    ordered: true,
    writeConcern: { w: 'majority', j: true },
  })
  if (reply['writeConcernError']) throw new Error(`append not confirmed: ${reply['writeConcernError'].errmsg}`)
  const [failure] = (reply['writeErrors'] ?? []) as { code: number; errmsg: string; keyPattern?: object }[]
  if (!failure) return { stored: entries.length, obstacle: null }
  if (failure.code !== 11_000) throw new mongo.MongoServerError(failure)
  return { stored: reply['n'], obstacle: 'cid' in (failure.keyPattern ?? {}) ? 'repeat' : 'place' }
}

/** Entries after `after`, at most `limit`, in order. */
export async function entriesAfter(store: Store, room: string, after: number, limit: number, upTo = Infinity) {
  const seq = upTo === Infinity ? { $gt: after } : { $gt: after, $lte: upTo }
  return (await native(store)
    .find({ room, seq })
    .sort({ room: 1, seq: 1 })
    .limit(limit)
    .toArray()) as unknown as StoredEntry[]
}

/** Entries of some events, newest first, from those that lie below `before` and not below `downTo`. */
export async function findEntriesOf(
  store: Store,
  {
    room,
    events,
    before,
    downTo,
    limit,
  }: { room: string; events: string[]; before: number; downTo: number; limit: number },
) {
  return (await native(store)
    .find({ room, seq: { $lt: before, $gte: downTo }, 'changes.event': { $in: events } })
    .sort({ room: -1, seq: -1 })
    .limit(limit)
    .toArray()) as unknown as StoredEntry[]
}

export async function findEntry(store: Store, room: string, seq: number) {
  return (await native(store).findOne({ room, seq })) as unknown as StoredEntry | null
}

export async function findNewestEntry(store: Store, room: string) {
  const [newest] = await native(store).find({ room }).sort({ room: -1, seq: -1 }).limit(1).toArray()
  return (newest ?? null) as unknown as StoredEntry | null
}

export async function findEntryOfDeed(store: Store, room: string, by: string, cid: string) {
  return (await native(store).findOne({ room, by, cid })) as unknown as StoredEntry | null
}

/** Puts an entry's erased form in place of the full one. */
export async function replaceEntry(store: Store, entry: StoredEntry): Promise<void> {
  await native(store).replaceOne({ room: entry.room, seq: entry.seq }, entry as never)
}
