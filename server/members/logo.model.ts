import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'
import { Refusal } from '#shared/platform/refusal.ts'

interface LogoRow {
  _id: string
  type: string
  bytes: Buffer
}

const schema = new Schema<LogoRow>(
  { _id: String, type: String, bytes: Buffer },
  { versionKey: false, autoIndex: false },
)
export const logos = collection<LogoRow>('logos', schema)

const logoTypes = ['image/png', 'image/jpeg', 'image/webp']
const path = '/cluster/logo'

/** Keeps a picture under its own hash and gives its address below `/api`; what it is, its first bytes say. */
export async function keepLogo(store: Store, base64: string | null): Promise<string | null> {
  if (base64 === null || base64 === '') return null
  const bytes = Buffer.from(base64, 'base64')
  const type = (await fileTypeFromBuffer(bytes))?.mime
  if (!type || !logoTypes.includes(type)) {
    throw new Refusal('invalid_input', 'members.logoType', { fields: { logo: 'members.logoType' } })
  }
  const _id = createHash('sha256').update(bytes).digest('hex').slice(0, 40)
  await logos(store)
    .create({ _id, type, bytes })
    .catch((error: unknown) => {
      if (!duplicateKey(error)) throw error
    })
  return `${path}/${_id}`
}

/** The logo as the hub serves it: its name changes with its content. */
export const logoPicture = (store: Store) => ({
  path: `${path}/:name`,
  async find(name: string) {
    const row = await logos(store).findById(name)
    return row && { type: row.type, bytes: new Uint8Array(row.bytes) }
  },
})
