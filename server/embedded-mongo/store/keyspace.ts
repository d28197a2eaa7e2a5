/**
 * Where things lie in the one ordered key space:
 *   1 name                          the catalogue entry of a collection
 *   2 collection(4) record(6)       a document
 *   3 index(4) key [record(6)]      an index entry, whose value is the record; only a unique index leaves the record out of the key
 */
export type Range = { start: Uint8Array; end: Uint8Array; reverse?: boolean }

const RECORD_LENGTH = 6
const MAX_RECORD = 2 ** 48 - 1

export const CATALOGUE: Range = { start: Uint8Array.of(1), end: Uint8Array.of(2) }

export function catalogueKey(namespace: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(1), Buffer.from(namespace)])
}

function prefix(kind: number, id: number, length: number): Buffer {
  const key = Buffer.allocUnsafe(length)
  key[0] = kind
  key.writeUInt32BE(id, 1)
  return key
}

export function documentKey(collectionId: number, record: number): Buffer {
  const key = prefix(2, collectionId, 11)
  key.writeUIntBE(record, 5, RECORD_LENGTH)
  return key
}

export function documentRange(collectionId: number): Range {
  return { start: documentKey(collectionId, 0), end: documentKey(collectionId, MAX_RECORD) }
}

export function recordOfDocumentKey(key: Uint8Array): number {
  return readRecord(key, 5)
}

export function readRecord(bytes: Uint8Array, at = 0): number {
  return (
    bytes[at]! * 2 ** 40 +
    bytes[at + 1]! * 2 ** 32 +
    (((bytes[at + 2]! << 24) | (bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!) >>> 0)
  )
}

export function encodeRecord(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_LENGTH)
  bytes.writeUIntBE(record, 0, RECORD_LENGTH)
  return bytes
}

/** The key of an index entry; `record` is null for a unique index. */
export function indexEntryKey(indexId: number, key: Uint8Array, record: Uint8Array | null): Buffer {
  const entry = prefix(3, indexId, 5 + key.length + (record ? RECORD_LENGTH : 0))
  entry.set(key, 5)
  if (record) entry.set(record, 5 + key.length)
  return entry
}

export function indexRange(indexId: number): Range {
  return { start: prefix(3, indexId, 5), end: prefix(3, indexId + 1, 5) }
}
