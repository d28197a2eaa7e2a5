import { Long, Timestamp } from 'bson'
import { compareValues } from '#server/embedded-mongo/bson/compare.ts'
import { isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toExactDecimal } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { bsonTypeName } from '#server/embedded-mongo/query/valueTests.ts'
import { compute, toInteger } from './arithmetic.ts'

/** Gives the new value of a field from its present one (undefined if missing); the same value means no change. */
export type ChangeValue = (current: Value, path: string) => Value

/** Builds the change that one operator and its operand ask for, refusing a bad operand at once. */
export function fieldChange(operator: string, operand: Value, path: string): ChangeValue | null {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return () => operand
    case '$inc':
    case '$mul':
      return arithmetic(operator, operand, path)
    case '$min':
      return (current) => (current === undefined || compareValues(operand, current) < 0 ? operand : current)
    case '$max':
      return (current) => (current === undefined || compareValues(operand, current) > 0 ? operand : current)
    case '$currentDate':
      return currentDate(operand)
    case '$bit':
      return bitwise(operand)
    default:
      return null
  }
}

function arithmetic(operator: '$inc' | '$mul', operand: Value, path: string): ChangeValue {
  if (numberKind(operand) === null) {
    const verb = operator === '$inc' ? 'increment' : 'multiply'
    throw new CommandError(
      'TypeMismatch',
      `Cannot ${verb} with non-numeric argument: {${path}: ${bsonTypeName(operand)}}`,
    )
  }
  return (current, at) => {
    if (current === undefined) {
      return operator === '$inc' ? operand : compute('multiply', operand, 0, operator)
    }
    if (numberKind(current) === null) {
      throw new CommandError(
        'TypeMismatch',
        `Cannot apply ${operator} to a value of non-numeric type. The field '${at}' is of non-numeric type ${bsonTypeName(current)}`,
      )
    }
    return compute(operator === '$inc' ? 'add' : 'multiply', current, operand, operator)
  }
}

let ordinal = 0

/** Timestamps of one second are told apart by a counter. */
function nextOrdinal(): number {
  ordinal = (ordinal % 0xfffffff) + 1
  return ordinal
}

function currentDate(operand: Value): ChangeValue {
  const type = isDocument(operand) ? operand['$type'] : operand
  if (typeof operand === 'boolean' || type === 'date') return () => new Date()
  if (type === 'timestamp') {
    return () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: nextOrdinal() })
  }
  throw new CommandError('BadValue', "The '$type' string field is required to be 'date' or 'timestamp'")
}

const BITWISE: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function isInteger(value: Value): boolean {
  const kind = numberKind(value)
  return kind === 'int' || kind === 'long'
}

function bitwise(operand: Value): ChangeValue {
  const steps = isDocument(operand) ? Object.entries(operand) : []
  if (steps.length === 0) throw new CommandError('BadValue', 'The $bit modifier needs an object of and, or, xor')
  for (const [name, mask] of steps) {
    if (!BITWISE[name])
      throw new CommandError('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
    if (!isInteger(mask)) throw new CommandError('BadValue', 'The $bit modifier field must be an Integer(32/64 bit)')
  }
  return (current, path) => {
    const start = current === undefined ? 0 : current
    if (!isInteger(start)) {
      throw new CommandError(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type: ${path} is ${bsonTypeName(start)}`,
      )
    }
    return steps.reduce<Value>((value, [name, mask]) => bitStep(BITWISE[name]!, value, mask), start)
  }
}

function bitStep(operation: (a: bigint, b: bigint) => bigint, value: Value, mask: Value): Value {
  const long = value instanceof Long || mask instanceof Long
  const result = operation(toExactDecimal(value)!.coefficient, toExactDecimal(mask)!.coefficient)
  return toInteger(result, long ? 'long' : 'int', '$bit')
}
