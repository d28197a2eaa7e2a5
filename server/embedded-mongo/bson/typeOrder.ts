import type { Value } from './document.ts'

/** MongoDB's canonical order of types ("Comparison/Sort Order" in its manual), with gaps; also the first byte of an index key. */
export const ORDER = {
  minKey: 1,
  emptyArray: 3,
  null: 5,
  number: 10,
  string: 20,
  object: 30,
  array: 40,
  binary: 50,
  objectId: 55,
  boolean: 60,
  date: 65,
  timestamp: 70,
  regex: 75,
  code: 80,
  maxKey: 127,
} as const

const BSON_CLASSES: Record<string, number> = {
  ObjectId: ORDER.objectId,
  Int32: ORDER.number,
  Long: ORDER.number,
  Double: ORDER.number,
  Decimal128: ORDER.number,
  Timestamp: ORDER.timestamp,
  Binary: ORDER.binary,
  MinKey: ORDER.minKey,
  MaxKey: ORDER.maxKey,
  BSONRegExp: ORDER.regex,
  BSONSymbol: ORDER.string,
  Code: ORDER.code,
}

/** The place of a value's type in the canonical order; a missing value counts as null. */
export function typeOrder(value: Value): number {
  if (value === undefined || value === null) return ORDER.null
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return ORDER.number
    case 'string':
      return ORDER.string
    case 'boolean':
      return ORDER.boolean
  }
  if (value instanceof Date) return ORDER.date
  if (Array.isArray(value)) return ORDER.array
  if (value instanceof RegExp) return ORDER.regex
  if (value instanceof Uint8Array) return ORDER.binary
  if (Object.hasOwn(value, '_bsontype')) return ORDER.object
  return BSON_CLASSES[(value as { _bsontype?: string })._bsontype ?? ''] ?? ORDER.object
}
