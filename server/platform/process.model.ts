import { Schema } from 'mongoose'
import { collection, type Store } from './store.ts'

interface ProcessRow {
  _id: string
  aliveAt: Date
}

const schema = new Schema<ProcessRow>({ _id: String, aliveAt: Date }, { versionKey: false, autoIndex: false })
schema.index({ aliveAt: 1 }, { expireAfterSeconds: 3600 })

/** Server processes of this hub, each with its last sign of life. */
export const processes = collection<ProcessRow>('processes', schema)

export async function signOfLife(store: Store, process: string, aliveAt: Date): Promise<void> {
  await processes(store).updateOne({ _id: process }, { $set: { aliveAt } }, { upsert: true })
}

export async function forgetProcess(store: Store, process: string): Promise<void> {
  await processes(store).deleteOne({ _id: process })
}

export async function findAliveSince(store: Store, since: Date): Promise<Set<string>> {
  const rows = await processes(store)
    .find({ aliveAt: { $gte: since } })
    .lean()
  return new Set(rows.map(({ _id }) => _id))
}
