import type { BSONRegExp } from 'bson'
import { type Document, fieldsOf, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { afterPrefix, encodeKey } from '#server/embedded-mongo/bson/keyEncoding.ts'
import { toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { ORDER, typeOrder } from '#server/embedded-mongo/bson/typeOrder.ts'
import { isOperatorDocument } from '#server/embedded-mongo/query/matcher.ts'
import { isRegex, regexSource } from '#server/embedded-mongo/query/regex.ts'

/** One end of a range of values. */
type Bound = { value: Value; inclusive: boolean }

/** What a filter demands of one path, as far as an index can use it. The documents that match all lie within it. */
export type Constraint = {
  /** The value is one of these; null stands for missing too. */
  points?: Value[]
  lower?: Bound
  upper?: Bound
  /** A string with this beginning. */
  prefix?: string
  /** Fulfilled only by a field that exists. */
  exists?: boolean
}

export type Constraints = {
  byPath: Map<string, Constraint>
  /** False if the filter demands more than the constraints say. */
  complete: boolean
}

/** Reads from a filter what indexes can use: its top level, `$and`, and what `$elemMatch` demands of elements. */
export function readConstraints(filter: Document): Constraints {
  const byPath = new Map<string, Constraint>()
  const complete = readFilter(filter, '', byPath)
  return { byPath, complete }
}

type ByPath = Map<string, Constraint>

/** This and the following give true if the constraints say all that was asked for. */
function readFilter(filter: Document, prefix: string, into: ByPath): boolean {
  const read = fieldsOf(filter).map(([key, operand]) => {
    if (!key.startsWith('$')) return readField(prefix + key, operand, into)
    if (key === '$and') return (operand as Document[]).map((branch) => readFilter(branch, prefix, into)).every(Boolean)
    return key === '$comment'
  })
  return read.every(Boolean)
}

function readField(path: string, operand: Value, into: ByPath): boolean {
  const constraint = into.get(path) ?? {}
  const complete = readOperand(path, constraint, operand, into)
  if (Object.keys(constraint).length > 0) into.set(path, constraint)
  return complete
}

function readOperand(path: string, constraint: Constraint, operand: Value, into: ByPath): boolean {
  if (isRegex(operand)) return readRegex(constraint, operand)
  if (!isOperatorDocument(operand)) return readPoints(constraint, [operand])
  const read = Object.entries(operand).map(([operator, value]) =>
    operator === '$elemMatch' ? readElements(path, value, into) : readOperator(constraint, operator, value),
  )
  return read.every(Boolean)
}

function readOperator(constraint: Constraint, operator: string, value: Value): boolean {
  switch (operator) {
    case '$eq':
      return readPoints(constraint, [value])
    case '$in':
      return readPoints(constraint, value as Value[])
    case '$gt':
    case '$gte':
      return readBound(constraint, 'lower', { value, inclusive: operator === '$gte' })
    case '$lt':
    case '$lte':
      return readBound(constraint, 'upper', { value, inclusive: operator === '$lte' })
    case '$exists':
      if (value === true) constraint.exists = true
      return false
    case '$regex':
      return isRegex(value) && readRegex(constraint, value)
    default:
      return false
  }
}

/** An array equals a whole array, while an index holds its elements; null does not tell whether the field exists. */
function readPoints(constraint: Constraint, values: Value[]): boolean {
  if (constraint.points || values.some((value) => Array.isArray(value) || isRegex(value))) return false
  constraint.points = values
  return !values.some((value) => value === null || value === undefined)
}

const UNBRACKETED = new Set<number>([ORDER.null, ORDER.minKey, ORDER.maxKey, ORDER.array])

function readBound(constraint: Constraint, side: 'lower' | 'upper', bound: Bound): boolean {
  const type = typeOrder(bound.value)
  const isNaNBound = type === ORDER.number && Number.isNaN(toNumber(bound.value))
  if (UNBRACKETED.has(type) || isNaNBound || constraint[side]) return false
  const other = constraint[side === 'lower' ? 'upper' : 'lower']
  if (other && typeOrder(other.value) !== type) return false
  constraint[side] = bound
  return true
}

/** A pattern that begins with plain text and heeds case demands a prefix; the rest is left to the filter. */
function readRegex(constraint: Constraint, value: RegExp | BSONRegExp): false {
  const { pattern, options } = regexSource(value)
  if (options !== '' || pattern.includes('|')) return false
  const literal = /^\^([\w @:/-]*)/.exec(pattern)?.[1] ?? ''
  // A repetition speaks of the last character, which it may make optional.
  const repeated = '?*{'.includes(pattern[literal.length + 1] ?? ' ')
  const prefix = repeated ? literal.slice(0, -1) : literal
  if (prefix !== '') constraint.prefix = prefix
  return false
}

/** Of an element's conditions only those are read that its array, as a whole, then fulfils as well. */
const IMPLIED_BY_ELEMENT = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte'])

function readElements(path: string, condition: Value, into: ByPath): false {
  if (!isDocument(condition)) return false
  if (!isOperatorDocument(condition)) readFilter(condition, `${path}.`, into)
  else {
    const usable = Object.entries(condition).filter(([operator]) => IMPLIED_BY_ELEMENT.has(operator))
    for (const [operator, value] of usable) readField(path, { [operator]: value }, into)
  }
  return false
}

/** A half-open interval of encoded keys of one field. */
export type Interval = { start: Uint8Array; end: Uint8Array }

/** The bytes between which an ascending field's keys lie; `loose` ignores all but one end, as arrays demand. */
export function intervalOf({ lower, upper, prefix }: Constraint, loose: boolean): Interval | null {
  if (prefix !== undefined) {
    const start = encodeKey(prefix).subarray(0, -2)
    return { start, end: afterPrefix(start) }
  }
  const bound = lower ?? upper
  if (!bound) return null
  const type = typeOrder(bound.value)
  const low = lower ? encodeKey(lower.value) : null
  const high = upper && !(loose && lower) ? encodeKey(upper.value) : null
  return {
    start: low ? (lower!.inclusive ? low : afterPrefix(low)) : leastOf(type),
    end: high ? (upper!.inclusive ? afterPrefix(high) : high) : Uint8Array.of(type + 1),
  }
}

/** The least key of a type that a comparison can accept, which NaN is not. */
function leastOf(type: number): Uint8Array {
  return type === ORDER.number ? encodeKey(Number.NEGATIVE_INFINITY) : Uint8Array.of(type)
}
