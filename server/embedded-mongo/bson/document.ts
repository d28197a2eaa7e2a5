import { BSON } from 'bson'

/** A decoded value: whatever the `bson` package makes of it. */
export type Value = unknown

/** A decoded document whose numbers keep their BSON types (Int32, Double, Long, Decimal128), unless decoded as plain. */
export type Document = { [field: string]: Value }

/** A document as it stands on disk and on the wire. */
export type RawDocument = Uint8Array

const LOSSLESS = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const
const PLAIN = { promoteValues: true, promoteLongs: true, promoteBuffers: false, bsonRegExp: false } as const

/** Decodes without losing a number's type, so that what is written back is what was read. */
export function decode(raw: RawDocument): Document {
  return BSON.deserialize(raw, LOSSLESS)
}

/** Decodes to ordinary JavaScript numbers, for expressions, which compute with them. */
export function decodePlain(raw: RawDocument): Document {
  return BSON.deserialize(raw, PLAIN)
}

export function encode(document: Document): Uint8Array {
  return BSON.serialize(document, { ignoreUndefined: false })
}

/** True for `{}`-like values: not an array, a date, a regular expression, bytes or one of bson's classes. */
export function isDocument(value: Value): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  if (value instanceof Date || value instanceof RegExp || value instanceof Uint8Array) return false
  const bsonType = (value as { _bsontype?: unknown })._bsontype
  // A stored field may be called `_bsontype` too; only bson's own classes carry it on their prototype.
  return typeof bsonType !== 'string' || Object.hasOwn(value, '_bsontype') || bsonType === 'DBRef'
}

/** The fields of a sub-document in stored order; a DBRef, which bson decodes to a class, gives back its three fields. */
export function fieldsOf(document: Document): [string, Value][] {
  const reference = document as { _bsontype?: string; toJSON?: () => Document }
  if (reference._bsontype === 'DBRef' && reference.toJSON) return Object.entries(reference.toJSON())
  return Object.entries(document)
}

/** Sets a field even if it is called `__proto__`. */
export function setField(document: Document, field: string, value: Value): void {
  if (field === '__proto__') {
    Object.defineProperty(document, field, { value, enumerable: true, configurable: true, writable: true })
  } else document[field] = value
}

export function getField(document: Document, field: string): Value {
  return Object.hasOwn(document, field) ? document[field] : undefined
}
