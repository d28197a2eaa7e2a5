import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'

/** Bits of a round's key. */
const modulusLength = 2048
const rawRsa = constants.RSA_NO_PADDING
// RSABSSA-SHA384-PSS-Deterministic (RFC 9474, section 5): serials are random themselves, so nothing random goes before them.
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }

/** A round's key pair, in base64: SPKI and PKCS #8. Made in the background, it takes a good part of a second. */
export async function makeKeyPair(): Promise<{ publicKey: string; privateKey: string }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength })
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

export const readPublicKey = (spki: string): KeyObject =>
  createPublicKey({ key: Buffer.from(spki, 'base64'), type: 'spki', format: 'der' })

export const readPrivateKey = (pkcs8: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), type: 'pkcs8', format: 'der' })

/**
 * Signs what it cannot read: BlindSign of RFC 9474, section 4.3. Null where the message is no number below the modulus,
 * as long as the key. Node's own RSA needs a millisecond, what is written in JavaScript half a second.
 */
export function signBlinded(privateKey: KeyObject, blinded: Uint8Array): Buffer | null {
  if (blinded.length * 8 !== privateKey.asymmetricKeyDetails?.modulusLength) return null
  const signature = rawOrNull(() => privateDecrypt({ key: privateKey, padding: rawRsa }, blinded))
  if (!signature) return null
  // A signature that came out wrong would give the key away.
  const again = publicEncrypt({ key: privateKey, padding: rawRsa }, signature)
  if (!again.equals(blinded)) throw new Error('a blind signature came out wrong')
  return signature
}

function rawOrNull(deed: () => Buffer): Buffer | null {
  try {
    return deed()
  } catch {
    return null
  }
}

/** Whether the round's key has signed this serial, both in bytes. */
export const isToken = (publicKey: KeyObject, { serial, signature }: { serial: Uint8Array; signature: Uint8Array }) =>
  verify('sha384', serial, { key: publicKey, ...pss }, signature)
