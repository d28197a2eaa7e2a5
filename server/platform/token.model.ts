import { createHash, createHmac } from 'node:crypto'
import { Schema } from 'mongoose'
import type { TokenScope } from '#shared/platform/actor.shape.ts'
import type { Config } from './config.ts'
import { collection, duplicateKey, type Store } from './store.ts'

/** A personal access token: of its secret only the hash is kept. */
export interface TokenRow {
  _id: string
  hash: string
  person: string
  label: string
  scopes: TokenScope[]
  days: number
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

const keptAfterExpirySeconds = 30 * 24 * 3600

const schema = new Schema<TokenRow>(
  {
    _id: String,
    hash: String,
    person: String,
    label: String,
    scopes: [String],
    days: Number,
    createdAt: Date,
    expiresAt: Date,
    lastUsedAt: Date,
    revokedAt: Date,
  },
  { versionKey: false, autoIndex: false },
)
schema.index({ hash: 1 }, { unique: true })
schema.index({ person: 1, createdAt: -1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: keptAfterExpirySeconds })
export const tokens = collection<TokenRow>('tokens', schema)

const prefix = 'chl_'
export const looksLikeToken = (text: string) => /^chl_[\w-]{43}$/.test(text)
export const hashOfToken = (secret: string) => createHash('sha256').update(secret).digest('hex')

/**
 * A new token's id and secret. They follow from the server's secret, the person and the deed, so that a repeated deed
 * gives the same ones and the secret need not be kept.
 */
export function deriveToken({ secret }: Pick<Config, 'secret'>, person: string, cid: string) {
  const derive = (purpose: string) =>
    createHmac('sha256', secret).update(`token ${purpose}\n${person}\n${cid}`).digest()
  const text = `${prefix}${derive('secret').toString('base64url')}`
  return { id: `t-${derive('id').toString('hex').slice(0, 24)}`, secret: text, hash: hashOfToken(text) }
}

/** Keeps a new token; a repeat changes nothing. Gives the token as it was first made. */
export async function keepToken(store: Store, row: TokenRow): Promise<TokenRow> {
  try {
    await tokens(store).create(row)
    return row
  } catch (error) {
    if (!duplicateKey(error)) throw error
    const first = await tokens(store).findById(row._id).lean<TokenRow>()
    if (!first) throw error
    return first
  }
}

const inForce = (now: Date) => ({ revokedAt: null, expiresAt: { $gt: now } })

export async function findTokensByHash(store: Store, hashes: string[], now: Date): Promise<TokenRow[]> {
  return await tokens(store)
    .find({ hash: { $in: hashes }, ...inForce(now) })
    .lean<TokenRow[]>()
}

export async function findTokenById(store: Store, id: string, now: Date): Promise<TokenRow | null> {
  return await tokens(store)
    .findOne({ _id: id, ...inForce(now) })
    .lean<TokenRow>()
}

export async function isTokenOf(store: Store, id: string, person: string): Promise<boolean> {
  return (await tokens(store).exists({ _id: id, person })) !== null
}

/** A person's own tokens in force, the newest first. */
export async function findTokensOf(store: Store, person: string, now: Date): Promise<TokenRow[]> {
  return await tokens(store)
    .find({ person, ...inForce(now) })
    .sort({ createdAt: -1 })
    .limit(200)
    .lean<TokenRow[]>()
}

export async function endToken(store: Store, id: string, now: Date): Promise<void> {
  await tokens(store).updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: now } })
}

export async function endTokensOf(store: Store, person: string, now: Date): Promise<void> {
  await tokens(store).updateMany({ person, revokedAt: null }, { $set: { revokedAt: now } })
}

/** When tokens were last used, many in one write. */
export async function markUsed(store: Store, uses: Map<string, Date>): Promise<void> {
  if (uses.size === 0) return
  const writes = Array.from(uses, ([id, at]) => ({
    updateOne: { filter: { _id: id }, update: { $max: { lastUsedAt: at } } },
  }))
  await tokens(store).bulkWrite(writes, { ordered: false })
}

/** Also those that are over: their labels are somebody's words. */
export async function forgetTokensOf(store: Store, person: string): Promise<void> {
  await tokens(store).deleteMany({ person })
}
