import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'

/** Somebody who wants to leave, until it has come about. */
export interface DepartureRow {
  _id: string
  askedAt: Date
  dueAt: Date
}

const schema = new Schema<DepartureRow>(
  { _id: String, askedAt: Date, dueAt: Date },
  { versionKey: false, autoIndex: false },
)
schema.index({ dueAt: 1 })
export const departures = collection<DepartureRow>('departures', schema)

/** Who has asked already keeps the day of the first time. */
export async function keepDeparture(store: Store, row: DepartureRow): Promise<DepartureRow> {
  const { _id, askedAt, dueAt } = row
  const kept = await departures(store)
    .findOneAndUpdate({ _id }, { $setOnInsert: { askedAt, dueAt } }, { upsert: true, returnDocument: 'after' })
    .lean<DepartureRow>()
  return kept ?? row
}

export async function findDeparture(store: Store, person: string): Promise<DepartureRow | null> {
  return await departures(store).findById(person).lean<DepartureRow>()
}

export async function findDueDepartures(store: Store, now: Date): Promise<DepartureRow[]> {
  return await departures(store)
    .find({ dueAt: { $lte: now } })
    .sort({ dueAt: 1 })
    .limit(100)
    .lean<DepartureRow[]>()
}

export async function putOffDeparture(store: Store, person: string, dueAt: Date): Promise<void> {
  await departures(store).updateOne({ _id: person }, { $set: { dueAt } })
}

export async function forgetDeparture(store: Store, person: string): Promise<void> {
  await departures(store).deleteOne({ _id: person })
}
