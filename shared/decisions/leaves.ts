import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** What a ballot's leaf is made of. `serial` and `nonce` are 32 bytes each, in lower hexadecimal. */
export interface Opening {
  serial: string
  nonce: string
  /** As it was cast. */
  ballot: unknown
}

// RFC 6962, section 2.1: a leaf can never pass for a node.
const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/**
 * A ballot as bytes that everybody gets alike (RFC 8785): keys in the order of their UTF-16 code units, no blanks. Fields
 * that are undefined are left out. Throws a RangeError at a number that is no safe integer, and at what JSON does not know.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (Number.isSafeInteger(value)) return String(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object') throw new RangeError(`a ballot holds no ${typeof value} such as this`)
  const fields = Object.entries(value).filter(([, held]) => held !== undefined)
  fields.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, held]) => `${JSON.stringify(name)}:${canonicalJson(held)}`).join(',')}}`
}

/**
 * The leaf of a ballot, in lower hexadecimal: SHA-256(0x00 || serial || SHA-256(canonical ballot || nonce)). Without the
 * nonce nobody can find the ballot by trying them all. Throws a RangeError where serial or nonce are not 32 bytes.
 */
export function leafOf({ serial, nonce, ballot }: Opening): string {
  const said = sha256(concatBytes(utf8ToBytes(canonicalJson(ballot)), bytesOf(nonce)))
  return bytesToHex(sha256(concatBytes(leafMark, bytesOf(serial), said)))
}

/** The root over the leaves of a round, whatever order they are given in. */
export const rootOf = (leaves: readonly string[]): string => merkleRoot([...leaves].sort())

/**
 * The root over leaves in this order: two by two SHA-256(0x01 || left || right), where an odd one goes up as it is, which
 * is the tree of RFC 6962. That of no leaves is SHA-256 of nothing.
 */
export function merkleRoot(leaves: readonly string[]): string {
  let row = leaves.map(bytesOf)
  while (row.length > 1) {
    row = Array.from({ length: Math.ceil(row.length / 2) }, (_, at) => {
      const [left, right] = [row[2 * at]!, row[2 * at + 1]]
      return right ? sha256(concatBytes(nodeMark, left, right)) : left
    })
  }
  return bytesToHex(row[0] ?? sha256(new Uint8Array()))
}

function bytesOf(hex: string): Uint8Array {
  if (!/^[\da-f]{64}$/.test(hex)) throw new RangeError('32 bytes in lower hexadecimal are needed')
  return hexToBytes(hex)
}
