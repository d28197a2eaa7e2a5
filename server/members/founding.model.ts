import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { Schema } from 'mongoose'
import type { Logger } from 'pino'
import type { Config } from '#server/platform/config.ts'
import { collection, type Store } from '#server/platform/store.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { clusters } from './cluster.model.ts'

interface FoundingRow {
  _id: string
  code: string
  wrongTries: number
  triesEndAt: Date
}

const schema = new Schema<FoundingRow>(
  { _id: String, code: String, wrongTries: Number, triesEndAt: Date },
  { versionKey: false, autoIndex: false },
)
export const foundings = collection<FoundingRow>('foundings', schema)

const only = 'code'
// Without the letters and digits that are taken for one another.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const mostWrongTries = 50
const windowMs = 10 * 60_000

/** Where the cluster has not been founded yet: the one-time code for it, told in the log. */
export async function createFoundingCode({
  config,
  store,
  log,
  address = config.publicUrl ?? `http://localhost:${config.port}`,
}: {
  config: Pick<Config, 'publicUrl' | 'port'>
  store: Store
  log: Logger
  address?: string
}): Promise<string | null> {
  if (await clusters.rows(store).exists({ room: clusterRoom })) return null
  const row = await foundings(store)
    .findOneAndUpdate(
      { _id: only },
      { $setOnInsert: { code: newCode(), wrongTries: 0, triesEndAt: new Date(0) } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean<FoundingRow>()
  if (!row) throw new Error('no founding code could be kept')
  log.warn(`no cluster yet: open ${address}/found and give the code ${row.code}`)
  return row.code
}

/** Whether the code is right; refuses a wrong one where there were too many lately. The right one counts always: nobody can hold the founding shut. */
export async function isFoundingCode(store: Store, given: string, now: Date): Promise<boolean> {
  const row = await foundings(store).findById(only).lean<FoundingRow>()
  if (!row) return false
  if (isSame(given, row.code)) return true
  const isOpen = row.triesEndAt <= now
  if (!isOpen && row.wrongTries >= mostWrongTries) {
    const retryAfterMs = row.triesEndAt.getTime() - now.getTime()
    throw new Refusal('too_many_requests', 'platform.tooManyRequests', { retryAfterMs })
  }
  const counted = isOpen
    ? { $set: { wrongTries: 1, triesEndAt: new Date(now.getTime() + windowMs) } }
    : { $inc: { wrongTries: 1 } }
  await foundings(store).updateOne({ _id: only, triesEndAt: row.triesEndAt }, counted)
  return false
}

export async function forgetFoundingCode(store: Store): Promise<void> {
  await foundings(store).deleteOne({ _id: only })
}

function newCode(): string {
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

function isSame(given: string, code: string): boolean {
  const digest = (text: string) =>
    createHash('sha256')
      .update(text.toUpperCase().replace(/[^0-9A-Z]/g, ''))
      .digest()
  return timingSafeEqual(digest(given), digest(code))
}
