import { createHash } from 'node:crypto'
import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from './store.ts'

/** Longer than any six digits are good for: their half minute, and the ones beside it. */
const rememberedMs = 5 * 60_000

/** Six digits that have let somebody in: whoever looked over a shoulder is not to use them again (RFC 6238, 5.2). */
interface UsedCodeRow {
  _id: string
  usedAt: Date
}

const schema = new Schema<UsedCodeRow>({ _id: String, usedAt: Date }, { versionKey: false, autoIndex: false })
schema.index({ usedAt: 1 })
export const usedCodes = collection<UsedCodeRow>('usedCodes', schema)

/** False where this person's code has been used already. */
export async function takeCode(
  store: Store,
  { person, code, now }: { person: string; code: string; now: Date },
): Promise<boolean> {
  const rows = usedCodes(store)
  await rows.deleteMany({ usedAt: { $lt: new Date(now.getTime() - rememberedMs) } })
  const _id = createHash('sha256').update(`${person}|${code}`).digest('base64url')
  try {
    await rows.create({ _id, usedAt: now })
    return true
  } catch (error) {
    if (duplicateKey(error)) return false
    throw error
  }
}
