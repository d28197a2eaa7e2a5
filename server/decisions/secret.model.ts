import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'

/** A round's key pair. The private half is sealed by the vault, and gone once the round is. */
interface KeyRow {
  /** `decision:round` */
  _id: string
  room: string
  /** SPKI in base64. */
  publicKey: string
  privateKey: string | null
}
const keySchema = new Schema<KeyRow>(
  { _id: String, room: String, publicKey: String, privateKey: String },
  { versionKey: false, autoIndex: false },
)
export const roundKeys = collection<KeyRow>('roundKeys', keySchema)

export const findRoundKey = (store: Store, of: string): Promise<KeyRow | null> =>
  roundKeys(store).findById(of).lean<KeyRow | null>().exec()

/** Keeps the first key of a round; gives the one that is kept. */
export async function keepRoundKey(store: Store, row: KeyRow): Promise<KeyRow> {
  await unlessThere(roundKeys(store).collection.insertOne(row as never))
  return (await findRoundKey(store, row._id))!
}

/** Who has fetched the token of a seat, and what was signed for it: nobody can tell the ballot by it. */
interface TokenRow {
  /** `decision:round:seat` */
  _id: string
  by: string
  blinded?: string
  signature?: string
}
const tokenSchema = new Schema<TokenRow>(
  { _id: String, by: String, blinded: String, signature: String },
  { versionKey: false, autoIndex: false },
)
export const secretRolls = collection<TokenRow>('secretRolls', tokenSchema)

/** Keeps the first token of a seat; gives the one that is kept. */
export async function keepToken(store: Store, row: Required<TokenRow>): Promise<TokenRow> {
  await unlessThere(secretRolls(store).collection.insertOne(row as never))
  return (await secretRolls(store).findById(row._id).lean<TokenRow>())!
}

/** Seats whose token has been fetched, and by whom. */
export async function findTokenHolders(store: Store, of: string): Promise<{ seat: string; by: string }[]> {
  const rows = await secretRolls(store).find(ofRound(of)).sort({ _id: 1 }).lean<TokenRow[]>()
  return rows.map(({ _id, by }) => ({ seat: _id.slice(of.length + 1), by }))
}

export const countTokens = (store: Store, of: string): Promise<number> =>
  secretRolls(store).countDocuments(ofRound(of)).exec()

/** A secret ballot with all that opens its leaf. Neither a time nor anything of the voter stands here, and ids are hashes. */
export interface SecretBallot {
  serial: string
  nonce: string
  /** The round's key over the serial: whoever cast it was entitled to. */
  signature: string
  ballot: Ballot
}
type SecretRow = SecretBallot & { _id: string }
const ballotSchema = new Schema<SecretRow>(
  { _id: String, serial: String, nonce: String, signature: String, ballot: Schema.Types.Mixed },
  { versionKey: false, autoIndex: false, minimize: false },
)
export const secretBallots = collection<SecretRow>('secretBallots', ballotSchema)

/** Keeps the first ballot under an id; gives the one that is kept. */
export async function keepSecretBallot(store: Store, row: SecretRow): Promise<SecretBallot> {
  await unlessThere(secretBallots(store).collection.insertOne(row as never))
  return (await secretBallots(store).findById(row._id).lean<SecretRow>()) ?? row
}

export async function dropSecretBallot(store: Store, id: string): Promise<void> {
  await secretBallots(store).deleteOne({ _id: id })
}

export async function findSecretBallots(store: Store, of: string): Promise<SecretBallot[]> {
  const rows = await secretBallots(store).find(ofRound(of)).sort({ _id: 1 }).lean<SecretRow[]>()
  return rows.map(({ _id, ...ballot }) => ballot)
}

export const countSecretBallots = (store: Store, of: string): Promise<number> =>
  secretBallots(store).countDocuments(ofRound(of)).exec()

/** What a sealed round needs no more: its ballots, what was signed for it, and the key that signed. May be repeated. */
export async function eraseSecretRound(store: Store, of: string): Promise<void> {
  await roundKeys(store).updateOne({ _id: of }, { $set: { privateKey: null } })
  await secretRolls(store).updateMany(ofRound(of), { $unset: { blinded: 1, signature: 1 } })
  await secretBallots(store).deleteMany(ofRound(of))
}

/** By the index over ids: everything that begins with `decision:round:`. */
const ofRound = (of: string) => ({ _id: { $gte: `${of}:`, $lt: `${of};` } })

async function unlessThere(inserting: Promise<unknown>): Promise<void> {
  await inserting.catch((error: unknown) => {
    if (!duplicateKey(error)) throw error
  })
}
