import { Decimal128, Double, Int32, Long } from 'bson'
import type { Value } from '#server/embedded-mongo/bson/document.ts'
import {
  type ExactDecimal,
  type NumberKind,
  numberKind,
  toExactDecimal,
  toNumber,
} from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'

export type Operation = 'add' | 'multiply'

const WIDTH: Record<NumberKind, number> = { int: 0, long: 1, double: 2, decimal: 3 }
const INT32_MAX = 2n ** 31n - 1n
const INT64_MAX = 2n ** 63n - 1n

/** Adds or multiplies as MongoDB does: the wider type wins, an int that overflows becomes a long, a long refuses. */
export function compute(operation: Operation, a: Value, b: Value, operator: string): Value {
  const kinds = [numberKind(a)!, numberKind(b)!]
  const kind = kinds.reduce((x, y) => (WIDTH[x] >= WIDTH[y] ? x : y))
  if (kind === 'decimal') return computeDecimal(operation, a, b)
  if (kind === 'double') return new Double(operation === 'add' ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b))
  const [x, y] = [toExactDecimal(a)!.coefficient, toExactDecimal(b)!.coefficient]
  const result = operation === 'add' ? x + y : x * y
  return toInteger(result, kind, operator)
}

/** An int where it fits and a long is not asked for; refuses what does not fit 64 bits. */
export function toInteger(result: bigint, kind: NumberKind, operator: string): Value {
  if (kind === 'int' && result <= INT32_MAX && result >= -INT32_MAX - 1n) return new Int32(Number(result))
  if (result > INT64_MAX || result < -INT64_MAX - 1n) {
    throw new CommandError(
      'BadValue',
      `Failed to apply ${operator} operations to current value: the result does not fit 64 bits`,
    )
  }
  return Long.fromBigInt(result)
}

function computeDecimal(operation: Operation, a: Value, b: Value): Value {
  const [x, y] = [asDecimal(a), asDecimal(b)]
  if (!x || !y) {
    const value = operation === 'add' ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b)
    return Decimal128.fromString(Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity')
  }
  const { coefficient, exponent } = operation === 'add' ? add(x, y) : multiply(x, y)
  return Decimal128.fromStringWithRounding(`${coefficient}E${exponent}`)
}

/** A double takes part in decimal arithmetic with its 15 significant digits. */
function asDecimal(value: Value): ExactDecimal | null {
  if (numberKind(value) !== 'double') return toExactDecimal(value)
  const number = toNumber(value)
  return Number.isFinite(number) ? toExactDecimal(Decimal128.fromString(number.toPrecision(15))) : null
}

function add(x: ExactDecimal, y: ExactDecimal): ExactDecimal {
  const exponent = Math.min(x.exponent, y.exponent)
  return {
    coefficient:
      x.coefficient * 10n ** BigInt(x.exponent - exponent) + y.coefficient * 10n ** BigInt(y.exponent - exponent),
    exponent,
  }
}

function multiply(x: ExactDecimal, y: ExactDecimal): ExactDecimal {
  return { coefficient: x.coefficient * y.coefficient, exponent: x.exponent + y.exponent }
}
