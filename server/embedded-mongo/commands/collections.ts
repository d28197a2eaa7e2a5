import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import type { Document } from '#server/embedded-mongo/bson/document.ts'
import { encode } from '#server/embedded-mongo/bson/document.ts'
import { toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { compileFilter } from '#server/embedded-mongo/query/matcher.ts'
import type { Collection } from '#server/embedded-mongo/store/catalogue.ts'
import type { Engine } from '#server/embedded-mongo/store/engine.ts'
import { documentRange, indexRange, type Range } from '#server/embedded-mongo/store/keyspace.ts'
import type { WriteView } from '#server/embedded-mongo/store/keyValueStore.ts'
import {
  type Command,
  checkNamespace,
  checkRequest,
  countField,
  documentField,
  flag,
  namespaceOf,
  type Request,
} from './request.ts'

export const create: Command = async (request, { engine }) => {
  checkRequest(request, new Set(['autoIndexId', 'idIndex', 'temp']))
  const namespace = namespaceOf(request)
  await engine.write((view) => {
    if (engine.catalogue.find(namespace))
      throw new CommandError('NamespaceExists', `Collection ${namespace} already exists.`)
    engine.catalogue.create(view, namespace)
  })
  return {}
}

export const drop: Command = async (request, { engine }) => {
  checkRequest(request, new Set())
  const namespace = namespaceOf(request)
  const collection = engine.catalogue.find(namespace)
  if (!collection) return {}
  await engine.write((view) => dropCollection(engine, view, collection))
  return { ns: namespace, nIndexesWas: collection.indexes.length }
}

export const dropDatabase: Command = async (request, { engine }) => {
  checkRequest(request, new Set())
  await engine.write((view) => {
    for (const collection of inDatabase(engine, request)) dropCollection(engine, view, collection)
  })
  return { dropped: request.database }
}

/** Removes a collection with all that belongs to it. */
function dropCollection(engine: Engine, view: WriteView, collection: Collection): void {
  clear(view, documentRange(collection.id))
  for (const { id } of collection.indexes) clear(view, indexRange(id))
  engine.catalogue.drop(view, collection)
}

/** Removes every key of a range, some at a time, so that no key is removed under the cursor that reads it. */
export function clear(view: WriteView, range: Range): void {
  for (;;) {
    const keys: Uint8Array[] = []
    for (const { key } of view.range(range)) {
      keys.push(key)
      if (keys.length === 1000) break
    }
    if (keys.length === 0) return
    for (const key of keys) view.remove(key)
  }
}

function inDatabase(engine: Engine, { database }: Request): Collection[] {
  return engine.catalogue.all().filter(({ namespace }) => namespace.startsWith(`${database}.`))
}

export const listCollections: Command = (request, { engine, cursors }) => {
  checkRequest(request, new Set(['filter', 'nameOnly', 'authorizedCollections', 'cursor']))
  const { body, database } = request
  const matches = compileFilter(documentField(body, 'filter'), evaluatorFor(undefined))
  const listed = inDatabase(engine, request)
    .map((collection) => describe(collection, database))
    .filter((entry) => matches(entry, {}))
    .map(({ name, type, ...rest }) => encode(flag(body['nameOnly']) ? { name, type } : { name, type, ...rest }))
  return cursors.start(
    { namespace: `${database}.$cmd.listCollections`, documents: listed.values(), snapshot: null },
    { batchSize: countField(documentField(body, 'cursor'), 'batchSize') ?? listed.length },
  )
}

function describe({ namespace, uuid }: Collection, database: string): Document {
  return {
    name: namespace.slice(database.length + 1),
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  }
}

export const listDatabases: Command = (request, { engine }) => {
  checkRequest(request, new Set(['filter', 'nameOnly', 'authorizedDatabases']))
  const matches = compileFilter(documentField(request.body, 'filter'), evaluatorFor(undefined))
  const names = new Set(engine.catalogue.all().map(({ namespace }) => namespace.slice(0, namespace.indexOf('.'))))
  const databases = [...names]
    .map((name): Document => ({ name, sizeOnDisk: 1, empty: false }))
    .filter((entry) => matches(entry, {}))
  if (flag(request.body['nameOnly'])) return { databases: databases.map(({ name }) => ({ name })) }
  return { databases, totalSize: databases.length, totalSizeMb: 0 }
}

export const renameCollection: Command = async (request, { engine }) => {
  checkRequest(request, new Set(['to', 'dropTarget']))
  const from = checkNamespace(String(request.body['renameCollection']))
  const to = checkNamespace(String(request.body['to']))
  await engine.write((view) => {
    const collection = engine.catalogue.find(from)
    if (!collection) throw new CommandError('NamespaceNotFound', `Source collection ${from} does not exist`)
    const target = engine.catalogue.find(to)
    if (target && !flag(request.body['dropTarget']))
      throw new CommandError('NamespaceExists', 'target namespace exists')
    if (target) dropCollection(engine, view, target)
    engine.catalogue.rename(view, collection, to)
  })
  return {}
}

export const collectionStats: Command = (request, { engine }) => {
  checkRequest(request, new Set(['scale']))
  const collection = engine.catalogue.find(namespaceOf(request))
  const scale = request.body['scale'] === undefined ? 1 : toNumber(request.body['scale'])
  const documents = collection ? engine.read((view) => view.count(documentRange(collection.id))) : 0
  return {
    ns: namespaceOf(request),
    count: documents,
    size: 0,
    storageSize: 0,
    nindexes: collection?.indexes.length ?? 0,
    scaleFactor: scale,
  }
}

export const databaseStats: Command = (request, { engine }) => {
  checkRequest(request, new Set(['scale', 'freeStorage']))
  const collections = inDatabase(engine, request)
  const objects = engine.read((view) => collections.reduce((sum, { id }) => sum + view.count(documentRange(id)), 0))
  const indexes = collections.reduce((sum, collection) => sum + collection.indexes.length, 0)
  return {
    db: request.database,
    collections: collections.length,
    views: 0,
    objects,
    indexes,
    dataSize: 0,
    // Documents and indexes of all databases share one file.
    storageSize: engine.store.bytes(),
  }
}
