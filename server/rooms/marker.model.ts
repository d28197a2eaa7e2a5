import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'

interface MarkerRow {
  _id: string
  room: string
  person: string
  /** The last entry seen, and how many messages there were up to it. */
  seq: number
  n: number
}

const schema = new Schema<MarkerRow>(
  { _id: String, room: String, person: String, seq: Number, n: Number },
  { versionKey: false, autoIndex: false },
)
schema.index({ room: 1, seq: -1 })
schema.index({ person: 1 })

/** How far each member has read each room. Not in any log: it only ever moves forward. */
export const markers = collection<MarkerRow>('markers', schema)

export async function moveMarker(store: Store, { room, person, seq, n }: Omit<MarkerRow, '_id'>): Promise<MarkerRow> {
  const moved = await markers(store)
    .findOneAndUpdate(
      { _id: `${room}/${person}` },
      { $max: { seq, n }, $setOnInsert: { room, person } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean()
  return moved!
}

export async function findMarkersOf(store: Store, person: string): Promise<Map<string, MarkerRow>> {
  const rows = await markers(store).find({ person }).lean()
  return new Map(rows.map((row) => [row.room, row]))
}

/** The members who have read furthest, at most 500. */
export async function findMarkersIn(store: Store, room: string): Promise<MarkerRow[]> {
  return await markers(store).find({ room }).sort({ seq: -1 }).limit(500).lean()
}

export async function forgetMarkersOf(store: Store, person: string): Promise<void> {
  await markers(store).deleteMany({ person })
}
