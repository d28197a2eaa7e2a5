import { Schema } from 'mongoose'
import { collection, type Store } from './store.ts'

interface RoomStateRow {
  _id: string
  /** The read models hold everything up to here. */
  appliedSeq: number
  /** Processes that may have appended entries which the read models do not hold yet. */
  pending: string[]
}

const schema = new Schema<RoomStateRow>(
  { _id: String, appliedSeq: { type: Number, default: 0 }, pending: [String] },
  { versionKey: false, autoIndex: false },
)
schema.index({ pending: 1 })

export const roomStates = collection<RoomStateRow>('roomStates', schema)
const native = (store: Store) => roomStates(store).collection
const byId = (room: string) => ({ _id: room }) as never

export async function findAppliedSeq(store: Store, room: string): Promise<number> {
  const row = await native(store).findOne(byId(room))
  return row?.['appliedSeq'] ?? 0
}

/** Said before the first of a run of appends: if this process dies, somebody must apply what it left. */
export async function markPending(store: Store, room: string, process: string): Promise<void> {
  await native(store).updateOne(
    byId(room),
    { $addToSet: { pending: process }, $max: { appliedSeq: 0 } },
    { upsert: true },
  )
}

export async function unmarkPending(store: Store, room: string, process: string): Promise<void> {
  await native(store).updateOne(byId(room), { $pull: { pending: process as never } })
}

export async function moveAppliedSeq(store: Store, room: string, seq: number): Promise<void> {
  await native(store).updateOne(byId(room), { $max: { appliedSeq: seq } }, { upsert: true })
}

/** The same for many rooms in one write. */
export async function moveAppliedSeqs(store: Store, heads: { room: string; seq: number }[]): Promise<void> {
  const writes = heads.map(({ room, seq }) => ({
    updateOne: { filter: byId(room), update: { $max: { appliedSeq: seq } }, upsert: true },
  }))
  await native(store).bulkWrite(writes as never, { ordered: false })
}

/** Rooms with marks, as `room -> processes`. */
export async function findPending(store: Store): Promise<Map<string, string[]>> {
  const rows = (await native(store)
    .find({ pending: { $gt: '' } } as never)
    .toArray()) as unknown as RoomStateRow[]
  return new Map(rows.map(({ _id, pending }) => [_id, pending]))
}
