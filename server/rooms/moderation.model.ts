import { Schema } from 'mongoose'
import { asThing, collection, type Store, thingCollection } from '#server/platform/store.ts'
import type { ThingOf } from '#shared/contract.ts'

export const paces = thingCollection('pace', { isWhole: true })
export const wordLists = thingCollection('wordList', { isWhole: true })
export const reviews = thingCollection('review', {
  isWhole: false,
  indexes: [[{ room: 1, author: 1 }], [{ author: 1 }]],
})
export const reports = thingCollection('report', { isWhole: false, indexes: [[{ room: 1, state: 1 }]] })

/** Who complained of what: in no log, so that nobody learns it from one. */
interface ComplaintRow {
  _id: string
  /** The front room, and the message complained of. */
  room: string
  message: string
  reporter: string
  /** The reporter has taken note of the outcome. */
  isClosed: boolean
}

const schema = new Schema<ComplaintRow>(
  { _id: String, room: String, message: String, reporter: String, isClosed: Boolean },
  { versionKey: false, autoIndex: false },
)
schema.index({ room: 1, message: 1 })
schema.index({ reporter: 1 })

export const complaints = collection<ComplaintRow>('complaints', schema)

const mostShown = 200

/** Keeps who complained; the same complaint again opens a closed one. */
export async function keepComplaint(store: Store, row: Omit<ComplaintRow, 'isClosed'>): Promise<void> {
  const { _id, ...rest } = row
  await complaints(store).updateOne({ _id }, { $set: { ...rest, isClosed: false } }, { upsert: true })
}

/** False where there is none of theirs. */
export async function closeComplaint(
  store: Store,
  of: { room: string; message: string; reporter: string },
): Promise<boolean> {
  const { matchedCount } = await complaints(store).updateMany(of, { $set: { isClosed: true } })
  return matchedCount > 0
}

export async function findComplaintsOf(store: Store, reporter: string): Promise<ComplaintRow[]> {
  return await complaints(store).find({ reporter }).lean()
}

/** Nothing is kept of what a former member complained of; the reports stay. */
export async function forgetComplaintsOf(store: Store, reporter: string): Promise<void> {
  await complaints(store).deleteMany({ reporter })
}

export async function findComplaintsOn(store: Store, room: string, messages: string[]): Promise<ComplaintRow[]> {
  if (messages.length === 0) return []
  return await complaints(store)
    .find({ room, message: { $in: messages } })
    .lean()
}

/** What somebody reported in a room and has not taken note of yet. */
export async function findOwnComplaints(store: Store, room: string, reporter: string): Promise<ComplaintRow[]> {
  return await complaints(store).find({ reporter, room, isClosed: false }).limit(mostShown).lean()
}

/** Somebody's messages that wait backstage, or were refused. */
export async function findOwnReviews(store: Store, room: string, author: string): Promise<ThingOf<'review'>[]> {
  const rows = await reviews
    .rows(store)
    .collection.find({ room, author, state: { $in: ['waiting', 'approved', 'refused'] } } as never)
    .limit(mostShown)
    .toArray()
  return rows.map((row) => asThing<'review'>(row)).sort((a, b) => a.at - b.at)
}

/** All that still stands backstage of what somebody wrote, as `room` and review. */
export async function findReviewsOf(store: Store, author: string) {
  const rows = await reviews
    .rows(store)
    .collection.find({ author, state: { $in: ['waiting', 'approved', 'refused'] } } as never)
    .toArray()
  return rows.map((row) => ({ room: String(row['room']), review: asThing<'review'>(row) }))
}

/** What was refused of all that was written before then. */
export async function findRefusedBefore(store: Store, room: string, before: number): Promise<ThingOf<'review'>[]> {
  const rows = await reviews
    .rows(store)
    .collection.find({ room, state: 'refused', at: { $lt: before } } as never)
    .toArray()
  return rows.map((row) => asThing<'review'>(row)).sort((a, b) => a.at - b.at)
}

/** Reports with an outcome from before then that still say what was complained of. */
export async function findSettledBefore(store: Store, room: string, before: number): Promise<ThingOf<'report'>[]> {
  const rows = await reports
    .rows(store)
    .collection.find({ room, state: 'settled', settledAt: { $lt: before } } as never)
    .toArray()
  const found = rows.map((row) => asThing<'report'>(row))
  return found.filter(({ complaints }) => complaints.some(({ reason }) => reason !== ''))
}

export async function findWaitingReviews(store: Store, room: string): Promise<ThingOf<'review'>[]> {
  const rows = await reviews
    .rows(store)
    .collection.find({ room, state: { $in: ['waiting', 'approved'] } } as never)
    .limit(mostShown)
    .toArray()
  return rows.map((row) => asThing<'review'>(row)).sort((a, b) => a.at - b.at)
}

/** Open reports, and those settled last. */
export async function findReports(store: Store, room: string): Promise<ThingOf<'report'>[]> {
  const rows = reports.rows(store).collection
  const open = await rows
    .find({ room, state: 'open' } as never)
    .limit(mostShown)
    .toArray()
  const settled = await rows
    .find({ room, state: 'settled' } as never)
    .sort({ version: -1 })
    .limit(20)
    .toArray()
  return [...open, ...settled].map((row) => asThing<'report'>(row))
}
