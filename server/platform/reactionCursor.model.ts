import { Schema } from 'mongoose'
import { collection, type Store } from './store.ts'

interface CursorRow {
  _id: string
  seqs: Record<string, number>
}

const schema = new Schema<CursorRow>({ _id: String, seqs: Schema.Types.Mixed }, { versionKey: false, autoIndex: false })
/** How far the reactions have come in a room: `room -> { reaction: seq }`. */
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

/** The row of no room names the reactions that this database knows. */
const ofNoRoom = ''

/** How far each reaction that has moved there has come in a room. */
export async function findCursors(store: Store, room: string): Promise<Map<string, number>> {
  const row = await reactionCursors(store).findById(room).lean()
  return new Map(Object.entries(row?.seqs ?? {}))
}

export async function moveCursors(store: Store, reactions: string[], room: string, seq: number): Promise<void> {
  const seqs = Object.fromEntries(reactions.map((reaction) => [`seqs.${reaction}`, seq]))
  await reactionCursors(store).updateOne({ _id: room }, { $max: seqs }, { upsert: true })
}

/** Whether a reaction has its place in every room of this database: new ones begin at the head. */
export const isKnownReaction = async (store: Store, reaction: string): Promise<boolean> =>
  (await findCursors(store, ofNoRoom)).has(reaction)

export const rememberReaction = (store: Store, reaction: string) => moveCursors(store, [reaction], ofNoRoom, 0)

/** Formerly each reaction had a row for each room: `reaction/room -> seq`. */
export async function gatherCursors(store: Store): Promise<void> {
  const rows = reactionCursors(store).collection
  const former = { seq: { $type: 'number' } }
  for await (const { _id, seq } of rows.find(former)) {
    const [reaction, room] = String(_id).split('/') as [string, string]
    await moveCursors(store, [reaction], room, seq)
  }
  await rows.deleteMany(former)
}

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
