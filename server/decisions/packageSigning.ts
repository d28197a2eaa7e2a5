import { createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { SealedPackage, SignedPackage } from '#shared/decisions/package.shape.ts'
import { signedText } from '#shared/decisions/package.ts'

/** Signs with the cluster's Ed25519 key. The same package signed twice is the same, byte for byte. */
export function signPackage(pack: SealedPackage, privateKey: KeyObject): SignedPackage {
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
  return {
    ...pack,
    signature: { key, value: sign(null, Buffer.from(signedText(pack)), privateKey).toString('base64') },
  }
}
