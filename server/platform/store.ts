import {
  type Connection,
  createConnection,
  type IndexDefinition,
  type IndexOptions,
  type Model,
  Schema,
} from 'mongoose'
import type { ThingKind, ThingOf } from '#shared/contract.ts'
import type { Thing } from '#shared/platform/contract.ts'

/** The database of one hub. Several hubs may live in one process, so nothing hangs on Mongoose's default connection. */
export interface Store {
  connection: Connection
}

/** A model on a given store; defined once per `*.model.ts`. */
export interface Collection<Row> {
  (store: Store): Model<Row>
  collectionName: string
}

export function collection<Row>(collectionName: string, schema: Schema<Row>): Collection<Row> {
  const on = ({ connection }: Store) =>
    (connection.models[collectionName] as Model<Row> | undefined) ??
    connection.model<Row>(collectionName, schema, collectionName)
  return Object.assign(on, { collectionName })
}

type ThingRow = { _id: string; room: string } & Thing

export interface PlacedThing {
  room: string
  item: Thing
  /** The log says that there was none before; cheaper to store, but only believed once the store agrees. */
  isNew: boolean
}

export const rowId = (room: string, id: string) => `${room}/${id}`
export const roomOfRow = (row: string) => row.slice(0, row.indexOf('/'))

export interface ThingCollection<Kind extends ThingKind> {
  kind: Kind
  /** Held in memory as a whole while its room is open; otherwise brought by id. */
  isWhole: boolean
  rows: Collection<ThingRow>
  /** Takes in newer shapes and ignores older ones, so that it may be repeated. */
  keep(store: Store, things: PlacedThing[]): Promise<void>
  /** Stores what `keep` has put off: until then a crash takes it, unless the entries are applied again. */
  settle?(store: Store): Promise<void>
  findMany(store: Store, room: string, ids: string[]): Promise<ThingOf<Kind>[]>
  all(store: Store, room: string): Promise<ThingOf<Kind>[]>
}

/** The read model of one kind of thing: `{_id: room/id, room, ...item}`, newest version only. */
export function thingCollection<Kind extends ThingKind>(
  kind: Kind,
  { isWhole, indexes = [] }: { isWhole: boolean; indexes?: [IndexDefinition, IndexOptions?][] },
): ThingCollection<Kind> {
  const schema = new Schema<ThingRow>(
    { _id: String, room: String, id: String, version: Number },
    { strict: false, versionKey: false, minimize: false, autoIndex: false, id: false },
  )
  schema.index({ room: 1, id: 1 }, { unique: true })
  for (const [keys, options] of indexes) schema.index(keys, options)
  const rows = collection<ThingRow>(`${kind}s`, schema)
  const native = (store: Store) => rows(store).collection

  return {
    kind,
    isWhole,
    rows,
    keep: (store, things) =>
      keepRows(
        store,
        rows,
        things.map(({ room, item, isNew }) => ({ _id: rowId(room, item.id), isNew, fields: { room, ...item } })),
      ),
    async findMany(store, room, ids) {
      const found = await native(store)
        .find({ _id: { $in: ids.map((id) => rowId(room, id)) } } as never)
        .toArray()
      return found.map((row) => asThing<Kind>(row))
    },
    async all(store, room) {
      const found = await native(store).find({ room }).toArray()
      return found.map((row) => asThing<Kind>(row))
    },
  }
}

/** A row of a read model in one version; `isNew` as for things. */
export interface VersionedRow {
  _id: string
  isNew: boolean
  fields: { version: number }
}

/** Takes in newer rows and ignores older ones, so that it may be repeated. */
export async function keepRows<Row>(store: Store, on: Collection<Row>, rows: readonly VersionedRow[]): Promise<void> {
  const fresh = rows.filter(({ isNew }) => isNew)
  const taken = fresh.length > 0 ? await insertRows(store, on.collectionName, fresh) : []
  const writes = [...rows.filter(({ isNew }) => !isNew), ...taken].map(({ _id, fields }) => ({
    // Whole: a field that a newer shape leaves out is in no replay of the log either.
    replaceOne: { filter: { _id, version: { $lt: fields.version } }, replacement: fields, upsert: true },
  }))
  if (writes.length === 0) return
  await on(store)
    .collection.bulkWrite(writes as never, { ordered: false })
    .catch(ignoreDuplicates)
}

/** Inserts rows, and gives those whose place is taken already. Goes past the driver's bulk writer, which costs more. */
async function insertRows(store: Store, insert: string, rows: VersionedRow[]): Promise<VersionedRow[]> {
  const documents = rows.map(({ _id, fields }) => ({ _id, ...fields }))
  const writeConcern = { w: 'majority', j: true }
  const reply = await store.connection.db!.command({ insert, documents, ordered: false, writeConcern })
  if (reply['writeConcernError']) throw new Error(`things not confirmed: ${reply['writeConcernError'].errmsg}`)
  const failures = (reply['writeErrors'] ?? []) as { index: number; code: number; errmsg: string }[]
  const broken = failures.find(({ code }) => code !== 11_000)
  if (broken) throw new Error(`things not stored: ${broken.errmsg}`)
  return failures.map(({ index }) => rows[index]!)
}

/** The thing in a row of its read model. */
export function asThing<Kind extends ThingKind>(row: object): ThingOf<Kind> {
  const { _id, room, ...item } = row as ThingRow
  return item as unknown as ThingOf<Kind>
}

/**
 * Lets a bulk write pass whose only failures are rows that are there already. So does an upsert that finds a newer
 * version: it tries to insert a second row and fails on `_id`.
 */
export function ignoreDuplicates(error: {
  code?: number
  writeErrors?: { code?: number }[] | { code?: number }
}): void {
  const errors = [error.writeErrors ?? error].flat()
  if (errors.length === 0 || errors.some(({ code }) => code !== 11_000)) throw error
}

/** Whether an error is a duplicate key, and of which index. */
export function duplicateKey(error: unknown): Record<string, unknown> | null {
  const { code, keyPattern } = error as { code?: number; keyPattern?: Record<string, unknown> }
  return code === 11_000 ? (keyPattern ?? {}) : null
}

/** Connects and waits; the caller closes `connection`. */
export async function openStore(uri: string): Promise<Store> {
  const connection = await createConnection(uri, {
    serverSelectionTimeoutMS: 5000,
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
    retryWrites: false,
    maxPoolSize: 20,
  }).asPromise()
  return { connection }
}

/** Makes sure of every collection's indexes; repeated at each start. */
export async function ensureIndexes(store: Store, collections: Collection<never>[]): Promise<void> {
  for (const on of collections) await on(store).createIndexes()
}

/** Bytes that documents and indexes take on disk; null where the database does not tell. */
export async function storeBytesOf({ connection }: Store): Promise<number | null> {
  const { storageSize, indexSize } = (await connection.db?.command({ dbStats: 1 })) ?? {}
  return typeof storageSize === 'number' ? storageSize + Number(indexSize ?? 0) : null
}
