import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto'
import type { Config } from '#server/platform/config.ts'
import { receiptText } from '#shared/decisions/signatures.ts'

/** What a receipt is for: the leaf of a ballot, which says nothing of what the ballot says. */
export interface Receipted {
  decision: string
  round: number
  leaf: string
}

// The beginning of an Ed25519 key in PKCS #8 (RFC 8410, section 7); the 32 bytes of the key itself follow.
const keyHead = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The Ed25519 key by which receipts and sealed packages of this hub are known; another one once its SECRET is another. */
export function hubKey({ secret }: Pick<Config, 'secret'>): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'receipts', 32))
  return createPrivateKey({ key: Buffer.concat([keyHead, seed]), type: 'pkcs8', format: 'der' })
}

/** The key that receipts are verified by, SPKI in base64; another one once the hub's SECRET is another. */
export const receiptKey = (config: Pick<Config, 'secret'>): string =>
  createPublicKey(hubKey(config)).export({ type: 'spki', format: 'der' }).toString('base64')

const textOf = (receipted: Receipted) => Buffer.from(receiptText(receipted))

/** The hub's word that it has taken a ballot in: Ed25519 in hexadecimal, the same each time. */
export const signReceipt = (config: Pick<Config, 'secret'>, receipted: Receipted): string =>
  sign(null, textOf(receipted), hubKey(config)).toString('hex')

/** Whether the hub with this key has given the receipt. */
export function isReceipt(key: string, receipted: Receipted, receipt: string): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), type: 'spki', format: 'der' })
  return verify(null, textOf(receipted), publicKey, Buffer.from(receipt, 'hex'))
}
