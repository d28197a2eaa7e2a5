import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'

/** Whoever had not voted in a round was reminded; goes with the notices themselves. */
interface ReminderRow {
  /** `decision:round:which` */
  _id: string
  at: Date
}
const schema = new Schema<ReminderRow>({ _id: String, at: Date }, { versionKey: false, autoIndex: false })
schema.index({ at: 1 }, { expireAfterSeconds: 90 * 24 * 3600 })
export const voteReminders = collection<ReminderRow>('voteReminders', schema)

export async function wasReminded(store: Store, id: string): Promise<boolean> {
  return (await voteReminders(store).findById(id).lean()) !== null
}

/** False where that reminder was sent already. */
export async function noteReminder(store: Store, id: string, at: Date): Promise<boolean> {
  try {
    await voteReminders(store).collection.insertOne({ _id: id, at } as never)
    return true
  } catch (error) {
    if (!duplicateKey(error)) throw error
    return false
  }
}
