import { createHash, createHmac } from 'node:crypto'
import { Schema } from 'mongoose'
import type { Config } from '#server/platform/config.ts'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'

/** An address that waits to be confirmed. The code in the link follows from the server's secret and the deed; only its hash is kept. */
interface EmailChangeRow {
  _id: string
  person: string
  email: string
  expiresAt: Date
}

const openMs = 24 * 3600_000

const schema = new Schema<EmailChangeRow>(
  { _id: String, person: String, email: String, expiresAt: Date },
  { versionKey: false, autoIndex: false },
)
schema.index({ person: 1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const emailChanges = collection<EmailChangeRow>('emailChanges', schema)

const hashOf = (code: string) => createHash('sha256').update(code).digest('hex')

/** Keeps the wish and gives the code for its link; a later wish of the same person ends this one. */
export async function keepEmailChange(
  { store, config }: { store: Store; config: Pick<Config, 'secret'> },
  { person, cid, email, now }: { person: string; cid: string; email: string; now: Date },
): Promise<string> {
  const code = createHmac('sha256', config.secret).update(`email\n${person}\n${cid}`).digest('base64url')
  const _id = hashOf(code)
  await emailChanges(store).deleteMany({ person, _id: { $ne: _id } })
  await emailChanges(store)
    .create({ _id, person, email, expiresAt: new Date(now.getTime() + openMs) })
    .catch((error: unknown) => {
      if (!duplicateKey(error)) throw error
    })
  return code
}

export async function findEmailChange(store: Store, code: string, now: Date): Promise<EmailChangeRow | null> {
  return await emailChanges(store)
    .findOne({ _id: hashOf(code), expiresAt: { $gt: now } })
    .lean<EmailChangeRow>()
}

export async function findEmailChangeOf(store: Store, person: string, now: Date): Promise<EmailChangeRow | null> {
  return await emailChanges(store)
    .findOne({ person, expiresAt: { $gt: now } })
    .lean<EmailChangeRow>()
}

export async function forgetEmailChanges(store: Store, person: string): Promise<void> {
  await emailChanges(store).deleteMany({ person })
}
