import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'
import type { FileRef } from '#shared/files/file.shape.ts'

/**
 * open: bytes are coming · ready: checked and whole, to be posted · posted: a message holds it · removing: on its way
 * out, and read by nobody
 */
export type FileState = 'open' | 'ready' | 'posted' | 'removing'

export interface FileRow {
  _id: string
  room: string
  person: string
  /** What its room is counted in. */
  quota: string
  name: string
  /** bytes, as announced; counted from then on */
  size: number
  state: FileState
  received: number
  /** Names in the file store of what has come, in order, until it is whole. */
  parts: string[]
  /** Names in the file store once it is whole. */
  whole: string | null
  thumbnail: string | null
  thumbnailBytes: number
  type: string
  /** bytes, as stored */
  bytes: number
  width: number | null
  height: number | null
  /** Of a recording; absent in rows of before. */
  seconds?: number | null
  /** The message that holds it, or is about to; with the `cid` of the deed that posts it. */
  message: string | null
  cid: string | null
  touchedAt: Date
}

const schema = new Schema<FileRow>(
  { _id: String },
  { strict: false, versionKey: false, minimize: false, autoIndex: false },
)
schema.index({ room: 1, message: 1 })
schema.index({ state: 1, touchedAt: 1 })
/** What is known of each uploaded file; the bytes are in the file store. */
export const files = collection<FileRow>('files', schema)
const native = (store: Store) => files(store).collection

const asRow = (row: unknown) => row as FileRow | null

export async function findFile(store: Store, id: string): Promise<FileRow | null> {
  return asRow(await native(store).findOne({ _id: id as never }))
}

export async function findFiles(store: Store, ids: string[]): Promise<FileRow[]> {
  return (await native(store)
    .find({ _id: { $in: ids as never[] } })
    .toArray()) as never
}

export async function findFilesOf(store: Store, room: string, message: string): Promise<FileRow[]> {
  return (await native(store).find({ room, message }).toArray()) as never
}

/** Files of a state that nothing has touched since. */
export async function findStale(store: Store, state: FileState, before: Date): Promise<FileRow[]> {
  return (await native(store)
    .find({ state, touchedAt: { $lt: before } })
    .limit(500)
    .toArray()) as never
}

/** Keeps a new row; the one of the same id that is already there stays, and is given. */
export async function keepFile(store: Store, row: FileRow): Promise<FileRow> {
  try {
    await native(store).insertOne(row as never)
    return row
  } catch (error) {
    if (!duplicateKey(error)) throw error
    return (await findFile(store, row._id)) ?? row
  }
}

/** Changes a file only where it still is as expected; false where it is not. */
export async function changeFile(
  store: Store,
  expected: Partial<Omit<FileRow, 'parts'>> & { _id: string },
  news: Partial<FileRow>,
  part?: string,
): Promise<boolean> {
  const update = { $set: news, ...(part === undefined ? {} : { $push: { parts: part } }) }
  const { matchedCount } = await native(store).updateOne(expected as never, update as never)
  return matchedCount === 1
}

export async function forgetFile(store: Store, id: string): Promise<void> {
  await native(store).deleteOne({ _id: id as never })
}

/** What a message says of it. */
export const refOf = ({ _id, name, type, bytes, width, height, seconds = null }: FileRow): FileRef => ({
  id: _id,
  name,
  type,
  size: bytes,
  width,
  height,
  seconds,
})
