import { ObjectId } from 'bson'
import { equalValues } from '#server/embedded-mongo/bson/compare.ts'
import { type Document, fieldsOf, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { isOperatorDocument } from '#server/embedded-mongo/query/matcher.ts'
import { isRegex } from '#server/embedded-mongo/query/regex.ts'
import { setAt } from './paths.ts'
import type { Updater } from './update.ts'

/** The document that an upsert inserts: what the filter demands by equality, then the update, with an `_id` first. */
export function upsertDocument(filter: Document, updater: Updater): Document {
  const equalities = equalitiesOf(filter)
  const start: Document = {}
  for (const [path, value] of equalities) {
    if (updater.kind !== 'replacement' || path === '_id') setAt(start, path.split('.'), value)
  }
  const demandedId = start['_id']
  const result = updater.apply(start, {}, true)
  if (demandedId !== undefined && !equalValues(result['_id'], demandedId)) {
    throw new CommandError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    )
  }
  const { _id = new ObjectId(), ...rest } = result
  return { _id, ...rest }
}

function equalitiesOf(filter: Document, found = new Map<string, Value>()): Map<string, Value> {
  for (const [key, operand] of fieldsOf(filter)) {
    if (key === '$and' || (key === '$or' && (operand as Value[]).length === 1)) {
      for (const branch of operand as Document[]) equalitiesOf(branch, found)
    } else if (!key.startsWith('$')) noteEquality(key, operand, found)
  }
  return found
}

function noteEquality(path: string, operand: Value, found: Map<string, Value>): void {
  const value = demandedValue(operand)
  if (value === undefined) return
  if (found.has(path)) {
    throw new CommandError('NotSingleValueField', `cannot infer query fields to set, path '${path}' is matched twice`)
  }
  found.set(path, value)
}

function demandedValue(operand: Value): Value {
  if (isRegex(operand)) return undefined
  if (!isDocument(operand) || !isOperatorDocument(operand)) return operand
  if ('$eq' in operand) return operand['$eq']
  for (const list of [operand['$in'], operand['$all']]) {
    if (Array.isArray(list) && list.length === 1 && !isRegex(list[0]) && !isOperatorDocument(list[0])) return list[0]
  }
  return undefined
}
