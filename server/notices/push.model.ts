import { Schema } from 'mongoose'
import type { Config } from '#server/platform/config.ts'
import { sha256 } from '#server/platform/seal.ts'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'
import { seal, unseal } from '#server/platform/vault.ts'

/** A device that wants to be told; whoever subscribed with it last. */
export interface SubscriptionRow {
  _id: string
  person: string
  /** The credential's key it subscribed with, and rings no longer than. Without one, it waits to be opened again. */
  session?: string
  endpoint: string
  p256dh: string
  auth: string
  createdAt: Date
}

const schema = new Schema<SubscriptionRow>(
  { _id: String, person: String, session: String, endpoint: String, p256dh: String, auth: String, createdAt: Date },
  { versionKey: false, autoIndex: false },
)
schema.index({ person: 1, createdAt: -1 })
schema.index({ session: 1 })
export const pushSubscriptions = collection<SubscriptionRow>('pushSubscriptions', schema)

const mostDevices = 20

export async function keepSubscription(store: Store, row: Omit<SubscriptionRow, '_id'>): Promise<void> {
  await pushSubscriptions(store).updateOne({ _id: sha256(row.endpoint) }, { $set: row }, { upsert: true })
}

export async function dropSubscription(store: Store, endpoint: string, person?: string): Promise<void> {
  await pushSubscriptions(store).deleteOne({ _id: sha256(endpoint), ...(person ? { person } : {}) })
}

/** The devices that subscribed with a credential, or those of `person:...`. */
export async function findSubscriptionsOf(store: Store, key: string): Promise<SubscriptionRow[]> {
  const person = key.startsWith('person:') ? key.slice('person:'.length) : null
  return await pushSubscriptions(store)
    .find(person === null ? { session: key } : { person })
    .lean<SubscriptionRow[]>()
}

/** Unless it has subscribed anew since the row was read. */
export async function dropEnded(store: Store, { _id, session }: SubscriptionRow): Promise<void> {
  await pushSubscriptions(store).deleteOne({ _id, session: session ?? null })
}

/** A person's devices, the newest first. */
export async function findSubscriptions(store: Store, person: string): Promise<SubscriptionRow[]> {
  return await pushSubscriptions(store)
    .find({ person })
    .sort({ createdAt: -1 })
    .limit(mostDevices)
    .lean<SubscriptionRow[]>()
}

/** Those of them who have a device that wants to be told. */
export async function peopleWithDevices(store: Store, people: string[]): Promise<Set<string>> {
  const found = await pushSubscriptions(store).distinct('person', { person: { $in: people } })
  return new Set(found as unknown as string[])
}

interface KeyRow {
  _id: string
  publicKey: string
  privateKey: string
}
const keySchema = new Schema<KeyRow>(
  { _id: String, publicKey: String, privateKey: String },
  { versionKey: false, autoIndex: false },
)
/** The key pair by which push services know this hub, where none is set; the private one is sealed. */
export const pushKeys = collection<KeyRow>('pushKeys', keySchema)

export interface KeyPair {
  publicKey: string
  privateKey: string
}

/** The hub's own pair: the one that is kept, or the given one if none is. Of several processes one makes it. */
export async function ownKeys(store: Store, config: Pick<Config, 'secret'>, make: () => KeyPair): Promise<KeyPair> {
  const kept = await pushKeys(store).findById('vapid').lean<KeyRow>()
  const privateKey = kept && unseal(config, kept.privateKey)
  if (kept && privateKey) return { publicKey: kept.publicKey, privateKey }
  // With another SECRET than before the kept pair is lost, and with it every subscription made with it.
  if (kept) await pushKeys(store).deleteOne({ _id: 'vapid', publicKey: kept.publicKey })
  const fresh = make()
  try {
    await pushKeys(store).create({ _id: 'vapid', ...fresh, privateKey: seal(config, fresh.privateKey) })
    return fresh
  } catch (error) {
    if (!duplicateKey(error)) throw error
    return ownKeys(store, config, make)
  }
}
