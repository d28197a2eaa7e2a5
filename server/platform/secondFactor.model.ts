import { Schema } from 'mongoose'
import { accounts } from './account.model.ts'
import { collection, type Store } from './store.ts'

/** A second factor of better-auth's shape: secret and recovery codes are encrypted with the server's secret. */
interface SecondFactorRow {
  _id: string
  userId: string
  secret: string
}

const schema = new Schema<SecondFactorRow>(
  { _id: String, userId: String, secret: String },
  { strict: false, versionKey: false, autoIndex: false },
)
// The names are those that better-auth gives its own indexes, so that both make the same ones.
schema.index({ secret: 1 }, { name: 'secondFactors_secret_idx' })
schema.index({ userId: 1 }, { name: 'secondFactors_userId_idx' })
export const secondFactors = collection<SecondFactorRow>('secondFactors', schema)

/** Lets somebody in with the password alone again. */
export async function dropSecondFactor(store: Store, personId: string): Promise<void> {
  await accounts(store).collection.updateOne({ _id: personId as never }, { $set: { twoFactorEnabled: false } })
  await secondFactors(store).deleteMany({ userId: personId })
}
