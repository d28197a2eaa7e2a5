import { Schema } from 'mongoose'
import { collection, type Store } from './store.ts'

interface CursorRow {
  _id: string
  seq: number
}

const schema = new Schema<CursorRow>({ _id: String, seq: Number }, { versionKey: false, autoIndex: false })
/** How far a reaction has come in a room: `reaction/room -> seq`. */
export const reactionCursors = collection<CursorRow>('reactionCursors', schema)

interface ParkedRow {
  _id: string
  reaction: string
  room: string
  seq: number
  key: string
  at: Date
}
const parkedSchema = new Schema<ParkedRow>(
  { _id: String, reaction: String, room: String, seq: Number, key: String, at: Date },
  { versionKey: false, autoIndex: false },
)
parkedSchema.index({ at: -1 })
/** Reactions that were refused: the secretariat sees them. */
export const parkedReactions = collection<ParkedRow>('parkedReactions', parkedSchema)

const cursorId = (reaction: string, room: string) => `${reaction}/${room}`

export async function findCursor(store: Store, reaction: string, room: string): Promise<number> {
  const row = await reactionCursors(store).findById(cursorId(reaction, room)).lean()
  return row?.seq ?? 0
}

export async function moveCursor(store: Store, reaction: string, room: string, seq: number): Promise<void> {
  await reactionCursors(store).updateOne({ _id: cursorId(reaction, room) }, { $max: { seq } }, { upsert: true })
}

/** Whether a reaction has its place in every room of this database: new ones begin at the head. */
export async function isKnownReaction(store: Store, reaction: string): Promise<boolean> {
  return (await reactionCursors(store).exists({ _id: cursorId(reaction, '') })) !== null
}

export const rememberReaction = (store: Store, reaction: string) => moveCursor(store, reaction, '', 0)

export async function park(
  store: Store,
  parked: { reaction: string; room: string; seq: number; key: string; at: Date },
): Promise<void> {
  const _id = `${parked.reaction}/${parked.room}/${parked.seq}`
  await parkedReactions(store).updateOne({ _id }, { $setOnInsert: parked }, { upsert: true })
}

export async function findParked(store: Store): Promise<ParkedRow[]> {
  return await parkedReactions(store).find().sort({ at: -1 }).limit(100).lean()
}
