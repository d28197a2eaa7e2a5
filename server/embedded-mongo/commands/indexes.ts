import { equalValues } from '#server/embedded-mongo/bson/compare.ts'
import { type Document, decode, encode, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Collection, Index, IndexSpec } from '#server/embedded-mongo/store/catalogue.ts'
import { describeDuplicate } from '#server/embedded-mongo/store/duplicates.ts'
import { collectionToWrite, type Engine } from '#server/embedded-mongo/store/engine.ts'
import {
  documentRange,
  encodeRecord,
  indexEntryKey,
  indexRange,
  recordOfDocumentKey,
} from '#server/embedded-mongo/store/keyspace.ts'
import type { WriteView } from '#server/embedded-mongo/store/keyValueStore.ts'
import { keysInIndex, noteKeys } from '#server/embedded-mongo/store/records.ts'
import { clear } from './collections.ts'
import { describeSpec, parseIndexSpec } from './indexSpecs.ts'
import { arrayField, type Command, checkRequest, countField, documentField, flag, namespaceOf } from './request.ts'

export const createIndexes: Command = async (request, { engine }) => {
  checkRequest(request, new Set(['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions']))
  const namespace = namespaceOf(request)
  const specs = arrayField(request.body, 'indexes').map(parseIndexSpec)
  if (specs.length === 0) throw new CommandError('BadValue', 'Must specify at least one index to create')
  const existed = engine.catalogue.find(namespace) !== undefined
  const built: Index[] = []
  const counts = await engine.write((view) => {
    const collection = collectionToWrite(engine, view, namespace)
    const before = collection.indexes.length
    try {
      for (const spec of specs) if (!findSame(collection, spec)) built.push(buildIndex(engine, view, collection, spec))
    } catch (error) {
      for (const index of built) dropIndex(engine, view, collection, index)
      throw error
    }
    return { before, after: collection.indexes.length }
  })
  for (const index of built) index.ready = true
  return {
    numIndexesBefore: counts.before,
    numIndexesAfter: counts.after,
    createdCollectionAutomatically: !existed,
    ...(built.length === 0 ? { note: 'all indexes already exist' } : {}),
  }
}

/** True if just this index exists; refuses one that contradicts an existing one. */
function findSame(collection: Collection, spec: IndexSpec): boolean {
  if (equalValues(spec.key, { _id: 1 })) return true
  const sameName = collection.indexes.find((index) => index.spec.name === spec.name)
  if (sameName) {
    if (!hasSameSignature(sameName.spec, spec)) {
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${spec.name}`,
      )
    }
    if (!equalValues(describeSpec(sameName.spec), describeSpec(spec))) {
      throw new CommandError(
        'IndexOptionsConflict',
        `An equivalent index already exists with the same name but different options. Requested index: ${spec.name}`,
      )
    }
    return true
  }
  const sameSignature = collection.indexes.find((index) => hasSameSignature(index.spec, spec))
  if (sameSignature)
    throw new CommandError(
      'IndexOptionsConflict',
      `Index already exists with a different name: ${sameSignature.spec.name}`,
    )
  return false
}

function hasSameSignature(a: IndexSpec, b: IndexSpec): boolean {
  const signature = ({ key, unique = false, sparse = false, partialFilterExpression }: IndexSpec) => ({
    key,
    unique,
    sparse,
    partial: partialFilterExpression ?? null,
  })
  return equalValues(signature(a), signature(b))
}

/** Enters every document; refused whole at the first duplicate, of which nothing stays. */
function buildIndex(engine: Engine, view: WriteView, collection: Collection, spec: IndexSpec): Index {
  const index = engine.catalogue.newIndex(spec)
  try {
    for (const { key, value } of view.range(documentRange(collection.id))) {
      enter(view, collection, index, encodeRecord(recordOfDocumentKey(key)), decode(value))
    }
  } catch (error) {
    clear(view, indexRange(index.id))
    throw error
  }
  return engine.catalogue.addIndex(view, collection, spec, index)
}

function enter(view: WriteView, collection: Collection, index: Index, record: Uint8Array, document: Document): void {
  const keys = keysInIndex(index, document)
  noteKeys(index, keys)
  keys.keys.forEach((key, i) => {
    const entry = indexEntryKey(index.id, key, index.spec.unique ? null : record)
    if (index.spec.unique && view.get(entry) !== undefined)
      throw describeDuplicate(collection.namespace, index, keys.valuesAt(i))
    view.put(entry, record)
  })
}

function dropIndex(engine: Engine, view: WriteView, collection: Collection, index: Index): void {
  clear(view, indexRange(index.id))
  engine.catalogue.dropIndex(view, collection, index)
}

function collectionOf(engine: Engine, namespace: string): Collection {
  const collection = engine.catalogue.find(namespace)
  if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${namespace}`)
  return collection
}

export const listIndexes: Command = (request, { engine, cursors }) => {
  checkRequest(request, new Set(['cursor']))
  const collection = collectionOf(engine, namespaceOf(request))
  const listed = collection.indexes.map(({ spec }) => encode(describeSpec(spec)))
  return cursors.start(
    { namespace: collection.namespace, documents: listed.values(), snapshot: null },
    { batchSize: countField(documentField(request.body, 'cursor'), 'batchSize') ?? listed.length },
  )
}

export const dropIndexes: Command = async (request, { engine }) => {
  checkRequest(request, new Set(['index']))
  const collection = collectionOf(engine, namespaceOf(request))
  const nIndexesWas = collection.indexes.length
  await engine.write((view) => {
    for (const index of indexesToDrop(collection, request.body['index'])) dropIndex(engine, view, collection, index)
  })
  return { nIndexesWas }
}

function indexesToDrop(collection: Collection, wanted: Value): Index[] {
  const droppable = collection.indexes.filter(({ spec }) => spec.name !== '_id_')
  if (wanted === '*') return droppable
  return (Array.isArray(wanted) ? wanted : [wanted]).map((one) => {
    if (one === '_id_' || equalValues(one, { _id: 1 }))
      throw new CommandError('InvalidOptions', 'cannot drop _id index')
    const found = droppable.find(({ spec }) => (isDocument(one) ? equalValues(spec.key, one) : spec.name === one))
    if (!found)
      throw new CommandError(
        'IndexNotFound',
        `index not found with name [${isDocument(one) ? JSON.stringify(one) : one}]`,
      )
    return found
  })
}

/** Only what changes an index: when its documents expire, and whether it is used. */
export const collMod: Command = async (request, { engine }) => {
  checkRequest(request, new Set(['index']))
  const collection = collectionOf(engine, namespaceOf(request))
  const change = documentField(request.body, 'index')
  if (Object.keys(change).length === 0) return {}
  const { name, keyPattern, expireAfterSeconds, hidden, ...rest } = change
  const unknown = Object.keys(rest)[0]
  if (unknown) throw new CommandError('CommandNotSupported', `collMod.index.${unknown} is not supported by this server`)
  const index = collection.indexes.find(({ spec }) =>
    name === undefined ? equalValues(spec.key, keyPattern) : spec.name === name,
  )
  if (!index)
    throw new CommandError(
      'IndexNotFound',
      `cannot find index ${name ?? JSON.stringify(keyPattern)} for ns ${collection.namespace}`,
    )
  await engine.write((view) => {
    if (numberKind(expireAfterSeconds) !== null) index.spec.expireAfterSeconds = toNumber(expireAfterSeconds)
    if (hidden !== undefined) index.spec.hidden = flag(hidden)
    engine.catalogue.save(view, collection)
  })
  return {}
}
