import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'
import type { Status } from '#shared/members/status.shape.ts'

interface StatusRow {
  _id: string
  text: string
  emoji: string | null
  until: Date | null
  at: Date
}

const schema = new Schema<StatusRow>(
  { _id: String, text: String, emoji: String, until: Date, at: Date },
  { versionKey: false, autoIndex: false },
)
/** By person; who says nothing has no row. */
export const statuses = collection<StatusRow>('statuses', schema)

export async function keepStatus(store: Store, { person, ...status }: Status): Promise<void> {
  if (status.text === '' && status.emoji === null) return forgetStatus(store, person)
  const until = status.until === null ? null : new Date(status.until)
  const row = { text: status.text, emoji: status.emoji, until, at: new Date(status.at) }
  await statuses(store).updateOne({ _id: person }, { $set: row }, { upsert: true })
}

export async function findStatuses(store: Store, now: Date): Promise<Status[]> {
  const rows = await statuses(store)
    .find({ $or: [{ until: null }, { until: { $gt: now } }] })
    .limit(5000)
    .lean<StatusRow[]>()
  return rows.map(asStatus)
}

export async function findStatus(store: Store, person: string): Promise<Status | null> {
  const row = await statuses(store).findById(person).lean<StatusRow>()
  return row && asStatus(row)
}

export async function forgetStatus(store: Store, person: string): Promise<void> {
  await statuses(store).deleteOne({ _id: person })
}

const asStatus = ({ _id, text, emoji, until, at }: StatusRow): Status => ({
  person: _id,
  text,
  emoji: emoji ?? null,
  until: until?.getTime() ?? null,
  at: at.getTime(),
})
