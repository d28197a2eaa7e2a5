import { Decimal128, Double, Int32, Long } from 'bson'
import type { Value } from './document.ts'

type Boxed = { _bsontype?: string; value?: number }

/** A finite decimal: `coefficient * 10 ** exponent`. */
export type ExactDecimal = { coefficient: bigint; exponent: number }

/** The nearest JavaScript number to any BSON number. */
export function toNumber(value: Value): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Long) return value.toNumber()
  if (value instanceof Decimal128) return Number(value.toString())
  return (value as Boxed).value ?? Number.NaN
}

/** True when `toNumber` loses nothing, which is the case for nearly all numbers. */
export function isExactNumber(value: Value): boolean {
  if (typeof value === 'bigint') return BigInt(Number(value)) === value
  if (value instanceof Long) return Number.isSafeInteger(value.toNumber())
  return !(value instanceof Decimal128)
}

/** The exact value, or null for NaN and the infinities. */
export function toExactDecimal(value: Value): ExactDecimal | null {
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 }
  if (value instanceof Long) return { coefficient: value.toBigInt(), exponent: 0 }
  if (value instanceof Decimal128) return parseDecimal(value.toString())
  return Number.isFinite(toNumber(value)) ? doubleToDecimal(toNumber(value)) : null
}

function parseDecimal(text: string): ExactDecimal | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(text)
  if (!match) return null
  const [, sign, whole = '', fraction = '', power = '0'] = match
  const coefficient = BigInt(whole + fraction)
  return { coefficient: sign ? -coefficient : coefficient, exponent: Number(power) - fraction.length }
}

const bits = new DataView(new ArrayBuffer(8))

function doubleToDecimal(value: number): ExactDecimal {
  if (Number.isSafeInteger(value)) return { coefficient: BigInt(value), exponent: 0 }
  bits.setFloat64(0, value)
  const raw = bits.getBigUint64(0)
  const biased = Number((raw >> 52n) & 0x7ffn)
  const fraction = raw & 0xfffffffffffffn
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n
  const signed = value < 0 ? -mantissa : mantissa
  const power = (biased === 0 ? 1 : biased) - 1075
  // m * 2^-k = m * 5^k * 10^-k: every double is a finite decimal.
  if (power >= 0) return { coefficient: signed << BigInt(power), exponent: 0 }
  return { coefficient: signed * 5n ** BigInt(-power), exponent: power }
}

export function compareExact(a: ExactDecimal, b: ExactDecimal): number {
  const exponent = Math.min(a.exponent, b.exponent)
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent)
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Compares numbers of any BSON type by value; NaN equals NaN and comes before all others. */
export function compareNumbers(a: Value, b: Value): number {
  const x = toNumber(a)
  const y = toNumber(b)
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x))
  if (isExactNumber(a) && isExactNumber(b)) return x < y ? -1 : x > y ? 1 : 0
  const exactA = toExactDecimal(a)
  const exactB = toExactDecimal(b)
  if (exactA && exactB) return compareExact(exactA, exactB)
  // One is infinite; a Decimal128 beyond the range of doubles must not be taken for infinite.
  return infinitySign(exactA, x) - infinitySign(exactB, y)
}

function infinitySign(exact: ExactDecimal | null, value: number): number {
  return exact ? 0 : value > 0 ? 1 : -1
}

export type NumberKind = 'int' | 'long' | 'double' | 'decimal'

/** The BSON type a number has, or would be stored with. */
export function numberKind(value: Value): NumberKind | null {
  if (typeof value === 'number')
    return Number.isInteger(value) && (value | 0) === value && !Object.is(value, -0) ? 'int' : 'double'
  if (typeof value === 'bigint' || value instanceof Long) return 'long'
  if (value instanceof Int32) return 'int'
  if (value instanceof Double) return 'double'
  if (value instanceof Decimal128) return 'decimal'
  return null
}
