import type { Code, ObjectId, Timestamp } from 'bson'
import { binaryParts, regexText } from './compare.ts'
import { type Document, fieldsOf, type Value } from './document.ts'
import { compareExact, type ExactDecimal, isExactNumber, toExactDecimal, toNumber } from './numbers.ts'
import { ORDER, typeOrder } from './typeOrder.ts'

/**
 * Encodes a value so that comparing the bytes gives the order of `compareValues`. Each encoding is prefix-free,
 * so that encodings can be laid one after another in a compound key, and inverted for a descending field.
 */
export function encodeKey(value: Value): Uint8Array {
  const type = typeOrder(value)
  switch (type) {
    case ORDER.number:
      return encodeNumber(value)
    case ORDER.string:
      return encodeText(type, Buffer.from(String(value)))
    case ORDER.objectId:
      return tagged(type, (value as ObjectId).id)
    case ORDER.boolean:
      return Uint8Array.of(type, value ? 1 : 0)
    case ORDER.date:
      return encodeInt64(type, BigInt(Math.trunc(Number(value)) || 0) ^ (1n << 63n))
    default:
      return encodeOther(type, value)
  }
}

/** The key of an array without elements, which sorts before null. */
export const EMPTY_ARRAY_KEY = Uint8Array.of(ORDER.emptyArray)

function encodeOther(type: number, value: Value): Uint8Array {
  switch (type) {
    case ORDER.timestamp:
      return encodeInt64(type, (value as Timestamp).toBigInt())
    case ORDER.binary: {
      const { bytes, subtype } = binaryParts(value)
      const head = Buffer.allocUnsafe(6)
      head[0] = type
      head.writeUInt32BE(bytes.length, 1)
      head[5] = subtype
      return Buffer.concat([head, bytes])
    }
    case ORDER.regex:
      return encodeText(type, Buffer.from(regexText(value)))
    case ORDER.code:
      return encodeText(type, Buffer.from((value as Code).code.toString()))
    case ORDER.array:
      return Buffer.concat([Uint8Array.of(type), ...(value as Value[]).map(encodeKey), Uint8Array.of(0)])
    case ORDER.object:
      return encodeDocument(value as Document)
    default:
      return Uint8Array.of(type)
  }
}

/** Fields compare by type, then name, then value. */
function encodeDocument(document: Document): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(ORDER.object)]
  for (const [name, value] of fieldsOf(document)) {
    parts.push(Uint8Array.of(typeOrder(value)), Buffer.from(`${name}\0`), encodeKey(value))
  }
  parts.push(Uint8Array.of(0))
  return Buffer.concat(parts)
}

function tagged(type: number, bytes: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(bytes.length + 1)
  out[0] = type
  out.set(bytes, 1)
  return out
}

/** Text ends with 00 00, and a NUL inside becomes 00 FF, so that a prefix sorts first. */
function encodeText(type: number, bytes: Buffer): Uint8Array {
  let nuls = 0
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) nuls++
  const out = Buffer.allocUnsafe(bytes.length + nuls + 3)
  let to = 0
  out[to++] = type
  if (nuls === 0) {
    out.set(bytes, to)
    to += bytes.length
  } else {
    for (const byte of bytes) {
      out[to++] = byte
      if (byte === 0) out[to++] = 0xff
    }
  }
  out[to++] = 0
  out[to] = 0
  return out
}

function encodeInt64(type: number, bits: bigint): Uint8Array {
  const out = Buffer.allocUnsafe(9)
  out[0] = type
  out.writeBigUInt64BE(BigInt.asUintN(64, bits), 1)
  return out
}

/**
 * A number is the greatest double that is not above it, in sortable form, then 0 if that is the number itself, else 1
 * and the decimal digits: longs beyond 2^53 and Decimal128 keep their exact order among the doubles.
 */
function encodeNumber(value: Value): Uint8Array {
  const nearest = toNumber(value)
  if (isExactNumber(value)) return encodeDouble(nearest)
  const exact = toExactDecimal(value)
  if (!exact) return encodeDouble(nearest)
  const floor = floorDouble(nearest, exact)
  const head = encodeDouble(floor)
  const exactFloor = toExactDecimal(floor)
  if (exactFloor && compareExact(exactFloor, exact) === 0) return head
  head[9] = 1
  return Buffer.concat([head, encodeDigits(exact)])
}

function encodeDouble(value: number): Buffer {
  const out = Buffer.allocUnsafe(10)
  out[0] = ORDER.number
  out[9] = 0
  if (Number.isNaN(value)) return out.fill(0, 1)
  out.writeDoubleBE(value === 0 ? 0 : value, 1)
  if (out[1]! & 0x80) for (let i = 1; i < 9; i++) out[i] = ~out[i]!
  else out[1]! |= 0x80
  return out
}

const bits = new DataView(new ArrayBuffer(8))

function floorDouble(nearest: number, exact: ExactDecimal): number {
  const finite = Number.isFinite(nearest) ? nearest : nearest > 0 ? Number.MAX_VALUE : Number.NEGATIVE_INFINITY
  if (finite === Number.NEGATIVE_INFINITY) return finite
  return compareExact(toExactDecimal(finite)!, exact) > 0 ? nextBelow(finite) : finite
}

function nextBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE
  bits.setFloat64(0, value)
  bits.setBigUint64(0, bits.getBigUint64(0) + (value > 0 ? -1n : 1n))
  return bits.getFloat64(0)
}

/** Sortable scientific notation; a negative number's is inverted. */
function encodeDigits({ coefficient, exponent }: ExactDecimal): Uint8Array {
  const negative = coefficient < 0n
  const all = (negative ? -coefficient : coefficient).toString()
  const digits = all.replace(/0+$/, '')
  const out = Buffer.allocUnsafe(digits.length + 3)
  out.writeUInt16BE(exponent + all.length + 0x8000, 0)
  for (let i = 0; i < digits.length; i++) out[i + 2] = digits.charCodeAt(i)
  out[digits.length + 2] = 0
  return negative ? invert(out) : out
}

/** Turns an ascending encoding into a descending one. */
export function invert(bytes: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(bytes.length)
  for (let i = 0; i < bytes.length; i++) out[i] = ~bytes[i]!
  return out
}

/** The least key that is greater than every key that starts with `prefix`. */
export function afterPrefix(prefix: Uint8Array): Uint8Array {
  for (let i = prefix.length - 1; i >= 0; i--) {
    if (prefix[i] === 0xff) continue
    const out = Buffer.from(prefix.subarray(0, i + 1))
    out[i]!++
    return out
  }
  return Uint8Array.of(0xff, 0xff)
}
