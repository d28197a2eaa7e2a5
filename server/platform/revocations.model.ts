import { Schema } from 'mongoose'
import type { Revocation } from './sessions.ts'
import { collection, type Store } from './store.ts'

export interface RevocationRow extends Revocation {
  _id: string
  /** By the database's own clock, so that the clocks of several servers do not matter. */
  at: Date
}

const keptSeconds = 3600

const schema = new Schema<RevocationRow>(
  { _id: String, key: String, reason: String, at: Date },
  { versionKey: false, autoIndex: false },
)
schema.index({ at: 1 }, { expireAfterSeconds: keptSeconds })
export const revocations = collection<RevocationRow>('revocations', schema)

export async function addRevocation(store: Store, id: string, { key, reason }: Revocation): Promise<void> {
  await revocations(store).updateOne(
    { _id: id },
    { $setOnInsert: { key, reason }, $currentDate: { at: true } },
    { upsert: true },
  )
}

/** Rows from `from` on, in the order of the database's clock. */
export async function revocationsFrom(store: Store, from: Date): Promise<RevocationRow[]> {
  return await revocations(store)
    .find({ at: { $gte: from } })
    .sort({ at: 1 })
    .lean<RevocationRow[]>()
}

export async function findNewestRevocation(store: Store): Promise<RevocationRow | null> {
  return await revocations(store).findOne().sort({ at: -1 }).lean<RevocationRow>()
}
