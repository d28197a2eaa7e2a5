import { Binary, BSONRegExp, type Code, type ObjectId, type Timestamp } from 'bson'
import { type Document, fieldsOf, type Value } from './document.ts'
import { compareNumbers } from './numbers.ts'
import { ORDER, typeOrder } from './typeOrder.ts'

/**
 * MongoDB's total order over all BSON values (simple binary collation). Negative, zero or positive.
 * Sub-documents compare field by field in stored order, so `{a, b}` and `{b, a}` differ.
 */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : a === b ? 0 : compareNumbers(a, b)
  const type = typeOrder(a)
  const difference = type - typeOrder(b)
  if (difference !== 0) return difference
  switch (type) {
    case ORDER.number:
      return compareNumbers(a, b)
    case ORDER.string:
      return compareStrings(String(a), String(b))
    case ORDER.object:
      return compareFields(fieldsOf(a as Document), fieldsOf(b as Document))
    case ORDER.array:
      return compareArrays(a as Value[], b as Value[])
    case ORDER.boolean:
      return Number(a) - Number(b)
    case ORDER.date:
      return Number(a) - Number(b)
    default:
      return compareRest(a, b, type)
  }
}

export function equalValues(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0
}

function compareRest(a: Value, b: Value, type: number): number {
  switch (type) {
    case ORDER.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id)
    case ORDER.binary:
      return compareBinary(binaryParts(a), binaryParts(b))
    case ORDER.timestamp:
      return compareBig((a as Timestamp).toBigInt(), (b as Timestamp).toBigInt())
    case ORDER.regex:
      return compareStrings(regexText(a), regexText(b))
    case ORDER.code:
      return compareStrings((a as Code).code.toString(), (b as Code).code.toString())
    default:
      return 0
  }
}

function compareBig(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** By code point, which is the order of the UTF-8 bytes; JavaScript's own `<` compares UTF-16 units. */
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const xSurrogate = x >= 0xd800 && x <= 0xdfff
    const ySurrogate = y >= 0xd800 && y <= 0xdfff
    return xSurrogate === ySurrogate ? x - y : xSurrogate ? 1 : -1
  }
  return a.length - b.length
}

function compareFields(a: [string, Value][], b: [string, Value][]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [nameA, valueA] = a[i]!
    const [nameB, valueB] = b[i]!
    const order = typeOrder(valueA) - typeOrder(valueB) || compareStrings(nameA, nameB) || compareValues(valueA, valueB)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareArrays(a: Value[], b: Value[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

export type BinaryParts = { bytes: Uint8Array; subtype: number }

export function binaryParts(value: Value): BinaryParts {
  if (value instanceof Binary) return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type }
  return { bytes: value as Uint8Array, subtype: 0 }
}

function compareBinary(a: BinaryParts, b: BinaryParts): number {
  return a.bytes.length - b.bytes.length || a.subtype - b.subtype || Buffer.compare(a.bytes, b.bytes)
}

export function regexText(value: Value): string {
  return value instanceof BSONRegExp
    ? `${value.pattern}\0${value.options}`
    : `${(value as RegExp).source}\0${(value as RegExp).flags}`
}
