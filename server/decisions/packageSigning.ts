import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import type { SealedPackage, SignedPackage } from '#shared/decisions/package.shape.ts'
import { signedText } from '#shared/decisions/package.ts'

/** Both in base64: SPKI and PKCS #8. */
export interface ClusterKeys {
  publicKey: string
  privateKey: string
}

/** An Ed25519 pair, by which packages of this cluster are known. */
export function makeClusterKeys(): ClusterKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

/** The same package signed twice is the same, byte for byte. */
export function signPackage(pack: SealedPackage, { publicKey, privateKey }: ClusterKeys): SignedPackage {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), type: 'pkcs8', format: 'der' })
  const value = sign(null, Buffer.from(signedText(pack)), key).toString('base64')
  return { ...pack, signature: { key: publicKey, value } }
}
