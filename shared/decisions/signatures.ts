import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Null where this place can check no such signature: an older browser, or a page that came without HTTPS. */
export type Checked = boolean | null

interface Signed {
  /** SPKI, in base64. */
  key: string
  signature: Uint8Array
  message: Uint8Array
}

/** Whether the cluster's key has signed this text: Ed25519 (RFC 8032), in base64. */
export const isSignedByCluster = (text: string, { key, value }: { key: string; value: string }): Promise<Checked> =>
  checked(
    { key, signature: bytesOf(value), message: utf8ToBytes(text) },
    { import: { name: 'Ed25519' }, verify: { name: 'Ed25519' } },
  )

/** What the hub signs when it takes a ballot in: that of a leaf, which says nothing of what the ballot says. */
export const receiptText = ({ decision, round, leaf }: { decision: string; round: number; leaf: string }) =>
  `chandelier receipt|${decision}|${round}|${leaf}`

/** Whether a round's key has signed a serial, both in hexadecimal: RSABSSA-SHA384-PSS, RSA-PSS once unblinded (RFC 9474, section 4.5). */
export const isSignedByRound = (
  serial: string,
  { key, signature }: { key: string; signature: string },
): Promise<Checked> =>
  checked(
    { key, signature: hexToBytes(signature), message: hexToBytes(serial) },
    { import: { name: 'RSA-PSS', hash: 'SHA-384' }, verify: { name: 'RSA-PSS', saltLength: 48 } },
  )

interface Algorithm {
  import: RsaHashedImportParams | { name: string }
  verify: RsaPssParams | { name: string }
}

async function checked({ key, signature, message }: Signed, algorithm: Algorithm): Promise<Checked> {
  const subtle = globalThis.crypto?.subtle
  if (!subtle) return null
  try {
    const spki = await subtle.importKey('spki', bytesOf(key), algorithm.import, false, ['verify'])
    return await subtle.verify(algorithm.verify, spki, Uint8Array.from(signature), Uint8Array.from(message))
  } catch (error) {
    return error instanceof Error && error.name === 'NotSupportedError' ? null : false
  }
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))

/** What people compare of a key, aloud if need be: `1a2b 3c4d 5e6f 7081`. */
export function fingerprintOf(key: string): string {
  const digest = bytesToHex(sha256(bytesOf(key)))
  return digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
}
