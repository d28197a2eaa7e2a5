import { type Document, decode, type Value } from '#server/embedded-mongo/bson/document.ts'
import { pickFields, withIdFirst } from '#server/embedded-mongo/bson/elements.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Catalogue, Collection, Index } from './catalogue.ts'
import { describeDuplicate } from './duplicates.ts'
import { type IndexKeys, indexKeys } from './indexKeys.ts'
import { documentKey, encodeRecord, indexEntryKey, readRecord } from './keyspace.ts'
import type { WriteView } from './keyValueStore.ts'

/** MongoDB's limit on one document. */
const MAX_DOCUMENT_LENGTH = 16 * 1024 * 1024

const NO_KEYS: IndexKeys = {
  keys: [],
  valuesAt: () => [],
  multikey: false,
  arrayPaths: [],
  shortened: false,
  allMissing: false,
}

/** What a document's indexes read of it. */
function indexedPart(collection: Collection, raw: Uint8Array): Document {
  return collection.indexedFields ? pickFields(raw, collection.indexedFields) : decode(raw)
}

/** The keys that a document has in an index: none where a sparse or partial index leaves it out. */
export function keysInIndex(index: Index, document: Document): IndexKeys {
  if (index.partialFilter && !index.partialFilter(document, {})) return NO_KEYS
  const keys = indexKeys(index.fields, document)
  return index.spec.sparse && keys.allMissing ? NO_KEYS : keys
}

/** Stores a new document with all its index entries, or refuses it before anything is written. */
export function insertRecord(view: WriteView, catalogue: Catalogue, collection: Collection, given: Uint8Array): void {
  const raw = withIdFirst(given)
  if (raw.length > MAX_DOCUMENT_LENGTH) throw tooLarge(raw.length)
  const document = indexedPart(collection, raw)
  refuseBadId(document['_id'])
  const record = catalogue.nextRecord(view, collection)
  writeIndexes(view, catalogue, collection, record, document, null)
  view.put(documentKey(collection.id, record), raw)
}

function tooLarge(length: number): CommandError {
  return new CommandError(
    'BSONObjectTooLarge',
    `object to insert too large. size in bytes: ${length}, max size: ${MAX_DOCUMENT_LENGTH}`,
  )
}

function refuseBadId(id: Value): void {
  if (Array.isArray(id)) throw new CommandError('InvalidIdField', "The '_id' value cannot be of type array")
}

/** Stores a document in place of another. */
export function replaceRecord(
  view: WriteView,
  catalogue: Catalogue,
  collection: Collection,
  record: number,
  before: Uint8Array,
  after: Uint8Array,
): void {
  if (after.length > MAX_DOCUMENT_LENGTH) throw tooLarge(after.length)
  writeIndexes(view, catalogue, collection, record, indexedPart(collection, after), indexedPart(collection, before))
  view.put(documentKey(collection.id, record), after)
}

export function removeRecord(view: WriteView, collection: Collection, record: number, raw: Uint8Array): void {
  const document = indexedPart(collection, raw)
  for (const index of collection.indexes) {
    const tail = index.spec.unique ? null : encodeRecord(record)
    for (const key of keysInIndex(index, document).keys) view.remove(indexEntryKey(index.id, key, tail))
  }
  view.remove(documentKey(collection.id, record))
}

type IndexChange = { index: Index; after: IndexKeys; put: Uint8Array[]; remove: Uint8Array[] }

/** All unique indexes are asked before the first entry is written, so that a refused document leaves no trace. */
function writeIndexes(
  view: WriteView,
  catalogue: Catalogue,
  collection: Collection,
  record: number,
  after: Document,
  before: Document | null,
): void {
  const value = encodeRecord(record)
  const changes = collection.indexes.map((index) => changeOf(index, value, after, before))
  for (const { index, after: keys, put } of changes) {
    if (!index.spec.unique) continue
    for (const entry of put) {
      const holder = view.get(entry)
      if (holder !== undefined && readRecord(holder) !== record) throw duplicate(collection, index, keys, entry)
    }
  }
  for (const { index, after: keys, put, remove } of changes) {
    for (const entry of remove) view.remove(entry)
    for (const entry of put) view.put(entry, value)
    noteShape(view, catalogue, collection, index, keys)
  }
}

function changeOf(index: Index, record: Uint8Array, after: Document, before: Document | null): IndexChange {
  const tail = index.spec.unique ? null : record
  const next = keysInIndex(index, after)
  const entries = next.keys.map((key) => indexEntryKey(index.id, key, tail))
  if (!before) return { index, after: next, put: entries, remove: [] }
  const old = keysInIndex(index, before).keys.map((key) => indexEntryKey(index.id, key, tail))
  return { index, after: next, put: without(entries, old), remove: without(old, entries) }
}

function without(entries: Uint8Array[], others: Uint8Array[]): Uint8Array[] {
  return entries.filter((entry) => !others.some((other) => Buffer.compare(entry, other) === 0))
}

function duplicate(collection: Collection, index: Index, keys: IndexKeys, entry: Uint8Array): CommandError {
  const at = keys.keys.findIndex((key) => Buffer.compare(indexEntryKey(index.id, key, null), entry) === 0)
  return describeDuplicate(collection.namespace, index, keys.valuesAt(at))
}

/** The planner must know from the first such document on that an index holds arrays or shortened keys. */
function noteShape(view: WriteView, catalogue: Catalogue, collection: Collection, index: Index, keys: IndexKeys): void {
  if (noteKeys(index, keys)) catalogue.save(view, collection)
}

/** Takes in what a document's keys say of an index; true if that is news. */
export function noteKeys(index: Index, keys: IndexKeys): boolean {
  const newPaths = keys.arrayPaths.filter((path) => index.arrayPaths?.includes(path) === false)
  if ((!keys.multikey || index.multikey) && (!keys.shortened || index.shortened) && newPaths.length === 0) return false
  index.multikey ||= keys.multikey
  index.arrayPaths?.push(...newPaths)
  index.shortened ||= keys.shortened
  return true
}
