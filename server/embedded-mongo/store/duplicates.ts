import { BSON, ObjectId } from 'bson'
import type { Document, Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { EMPTY_ARRAY } from '#server/embedded-mongo/query/paths.ts'
import type { Index } from './catalogue.ts'
import { Whole } from './indexKeys.ts'

/** MongoDB's error 11000, with the index's pattern and the values that clash. */
export function describeDuplicate(namespace: string, index: Index, values: Value[]): CommandError {
  const keyValue: Document = {}
  index.fields.forEach(({ path }, i) => {
    keyValue[path] = plainValue(values[i])
  })
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${show(value)}`)
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.spec.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: index.spec.key, keyValue },
  )
}

function plainValue(value: Value): Value {
  if (value === EMPTY_ARRAY || value === undefined) return null
  return value instanceof Whole ? value.array : value
}

function show(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (typeof value === 'object') {
    const numeric = ['Int32', 'Double', 'Long', 'Decimal128'].includes(
      (value as { _bsontype?: string })._bsontype ?? '',
    )
    return numeric ? String(value) : BSON.EJSON.stringify(value)
  }
  return String(value)
}
