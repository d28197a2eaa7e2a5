import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { compileFilter } from '#server/embedded-mongo/query/matcher.ts'
import type { IndexSpec } from '#server/embedded-mongo/store/catalogue.ts'
import { checkCollation, flag } from './request.ts'

const FIELDS = new Set(
  'v key name unique sparse hidden background ns partialFilterExpression expireAfterSeconds collation'.split(' '),
)
const MONGODB_ONLY = new Set(
  'weights default_language language_override textIndexVersion 2dsphereIndexVersion bits min max wildcardProjection storageEngine prepareUnique'.split(
    ' ',
  ),
)
/** MongoDB's limits. */
const MAX_FIELDS = 32
const MAX_EXPIRY_SECONDS = 2 ** 31 - 1

/** Reads an index's definition, refusing the kinds that this server does not have. */
export function parseIndexSpec(given: Value): IndexSpec {
  if (!isDocument(given)) throw new CommandError('TypeMismatch', "The elements of the 'indexes' array must be objects")
  for (const field of Object.keys(given)) {
    if (MONGODB_ONLY.has(field))
      throw new CommandError('CannotCreateIndex', `the index option '${field}' is not supported by this server`)
    if (!FIELDS.has(field))
      throw new CommandError(
        'InvalidIndexSpecificationOption',
        `The field '${field}' is not valid for an index specification`,
      )
  }
  checkCollation(given['collation'])
  const { key, name, partialFilterExpression, expireAfterSeconds } = given
  if (!isDocument(key))
    throw new CommandError('FailedToParse', "The 'key' field is a required property of an index specification")
  if (typeof name !== 'string' || name === '')
    throw new CommandError('FailedToParse', "The 'name' field is a required property of an index specification")
  checkKeyPattern(key)
  const spec: IndexSpec = { name, key }
  if (flag(given['unique'])) spec.unique = true
  if (flag(given['sparse'])) spec.sparse = true
  if (flag(given['hidden'])) spec.hidden = true
  if (partialFilterExpression !== undefined)
    spec.partialFilterExpression = checkPartialFilter(partialFilterExpression, spec)
  if (expireAfterSeconds !== undefined) spec.expireAfterSeconds = checkExpiry(expireAfterSeconds, key)
  return spec
}

function checkKeyPattern(key: Document): void {
  const fields = Object.entries(key)
  if (fields.length === 0) throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty object.')
  if (fields.length > MAX_FIELDS)
    throw new CommandError(13103, `Index key pattern cannot contain more than ${MAX_FIELDS} fields`)
  for (const [path, order] of fields) {
    if (typeof order === 'string')
      throw new CommandError('CannotCreateIndex', `Index type '${order}' is not supported by this server`)
    if (path.includes('$**'))
      throw new CommandError('CannotCreateIndex', 'wildcard indexes are not supported by this server')
    if (path.split('.').some((part) => part === '' || part.startsWith('$'))) {
      throw new CommandError('CannotCreateIndex', `Index key contains an illegal field name: '${path}'`)
    }
    if (numberKind(order) === null || !toNumber(order)) {
      throw new CommandError(
        'CannotCreateIndex',
        `Values in v:2 index key pattern must be numbers other than 0: ${path}`,
      )
    }
  }
}

const PARTIAL_OPERATORS = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in'])

function checkPartialFilter(filter: Value, { sparse }: IndexSpec): Document {
  if (!isDocument(filter))
    throw new CommandError('TypeMismatch', "The field 'partialFilterExpression' must be an object")
  if (sparse) throw new CommandError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options')
  checkPartialClauses(filter)
  compileFilter(filter, evaluatorFor(undefined))
  return filter
}

function checkPartialClauses(filter: Document): void {
  for (const [field, operand] of Object.entries(filter)) {
    if (field === '$and' || field === '$or') for (const branch of operand as Document[]) checkPartialClauses(branch)
    else if (field.startsWith('$')) refusePartial(field)
    else if (isDocument(operand)) {
      for (const [operator, value] of Object.entries(operand)) {
        const allowed = !operator.startsWith('$') || PARTIAL_OPERATORS.has(operator)
        if (!allowed || (operator === '$exists' && !flag(value))) refusePartial(operator)
      }
    }
  }
}

function refusePartial(operator: string): never {
  throw new CommandError('CannotCreateIndex', `unsupported expression in partial index: ${operator}`)
}

function checkExpiry(seconds: Value, key: Document): number {
  if (Object.keys(key).length > 1)
    throw new CommandError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    )
  if ('_id' in key)
    throw new CommandError(
      'InvalidIndexSpecificationOption',
      "The field 'expireAfterSeconds' is not valid for an _id index specification",
    )
  const number = numberKind(seconds) === null ? Number.NaN : toNumber(seconds)
  if (!(number >= 0 && number <= MAX_EXPIRY_SECONDS)) {
    throw new CommandError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be numeric, within 0 and ${MAX_EXPIRY_SECONDS}`,
    )
  }
  return number
}

/** An index's definition as `listIndexes` shows it. */
export function describeSpec({ name, key, ...options }: IndexSpec): Document {
  // The index of `_id` is unique without saying so.
  if (name === '_id_') return { v: 2, key, name }
  return { v: 2, key, name, ...options }
}
