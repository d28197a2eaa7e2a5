import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from './store.ts'

interface LeaseRow {
  _id: string
  holder: string
  until: Date
}

/** Who does what only one process need do at a time. */
export const leases = collection<LeaseRow>(
  'leases',
  new Schema<LeaseRow>({ _id: String, holder: String, until: Date }, { versionKey: false, autoIndex: false }),
)

/** Takes or renews a lease; false where another process holds it. It ends by its time if its holder does not come back. */
export async function takeLease(
  store: Store,
  { name, holder, now, ms }: { name: string; holder: string; now: Date; ms: number },
): Promise<boolean> {
  const until = new Date(now.getTime() + ms)
  const isFree = { $or: [{ holder }, { until: { $lte: now } }] }
  try {
    await leases(store).updateOne({ _id: name, ...isFree }, { $set: { holder, until } }, { upsert: true })
    return true
  } catch (error) {
    if (!duplicateKey(error)) throw error
    return false
  }
}
