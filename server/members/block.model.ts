import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'

/** Somebody does not want to hear from somebody. In no log: it is nobody else's to know. */
interface BlockRow {
  _id: string
  by: string
  person: string
}

const schema = new Schema<BlockRow>(
  { _id: String, by: String, person: String },
  { versionKey: false, autoIndex: false },
)
schema.index({ by: 1 })
schema.index({ person: 1 })
export const blocks = collection<BlockRow>('blocks', schema)

const idOf = (by: string, person: string) => `${by}/${person}`

export async function setBlock(store: Store, by: string, person: string, isOn: boolean): Promise<void> {
  const _id = idOf(by, person)
  if (isOn) await blocks(store).updateOne({ _id }, { $setOnInsert: { by, person } }, { upsert: true })
  else await blocks(store).deleteOne({ _id })
}

export async function findBlockedBy(store: Store, by: string): Promise<string[]> {
  const rows = await blocks(store).find({ by }).limit(1000).lean<BlockRow[]>()
  return rows.map(({ person }) => person)
}

/** Who does not want to hear from a person. */
export async function findBlockersOf(store: Store, person: string): Promise<Set<string>> {
  const rows = await blocks(store).find({ person }).lean<BlockRow[]>()
  return new Set(rows.map(({ by }) => by))
}

export async function forgetBlocksOf(store: Store, person: string): Promise<void> {
  await blocks(store).deleteMany({ $or: [{ by: person }, { person }] })
}
