import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'

/** A former member whose words are to go, until the last of them has. */
interface ErasureRow {
  _id: string
  since: Date
}

export const erasures = collection<ErasureRow>(
  'erasures',
  new Schema<ErasureRow>({ _id: String, since: Date }, { versionKey: false, autoIndex: false }),
)

export async function keepErasure(store: Store, person: string, since: Date): Promise<void> {
  await erasures(store).updateOne({ _id: person }, { $setOnInsert: { since } }, { upsert: true })
}

export async function findErasures(store: Store): Promise<string[]> {
  const rows = await erasures(store).find().sort({ since: 1 }).limit(100).lean<ErasureRow[]>()
  return rows.map(({ _id }) => _id)
}

export async function forgetErasure(store: Store, person: string): Promise<void> {
  await erasures(store).deleteOne({ _id: person })
}
