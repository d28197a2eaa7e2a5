import { BSON, UUID } from 'bson'
import { type Document, encode, type Value } from '#server/embedded-mongo/bson/document.ts'
import { canPick } from '#server/embedded-mongo/bson/elements.ts'
import type { Matcher } from '#server/embedded-mongo/query/matcher.ts'
import type { SortField } from '#server/embedded-mongo/query/sort.ts'
import { CATALOGUE, catalogueKey, documentRange, recordOfDocumentKey } from './keyspace.ts'
import type { ReadView, WriteView } from './keyValueStore.ts'

/** An index's definition, as it is stored and listed. */
export type IndexSpec = {
  name: string
  key: Document
  unique?: boolean
  sparse?: boolean
  hidden?: boolean
  partialFilterExpression?: Document
  expireAfterSeconds?: number
}

export type Index = {
  id: number
  spec: IndexSpec
  fields: SortField[]
  partialFilter: Matcher | null
  multikey: boolean
  /** The paths that arrays were opened for; null where that was not noted from the start. */
  arrayPaths: string[] | null
  shortened: boolean
  /** False until the commit that built it: a reader's older view would find it empty. */
  ready: boolean
}

export type Collection = {
  namespace: string
  id: number
  uuid: Value
  indexes: Index[]
  /** The last record number given out; null until it is looked up. */
  lastRecord: number | null
  /** The top-level fields that the indexes read; null if a whole document is needed. */
  indexedFields: ReadonlySet<string> | null
}

type StoredIndex = Pick<Index, 'id' | 'spec' | 'multikey' | 'shortened'> & { arrayPaths?: string[] | null }
type StoredCollection = { namespace: string; id: number; uuid: Value; indexes: StoredIndex[] }

/** Makes the working form of a stored index; given from outside, since it compiles a filter. */
export type PrepareIndex = (spec: IndexSpec) => Pick<Index, 'fields' | 'partialFilter'>

/** All collections and their indexes, in memory and on disk. */
export class Catalogue {
  readonly #collections = new Map<string, Collection>()
  readonly #prepare: PrepareIndex
  #lastId = 0

  constructor(prepare: PrepareIndex) {
    this.#prepare = prepare
  }

  /** Reads everything afresh, at start or after a commit failed. */
  load(view: ReadView): void {
    this.#collections.clear()
    for (const { value } of view.range(CATALOGUE)) {
      const stored = BSON.deserialize(value, { promoteBuffers: false }) as StoredCollection
      const indexes = stored.indexes.map((index) => ({
        ...index,
        arrayPaths: index.arrayPaths ?? (index.multikey ? null : []),
        ...this.#prepare(index.spec),
        ready: true,
      }))
      this.#noteIds(stored.id, ...indexes.map(({ id }) => id))
      const { namespace, id, uuid } = stored
      this.#collections.set(namespace, { namespace, id, uuid, indexes, lastRecord: null, indexedFields: null })
      this.#noteIndexedFields(this.#collections.get(namespace)!)
    }
  }

  #noteIds(...ids: number[]): void {
    this.#lastId = Math.max(this.#lastId, ...ids)
  }

  #noteIndexedFields(collection: Collection): void {
    const names = new Set<string>()
    for (const { spec, fields } of collection.indexes) {
      for (const { parts } of fields) names.add(parts[0]!)
      if (spec.partialFilterExpression) for (const name of topLevelFields(spec.partialFilterExpression)) names.add(name)
    }
    collection.indexedFields = [...names].every(canPick) ? names : null
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace)
  }

  all(): Collection[] {
    return [...this.#collections.values()]
  }

  create(view: WriteView, namespace: string): Collection {
    const id = ++this.#lastId
    const collection = { namespace, id, uuid: new UUID(), indexes: [], lastRecord: 0, indexedFields: new Set<string>() }
    this.#collections.set(namespace, collection)
    this.addIndex(view, collection, { name: '_id_', key: { _id: 1 }, unique: true }).ready = true
    return collection
  }

  newIndex(spec: IndexSpec): Index {
    const shape = { multikey: false, arrayPaths: [], shortened: false, ready: false }
    return { id: ++this.#lastId, spec, ...this.#prepare(spec), ...shape }
  }

  addIndex(view: WriteView, collection: Collection, spec: IndexSpec, index = this.newIndex(spec)): Index {
    collection.indexes.push(index)
    this.save(view, collection)
    return index
  }

  dropIndex(view: WriteView, collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index)
    this.save(view, collection)
  }

  drop(view: WriteView, collection: Collection): void {
    this.#collections.delete(collection.namespace)
    view.remove(catalogueKey(collection.namespace))
  }

  rename(view: WriteView, collection: Collection, namespace: string): void {
    this.drop(view, collection)
    collection.namespace = namespace
    this.#collections.set(namespace, collection)
    this.save(view, collection)
  }

  save(view: WriteView, collection: Collection): void {
    this.#noteIndexedFields(collection)
    const { namespace, id, uuid } = collection
    const indexes = collection.indexes.map(({ id, spec, multikey, arrayPaths, shortened }) => ({
      id,
      spec,
      multikey,
      arrayPaths,
      shortened,
    }))
    view.put(catalogueKey(namespace), encode({ namespace, id, uuid, indexes }))
  }

  /** Record numbers grow within a collection, so that its documents lie in the order of their insertion. */
  nextRecord(view: ReadView, collection: Collection): number {
    collection.lastRecord ??= lastStoredRecord(view, collection)
    return ++collection.lastRecord
  }
}

function lastStoredRecord(view: ReadView, collection: Collection): number {
  for (const { key } of view.range({ ...documentRange(collection.id), reverse: true })) return recordOfDocumentKey(key)
  return 0
}

/** The first part of every path that a filter mentions. */
export function topLevelFields(filter: Document): string[] {
  return Object.entries(filter).flatMap(([key, operand]) => {
    if (!key.startsWith('$')) return [key.split('.')[0]!]
    return Array.isArray(operand) ? operand.flatMap((branch) => topLevelFields(branch as Document)) : ['__proto__']
  })
}
