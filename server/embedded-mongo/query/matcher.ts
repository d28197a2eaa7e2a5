import { type Document, fieldsOf, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { equals, equalsExactly, isIn, matchesRegex, ordered } from './comparisons.ts'
import { type LeafMode, type Match, matchPath, type Predicate } from './paths.ts'
import { compileRegex, isRegex, regexSource } from './regex.ts'
import { hasBits, hasRemainder, hasType } from './valueTests.ts'

/** Decides whether a document fulfils a filter; `match` is told which array element did. */
export type Matcher = (document: Document, match: Match) => boolean

/** Evaluates an aggregation expression over a document; given from outside, so that matching needs no aggregation. */
export type EvaluateExpression = (expression: Value) => (document: Document) => Value

/** Turns a filter into a function, refusing what MongoDB would refuse and what this server does not know. */
export function compileFilter(filter: Document, evaluate: EvaluateExpression): Matcher {
  const tests = fieldsOf(filter).map(([key, operand]) =>
    key.startsWith('$') ? compileTopLevel(key, operand, evaluate) : compileField(key, operand, evaluate),
  )
  return allOf(tests)
}

function allOf(tests: Matcher[]): Matcher {
  if (tests.length === 1) return tests[0]!
  return (document, match) => tests.every((test) => test(document, match))
}

const NOT_HERE = new Set([
  '$where',
  '$text',
  '$jsonSchema',
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
  '$sampleRate',
])

function compileTopLevel(operator: string, operand: Value, evaluate: EvaluateExpression): Matcher {
  switch (operator) {
    case '$and':
      return allOf(branches(operator, operand, evaluate))
    case '$or': {
      const tests = branches(operator, operand, evaluate)
      return (document, match) => tests.some((test) => test(document, match))
    }
    case '$nor': {
      const tests = branches(operator, operand, evaluate)
      return (document) => !tests.some((test) => test(document, {}))
    }
    case '$expr': {
      const value = evaluate(operand)
      return (document) => isTruthy(value(document))
    }
    case '$comment':
      return () => true
    default:
      throw unknownOperator(operator, 'unknown top level operator')
  }
}

function unknownOperator(operator: string, message: string): CommandError {
  if (operator === '$text') return new CommandError('IndexNotFound', 'text index required for $text query')
  if (NOT_HERE.has(operator))
    return new CommandError('CommandNotSupported', `${operator} is not supported by this server`)
  return new CommandError('BadValue', `${message}: ${operator}`)
}

function isTruthy(value: Value): boolean {
  if (numberKind(value) !== null) return toNumber(value) !== 0
  return value !== undefined && value !== null && value !== false
}

function branches(operator: string, operand: Value, evaluate: EvaluateExpression): Matcher[] {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', `${operator} must be an array`)
  if (operand.length === 0) throw new CommandError('BadValue', `${operator} argument must be a non-empty array`)
  return operand.map((branch) => {
    if (!isDocument(branch)) throw new CommandError('BadValue', `${operator} entries need to be full objects`)
    return compileFilter(branch, evaluate)
  })
}

/** True for `{$gt: 1}` and its like; a sub-document to be equal to has no operator first. */
export function isOperatorDocument(value: Value): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true && !('$ref' in value && '$id' in value)
}

function compileField(path: string, operand: Value, evaluate: EvaluateExpression): Matcher {
  const parts = path.split('.')
  if (!isOperatorDocument(operand)) return anyAtPath(parts, equals(operand), 'withElements')
  return allOf(compileOperators(parts, operand, evaluate))
}

function compileOperators(parts: string[], operators: Document, evaluate: EvaluateExpression): Matcher[] {
  const tests: Matcher[] = []
  for (const [operator, operand] of Object.entries(operators)) {
    if (operator === '$options') {
      if (!('$regex' in operators)) throw new CommandError('BadValue', '$options needs a $regex')
    } else tests.push(compileOperator(parts, operator, operand, operators, evaluate))
  }
  return tests
}

/** The path of an array element under `$elemMatch`: the value itself, which is not opened if it is an array too. */
const ITSELF: string[] = []

function anyAtPath(parts: string[], predicate: Predicate, mode: LeafMode): Matcher {
  if (parts === ITSELF) return predicate
  return (document, match) => matchPath(document, parts, predicate, mode, match)
}

function not(test: Matcher): Matcher {
  return (document) => !test(document, {})
}

function compileOperator(
  parts: string[],
  operator: string,
  operand: Value,
  siblings: Document,
  evaluate: EvaluateExpression,
): Matcher {
  switch (operator) {
    case '$not':
      return not(negated(parts, operand, evaluate))
    case '$ne':
      if (isRegex(operand)) throw new CommandError('BadValue', "Can't have regex as arg to $ne.")
      return not(anyAtPath(parts, equalsExactly(operand), 'withElements'))
    case '$nin':
      if (!Array.isArray(operand)) throw new CommandError('BadValue', '$nin needs an array')
      return not(anyAtPath(parts, isIn(operand), 'withElements'))
    case '$exists': {
      const test = anyAtPath(parts, (value) => value !== undefined, 'valueOnly')
      return isTruthy(operand) ? test : not(test)
    }
    case '$all':
      return all(parts, operand, evaluate)
    case '$size':
      return anyAtPath(parts, hasSize(operand), 'valueOnly')
    case '$elemMatch':
      return anyAtPath(parts, elementMatches(operand, evaluate), 'valueOnly')
    case '$regex':
      return anyAtPath(parts, regexOperator(operand, siblings['$options']), 'withElements')
    default:
      return anyAtPath(parts, compileValueOperator(operator, operand), 'withElements')
  }
}

function compileValueOperator(operator: string, operand: Value): Predicate {
  switch (operator) {
    case '$eq':
      return equalsExactly(operand)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return ordered(operator, operand)
    case '$in':
      return isIn(operand)
    case '$type':
      return hasType(operand)
    case '$mod':
      return hasRemainder(operand)
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return hasBits(operator, operand)
    case '$comment':
      return () => true
    default:
      throw unknownOperator(operator, 'unknown operator')
  }
}

function negated(parts: string[], operand: Value, evaluate: EvaluateExpression): Matcher {
  if (isRegex(operand)) return anyAtPath(parts, matchesRegex(operand), 'withElements')
  if (!isDocument(operand)) throw new CommandError('BadValue', '$not needs a regex or a document')
  if (Object.keys(operand).length === 0) throw new CommandError('BadValue', '$not cannot be empty')
  if (!isOperatorDocument(operand)) throw unknownOperator(Object.keys(operand)[0]!, 'unknown operator')
  return allOf(compileOperators(parts, operand, evaluate))
}

function all(parts: string[], operand: Value, evaluate: EvaluateExpression): Matcher {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$all needs an array')
  if (operand.length === 0) return () => false
  return allOf(
    operand.map((item) => {
      if (!isOperatorDocument(item)) return anyAtPath(parts, equals(item), 'withElements')
      if (!('$elemMatch' in item)) throw new CommandError('BadValue', 'no $ expressions in $all')
      return anyAtPath(parts, elementMatches(item['$elemMatch'], evaluate), 'valueOnly')
    }),
  )
}

function hasSize(operand: Value): Predicate {
  const size = numberKind(operand) === null ? Number.NaN : toNumber(operand)
  if (!Number.isInteger(size)) throw new CommandError('FailedToParse', 'Failed to parse $size. Expected an integer')
  if (size < 0) throw new CommandError('FailedToParse', 'Failed to parse $size. Expected a non-negative number')
  return (value) => Array.isArray(value) && value.length === size
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$where'])

/** `{$elemMatch: {$gt: 1}}` tests the elements themselves, `{$elemMatch: {a: 1}}` the fields of sub-documents. */
function elementMatches(operand: Value, evaluate: EvaluateExpression): Predicate {
  if (!isDocument(operand)) throw new CommandError('BadValue', '$elemMatch needs an Object')
  const onValues = isOperatorDocument(operand) && !LOGICAL.has(Object.keys(operand)[0]!)
  const test = onValues ? allOf(compileOperators(ITSELF, operand, evaluate)) : compileFilter(operand, evaluate)
  return (value, match) => {
    if (!Array.isArray(value)) return false
    const index = value.findIndex(
      (element) => (onValues || isDocument(element) || Array.isArray(element)) && test(element as Document, {}),
    )
    if (index < 0) return false
    match.arrayIndex = index
    return true
  }
}

function regexOperator(operand: Value, options: Value): Predicate {
  if (isRegex(operand)) {
    const own = regexSource(operand)
    if (options !== undefined && own.options !== '')
      throw new CommandError(51075, 'options set in both $regex and $options')
    return stringTest(own.pattern, String(options ?? own.options))
  }
  if (typeof operand !== 'string') throw new CommandError('BadValue', '$regex has to be a string')
  if (options !== undefined && typeof options !== 'string')
    throw new CommandError('BadValue', '$options has to be a string')
  return stringTest(operand, options ?? '')
}

function stringTest(pattern: string, options: string): Predicate {
  const regex = compileRegex(pattern, options)
  return (value) => typeof value === 'string' && regex.test(value)
}
