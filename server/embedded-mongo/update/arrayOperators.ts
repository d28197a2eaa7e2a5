import { compareValues, equalValues } from '#server/embedded-mongo/bson/compare.ts'
import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { compileFilter, type EvaluateExpression, isOperatorDocument } from '#server/embedded-mongo/query/matcher.ts'
import { isRegex } from '#server/embedded-mongo/query/regex.ts'
import { parseSort, sortKey } from '#server/embedded-mongo/query/sort.ts'
import { bsonTypeName } from '#server/embedded-mongo/query/valueTests.ts'
import type { ChangeValue } from './fieldOperators.ts'

/** Builds the change of an array that one operator and its operand ask for, refusing a bad operand at once. */
export function arrayChange(operator: string, operand: Value, evaluate: EvaluateExpression): ChangeValue | null {
  switch (operator) {
    case '$push':
      return push(operand)
    case '$addToSet':
      return addToSet(operand)
    case '$pull':
      return removing(operator, pullTest(operand, evaluate))
    case '$pullAll':
      if (!Array.isArray(operand)) throw new CommandError('BadValue', '$pullAll requires an array argument')
      return removing(operator, (element) => operand.some((value) => equalValues(element, value)))
    case '$pop':
      return pop(operand)
    default:
      return null
  }
}

function hasEach(operand: Value): operand is Document {
  return isDocument(operand) && Object.keys(operand).includes('$each')
}

function eachOf(operand: Value, operator: string): Value[] {
  if (!hasEach(operand)) return [operand]
  const each = operand['$each']
  if (!Array.isArray(each))
    throw new CommandError(
      'TypeMismatch',
      `The argument to $each in ${operator} must be an array but it was of type ${bsonTypeName(each)}`,
    )
  return each
}

function wholeNumber(value: Value, what: string): number {
  const number = numberKind(value) === null ? Number.NaN : toNumber(value)
  if (!Number.isInteger(number))
    throw new CommandError(
      'BadValue',
      `The value for ${what} must be an integer value but was given type: ${bsonTypeName(value)}`,
    )
  return number
}

const PUSH_CLAUSES = new Set(['$each', '$slice', '$sort', '$position'])

function push(operand: Value): ChangeValue {
  const added = eachOf(operand, '$push')
  const clauses = hasEach(operand) ? operand : {}
  for (const clause of Object.keys(clauses)) {
    if (!PUSH_CLAUSES.has(clause)) throw new CommandError('BadValue', `Unrecognized clause in $push: ${clause}`)
  }
  const slice = '$slice' in clauses ? wholeNumber(clauses['$slice'], '$slice') : null
  const position = '$position' in clauses ? wholeNumber(clauses['$position'], '$position') : null
  const sort = '$sort' in clauses ? pushSort(clauses['$sort']) : null
  return (current, path) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw new CommandError('BadValue', `The field '${path}' must be an array but is of type ${bsonTypeName(current)}`)
    }
    const array = [...(current ?? [])]
    array.splice(position ?? array.length, 0, ...added)
    if (sort) array.sort(sort)
    if (slice === null) return array
    return slice >= 0 ? array.slice(0, slice) : array.slice(slice)
  }
}

function pushSort(spec: Value): (a: Value, b: Value) => number {
  if (numberKind(spec) !== null) {
    const direction = toNumber(spec)
    if (direction !== 1 && direction !== -1)
      throw new CommandError('BadValue', 'The $sort element value must be either 1 or -1')
    return (a, b) => compareValues(a, b) * direction
  }
  const fields = parseSort(spec)
  if (!fields) throw new CommandError('BadValue', 'The $sort pattern is empty when it should be a set of fields.')
  const keyOf = (element: Value) => sortKey(isDocument(element) ? element : {}, fields)
  return (a, b) => Buffer.compare(keyOf(a), keyOf(b))
}

function addToSet(operand: Value): ChangeValue {
  const added = eachOf(operand, '$addToSet')
  if (hasEach(operand) && Object.keys(operand).length > 1) {
    throw new CommandError('BadValue', `Found unexpected fields after $each in $addToSet`)
  }
  return (current, path) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw new CommandError(
        'BadValue',
        `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${bsonTypeName(current)}`,
      )
    }
    const array = [...(current ?? [])]
    for (const value of added) if (!array.some((element) => equalValues(element, value))) array.push(value)
    return array
  }
}

function removing(operator: string, goes: (element: Value) => boolean): ChangeValue {
  return (current) => {
    if (current === undefined) return undefined
    if (!Array.isArray(current)) throw new CommandError('BadValue', `Cannot apply ${operator} to a non-array value`)
    return current.filter((element) => !goes(element))
  }
}

/** `$pull` takes a value, an operator document for the elements, or a filter for elements that are sub-documents. */
function pullTest(operand: Value, evaluate: EvaluateExpression): (element: Value) => boolean {
  if (isRegex(operand) || isOperatorDocument(operand)) {
    const test = compileFilter({ array: { $elemMatch: isRegex(operand) ? { $in: [operand] } : operand } }, evaluate)
    return (element) => test({ array: [element] }, {})
  }
  if (!isDocument(operand)) return (element) => equalValues(element, operand)
  const test = compileFilter(operand, evaluate)
  return (element) => isDocument(element) && test(element, {})
}

function pop(operand: Value): ChangeValue {
  const side = numberKind(operand) === null ? Number.NaN : toNumber(operand)
  if (side !== 1 && side !== -1)
    throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`)
  return (current, path) => {
    if (current === undefined) return undefined
    if (!Array.isArray(current)) {
      throw new CommandError(
        'TypeMismatch',
        `Path '${path}' contains an element of non-array type '${bsonTypeName(current)}'`,
      )
    }
    return side === 1 ? current.slice(0, -1) : current.slice(1)
  }
}
