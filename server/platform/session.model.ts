import { Schema } from 'mongoose'
import { collection, type Store } from './store.ts'

/** A cookie session of better-auth's shape; `userId` is the person's id. */
export interface SessionRow {
  _id: string
  userId: string
  token: string
  expiresAt: Date
  createdAt: Date
  updatedAt: Date
  /** When a request last came with it, to the minute. */
  lastUsedAt?: Date
  ipAddress?: string | null
  userAgent?: string | null
}

const schema = new Schema<SessionRow>(
  { _id: String, userId: String, token: String, expiresAt: Date },
  { strict: false, versionKey: false, autoIndex: false },
)
// The names are those that better-auth gives its own indexes, so that both make the same ones.
schema.index({ token: 1 }, { unique: true, name: 'sessions_token_uidx' })
schema.index({ userId: 1 }, { name: 'sessions_userId_idx' })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const cookieSessions = collection<SessionRow>('sessions', schema)

export async function findSessionsByToken(store: Store, tokens: string[]): Promise<SessionRow[]> {
  return await cookieSessions(store)
    .find({ token: { $in: tokens } })
    .lean<SessionRow[]>()
}

export async function findSessionById(store: Store, id: string, now: Date): Promise<SessionRow | null> {
  return await cookieSessions(store)
    .findOne({ _id: id, expiresAt: { $gt: now } })
    .lean<SessionRow>()
}

export async function deleteSession(store: Store, id: string): Promise<void> {
  await cookieSessions(store).deleteOne({ _id: id })
}

export async function deleteSessionsOf(store: Store, personId: string): Promise<void> {
  await cookieSessions(store).deleteMany({ userId: personId })
}

/** A person's own sessions in force, those used last first. */
export async function findSessionsOf(store: Store, personId: string, now: Date): Promise<SessionRow[]> {
  const rows = await cookieSessions(store)
    .find({ userId: personId, expiresAt: { $gt: now } })
    .lean<SessionRow[]>()
  return rows.toSorted((a, b) => usedAtOf(b).getTime() - usedAtOf(a).getTime())
}

export const usedAtOf = ({ lastUsedAt, updatedAt }: SessionRow): Date => lastUsedAt ?? updatedAt

/** When sessions were last used, many in one write. */
export async function markSessionsUsed(store: Store, uses: Map<string, Date>): Promise<void> {
  if (uses.size === 0) return
  const writes = Array.from(uses, ([id, at]) => ({
    updateOne: { filter: { _id: id }, update: { $max: { lastUsedAt: at } } },
  }))
  await cookieSessions(store).collection.bulkWrite(writes as never, { ordered: false })
}
