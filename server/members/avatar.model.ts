import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { Schema } from 'mongoose'
import sharp from 'sharp'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'
import { Refusal } from '#shared/platform/refusal.ts'

interface AvatarRow {
  _id: string
  person: string
  bytes: Buffer
  at: Date
}

const schema = new Schema<AvatarRow>(
  { _id: String, person: String, bytes: Buffer, at: Date },
  { versionKey: false, autoIndex: false },
)
schema.index({ person: 1 })
export const avatars = collection<AvatarRow>('avatars', schema)

const path = '/people/avatar'
const types = ['image/png', 'image/jpeg', 'image/webp']
const edge = 256
const mostPixels = 16_000_000

const refused = () => new Refusal('invalid_input', 'members.logoType', { fields: { picture: 'members.logoType' } })

/** Makes a square picture anew, without what its file told besides, keeps it under its own hash, and gives its address below `/api`. */
export async function keepAvatar(
  store: Store,
  { person, picture, now }: { person: string; picture: string; now: Date },
): Promise<string> {
  const given = Buffer.from(picture, 'base64')
  const type = (await fileTypeFromBuffer(given))?.mime
  if (!type || !types.includes(type)) throw refused()
  const bytes = await sharp(given, { limitInputPixels: mostPixels, failOn: 'error' })
    .rotate()
    .resize(edge, edge, { fit: 'cover' })
    .webp({ quality: 84 })
    .toBuffer()
    .catch(() => {
      throw refused()
    })
  const _id = createHash('sha256').update(person).update(bytes).digest('hex').slice(0, 40)
  await avatars(store)
    .create({ _id, person, bytes, at: now })
    .catch((error: unknown) => {
      if (!duplicateKey(error)) throw error
    })
  return `${path}/${_id}`
}

/** Forgets the pictures that somebody had before the one at `address`. */
export async function forgetAvatars(store: Store, person: string, address: string | null = null): Promise<void> {
  const kept = address === null ? '' : address.slice(path.length + 1)
  await avatars(store).deleteMany({ person, _id: { $ne: kept } })
}

export async function findAvatar(store: Store, address: string): Promise<Uint8Array | null> {
  const row = await avatars(store).findById(address.slice(path.length + 1))
  return row && new Uint8Array(row.bytes)
}

/** Avatars as the hub serves them, to members alone: their names change with their content. */
export const avatarPicture = (store: Store) => ({
  path: `${path}/:name`,
  isForMembers: true,
  async find(name: string) {
    const row = await avatars(store).findById(name)
    return row && { type: 'image/webp', bytes: new Uint8Array(row.bytes) }
  },
})
