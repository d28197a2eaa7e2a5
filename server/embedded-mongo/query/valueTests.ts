import { BSONSymbol, Code, Decimal128, Long } from 'bson'
import { binaryParts } from '#server/embedded-mongo/bson/compare.ts'
import type { Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { ORDER, typeOrder } from '#server/embedded-mongo/bson/typeOrder.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Predicate } from './paths.ts'

const TYPE_NAMES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
}
const KIND_NUMBERS = { double: 1, int: 16, long: 18, decimal: 19 }
const NUMERIC = new Set([1, 16, 18, 19])
const ORDER_TO_TYPE: Record<number, number> = {
  [ORDER.minKey]: -1,
  [ORDER.null]: 10,
  [ORDER.string]: 2,
  [ORDER.object]: 3,
  [ORDER.array]: 4,
  [ORDER.binary]: 5,
  [ORDER.objectId]: 7,
  [ORDER.boolean]: 8,
  [ORDER.date]: 9,
  [ORDER.timestamp]: 17,
  [ORDER.regex]: 11,
  [ORDER.maxKey]: 127,
}

/** The BSON type number of a value, as `$type` counts them. */
function bsonType(value: Value): number {
  const kind = numberKind(value)
  if (kind) return KIND_NUMBERS[kind]
  if (value instanceof BSONSymbol) return 14
  if (value instanceof Code) return value.scope ? 15 : 13
  return ORDER_TO_TYPE[typeOrder(value)] ?? 3
}

/** The name of a value's BSON type, as MongoDB's messages give it. */
export function bsonTypeName(value: Value): string {
  const type = bsonType(value)
  return Object.keys(TYPE_NAMES).find((name) => TYPE_NAMES[name] === type) ?? 'object'
}

export function hasType(operand: Value): Predicate {
  const wanted = new Set<number>()
  const items = Array.isArray(operand) ? operand : [operand]
  if (items.length === 0) throw new CommandError('FailedToParse', 'a must match at least one type')
  for (const item of items) {
    if (item === 'number') for (const type of NUMERIC) wanted.add(type)
    else wanted.add(typeNumber(item))
  }
  return (value) => value !== undefined && wanted.has(bsonType(value))
}

function typeNumber(item: Value): number {
  if (typeof item === 'string') {
    const type = TYPE_NAMES[item]
    if (type === undefined) throw new CommandError('BadValue', `Unknown type name alias: ${item}`)
    return type
  }
  if (numberKind(item) === null)
    throw new CommandError('TypeMismatch', 'type must be represented as a number or a string')
  const number = toNumber(item)
  if (!Object.values(TYPE_NAMES).includes(number))
    throw new CommandError('BadValue', `Invalid numerical type code: ${number}`)
  return number
}

export function hasRemainder(operand: Value): Predicate {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', 'malformed mod, needs to be an array')
  if (operand.length < 2) throw new CommandError('BadValue', 'malformed mod, not enough elements')
  if (operand.length > 2) throw new CommandError('BadValue', 'malformed mod, too many elements')
  const [divisor, remainder] = operand.map(wholeNumber)
  if (divisor === 0n) throw new CommandError('BadValue', 'divisor cannot be 0')
  return (value) => {
    if (numberKind(value) === null || !Number.isFinite(toNumber(value))) return false
    return wholeNumber(value) % divisor! === remainder
  }
}

function wholeNumber(value: Value): bigint {
  if (numberKind(value) === null)
    throw new CommandError('BadValue', 'malformed mod, divisor and remainder must be numbers')
  if (value instanceof Long) return value.toBigInt()
  const number = value instanceof Decimal128 ? Number(value.toString()) : toNumber(value)
  if (!Number.isFinite(number)) throw new CommandError('BadValue', 'malformed mod, value is not finite')
  return BigInt(Math.trunc(number))
}

type BitTest = '$bitsAllSet' | '$bitsAnySet' | '$bitsAllClear' | '$bitsAnyClear'

export function hasBits(operator: BitTest, operand: Value): Predicate {
  const mask = bitMask(operator, operand)
  return (value) => {
    const bits = bitsOf(value)
    if (bits === null) return false
    const set = bits & mask
    if (operator === '$bitsAllSet') return set === mask
    if (operator === '$bitsAnySet') return set !== 0n
    return operator === '$bitsAllClear' ? set === 0n : set !== mask
  }
}

function bitMask(operator: string, operand: Value): bigint {
  if (!Array.isArray(operand)) {
    const mask = bitsOf(operand)
    if (mask === null || (numberKind(operand) !== null && toNumber(operand) < 0)) {
      throw new CommandError(
        'BadValue',
        `${operator} takes an Array, a number, or a BinData but received: ${bsonTypeName(operand)}`,
      )
    }
    return mask
  }
  return operand.reduce<bigint>((mask, position) => {
    const bit = toNumber(position)
    if (!Number.isInteger(bit) || bit < 0 || bit > 4096)
      throw new CommandError('BadValue', 'bit positions must be integers >= 0')
    return mask | (1n << BigInt(bit))
  }, 0n)
}

/** Two's complement, with the sign bit carried far to the left for negative numbers. */
function bitsOf(value: Value): bigint | null {
  if (typeOrder(value) === ORDER.binary) {
    return binaryParts(value).bytes.reduceRight<bigint>((bits, byte) => (bits << 8n) | BigInt(byte), 0n)
  }
  if (numberKind(value) === null) return null
  const number = toNumber(value)
  if (!Number.isInteger(number) || Math.abs(number) >= 2 ** 63) return null
  return value instanceof Long ? value.toBigInt() : BigInt(number)
}
