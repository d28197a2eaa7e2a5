import { Schema } from 'mongoose'
import { ConfigError } from './config.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { collection, duplicateKey, ignoreDuplicates, type Store } from './store.ts'

/** An account of better-auth's shape. Its `_id` is the person's: who signs in is who stands on the cluster's roll. */
export interface AccountRow {
  _id: string
  email: string
  name: string
  emailVerified: boolean
  createdAt: Date
  updatedAt: Date
  twoFactorEnabled?: boolean
  /** Only where a demo seated it: such an account may never be in production. */
  demoPassword?: string
}

interface CredentialRow {
  _id: string
  userId: string
  accountId: string
  providerId: 'credential'
  password: string
  createdAt: Date
  updatedAt: Date
}

const loose = { strict: false, versionKey: false, autoIndex: false } as const

// The names are those that better-auth gives its own indexes, so that both make the same ones.
const accountSchema = new Schema<AccountRow>({ _id: String, email: String }, loose)
accountSchema.index({ email: 1 }, { unique: true, name: 'accounts_email_uidx' })
accountSchema.index({ demoPassword: 1 }, { sparse: true })
export const accounts = collection<AccountRow>('accounts', accountSchema)

const credentialSchema = new Schema<CredentialRow>({ _id: String, userId: String }, loose)
credentialSchema.index({ userId: 1 }, { name: 'accountCredentials_userId_idx' })
export const accountCredentials = collection<CredentialRow>('accountCredentials', credentialSchema)

interface VerificationRow {
  _id: string
  identifier: string
  expiresAt: Date
}
const verificationSchema = new Schema<VerificationRow>({ _id: String, identifier: String, expiresAt: Date }, loose)
verificationSchema.index({ identifier: 1 }, { name: 'verifications_identifier_idx' })
verificationSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
/** Open password resets, and sign-ins that wait for a second factor. */
export const verifications = collection<VerificationRow>('verifications', verificationSchema)

export async function findAccount(store: Store, personId: string): Promise<AccountRow | null> {
  return await accounts(store).findById(personId).lean<AccountRow>()
}

/**
 * Takes an address for a person who is to come. Gives the id of the person whose address it is: the given one, or of
 * whoever had it before.
 */
export async function reserveAccount(
  store: Store,
  { email, personId, now }: { email: string; personId: string; now: Date },
): Promise<string> {
  try {
    await accounts(store).collection.insertOne(accountRow(email, personId, now) as never)
    return personId
  } catch (error) {
    if (!duplicateKey(error)) throw error
    const holder = await accounts(store).findOne({ email }).lean<AccountRow>()
    if (!holder) throw error
    return holder._id
  }
}

/** Takes many addresses at once, but for those that somebody has. */
export async function reserveAccounts(
  store: Store,
  wanted: { email: string; personId: string }[],
  now: Date,
): Promise<void> {
  if (wanted.length === 0) return
  const rows = wanted.map(({ email, personId }) => accountRow(email, personId, now))
  await accounts(store)
    .collection.insertMany(rows as never, { ordered: false })
    .catch(ignoreDuplicates)
}

/** Whose these addresses are: address to person; those of nobody are left out. */
export async function findHolders(store: Store, emails: string[]): Promise<Map<string, string>> {
  const found = await accounts(store)
    .find({ email: { $in: emails } })
    .lean<AccountRow[]>()
  return new Map(found.map(({ email, _id }) => [email, _id]))
}

/** The addresses of these people. */
export async function findAddresses(store: Store, people: string[]): Promise<Map<string, string>> {
  const found = await accounts(store)
    .find({ _id: { $in: people } })
    .lean<AccountRow[]>()
  return new Map(found.map(({ email, _id }) => [_id, email]))
}

const accountRow = (email: string, personId: string, now: Date): AccountRow => ({
  _id: personId,
  email,
  name: '',
  emailVerified: true,
  createdAt: now,
  updatedAt: now,
})

/** Sets a password; whatever was begun by mail or with the one before ends. */
export async function setPassword(store: Store, personId: string, password: string, now: Date): Promise<void> {
  const hash = await hashPassword(password)
  await forgetResets(store, [personId])
  await keepPasswordHash(store, personId, hash, now)
}

/** Ends the links in these people's mails that set a password, and sign-ins that have come as far as the second factor. */
export async function forgetResets(store: Store, people: string[]): Promise<void> {
  await verifications(store).collection.deleteMany({ value: { $in: people } } as never)
}

async function keepPasswordHash(store: Store, personId: string, password: string, now: Date): Promise<void> {
  await accountCredentials(store).collection.updateOne(
    { userId: personId, providerId: 'credential' },
    {
      $set: { password, updatedAt: now },
      $setOnInsert: { _id: personId, accountId: personId, createdAt: now },
    } as never,
    { upsert: true },
  )
}

export async function hasPassword(store: Store, personId: string): Promise<boolean> {
  return (await accountCredentials(store).exists({ userId: personId })) !== null
}

/** Forgets an account that nobody has taken yet, and frees its address. */
export async function releaseAccount(store: Store, personId: string): Promise<void> {
  if (await hasPassword(store, personId)) return
  await accounts(store).deleteOne({ _id: personId })
}

/** Accounts of a demo, whose passwords anyone may read. Each different password is hashed once. */
export async function seedAccounts(
  store: Store,
  seeds: { person: string; email: string; password: string }[],
  now: Date,
): Promise<void> {
  const hashes = new Map<string, Promise<string>>()
  for (const { person, email, password } of seeds) {
    const hash = hashes.get(password) ?? hashPassword(password)
    hashes.set(password, hash)
    await reserveAccount(store, { email, personId: person, now })
    await accounts(store).collection.updateOne({ _id: person as never }, { $set: { demoPassword: password } })
    await keepPasswordHash(store, person, await hash, now)
  }
}

export const seedAccount = (store: Store, seed: { person: string; email: string; password: string }, now: Date) =>
  seedAccounts(store, [seed], now)

export async function findDemoAccounts(store: Store): Promise<AccountRow[]> {
  return await accounts(store)
    .find({ demoPassword: { $exists: true } })
    .sort({ createdAt: 1, _id: 1 })
    .lean<AccountRow[]>()
}

/** Production never runs with accounts whose passwords are public. */
export async function assertNoDemoAccounts(store: Store): Promise<void> {
  const found = await accounts(store).exists({ demoPassword: { $exists: true } })
  if (found) throw new ConfigError('DATA_DIR or MONGODB_URI: this database holds a demo; production needs its own')
}

export async function isPasswordOf(store: Store, personId: string, password: string): Promise<boolean> {
  const row = await accountCredentials(store).findOne({ userId: personId }).lean<CredentialRow>()
  return row !== null && (await verifyPassword({ hash: row.password, password }))
}

/** Gives an account another address; false where somebody else has it. Links sent to the old one end. */
export async function moveAccount(store: Store, personId: string, email: string, now: Date): Promise<boolean> {
  try {
    await accounts(store).collection.updateOne({ _id: personId as never }, { $set: { email, updatedAt: now } })
  } catch (error) {
    if (duplicateKey(error)) return false
    throw error
  }
  await forgetResets(store, [personId])
  return true
}

/** Forgets accounts for good, and frees their addresses. */
export async function forgetAccounts(store: Store, people: string[]): Promise<void> {
  await forgetResets(store, people)
  await accountCredentials(store).deleteMany({ userId: { $in: people } })
  await accounts(store).deleteMany({ _id: { $in: people } })
}
