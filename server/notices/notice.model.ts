import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'

/** Something that one person should know. It refers to what happened and copies none of its words. */
export interface NoticeRow {
  /** Follows from the person and the event, so that it is kept once however often it is written. */
  _id: string
  person: string
  kind: string
  /** The room it happened in and the entry that did it; having read the room that far is having read the notice. 0: none did. */
  room: string | null
  seq: number
  /** The thing in that room that it is about. */
  subject: string
  /** Notices of one group are shown as one line. */
  group: string
  by: string
  values: Record<string, string>
  at: Date
  readAt: Date | null
  /** What caused it was taken back; it may come again. */
  isGone: boolean
  /** Not told outside of the hub's pages before. */
  heldUntil: Date | null
  /** The mail that tells of it. */
  mailKey: string | null
  /** Told to the person's devices, or too late for that. */
  isPushed: boolean
  /** The devices that could not be told of it yet, once the others were. Without it, none was. */
  pushAgain?: string[]
}

/** For so long a notice is kept. */
export const keptSeconds = 90 * 24 * 3600

const schema = new Schema<NoticeRow>(
  {
    _id: String,
    person: String,
    kind: String,
    room: String,
    seq: Number,
    subject: String,
    group: String,
    by: String,
    values: Schema.Types.Mixed,
    at: Date,
    readAt: Date,
    isGone: Boolean,
    heldUntil: Date,
    mailKey: String,
    isPushed: Boolean,
    pushAgain: { type: [String], default: undefined },
  },
  { versionKey: false, autoIndex: false, minimize: false },
)
schema.index({ person: 1, at: -1 })
schema.index({ person: 1, readAt: 1 })
schema.index({ room: 1, subject: 1 })
schema.index({ at: 1 }, { expireAfterSeconds: keptSeconds })
export const notices = collection<NoticeRow>('notices', schema)

/** Keeps new ones; those that are there already stay as they are, but for being back. */
export async function keepNotices(store: Store, rows: NoticeRow[]): Promise<void> {
  if (rows.length === 0) return
  const writes = rows.map(({ _id, ...row }) => {
    const { isGone, ...first } = row
    return { updateOne: { filter: { _id }, update: { $set: { isGone }, $setOnInsert: first }, upsert: true } }
  })
  await notices(store).bulkWrite(writes, { ordered: false })
}

/** Those of these kinds that were shown for a thing that is there no longer; gives whose they were. */
export async function takeBackNotices(
  store: Store,
  { kinds, ...about }: { room: string; subject: string; kinds: string[] },
): Promise<string[]> {
  const of = { ...about, kind: { $in: kinds } }
  const found = await notices(store).find(of).lean<NoticeRow[]>()
  await notices(store).updateMany(of, { $set: { isGone: true } })
  return [...new Set(found.map(({ person }) => person))]
}

export async function takeBackNotice(store: Store, id: string): Promise<void> {
  await notices(store).updateOne({ _id: id }, { $set: { isGone: true } })
}

/** For good, but for the kinds that `keeps` names: the person has no business in the room any more. */
export async function dropNoticesIn(
  store: Store,
  { person, room, keeps }: { person: string; room: string; keeps: string[] },
): Promise<void> {
  await notices(store).deleteMany({ person, room, kind: { $nin: keeps } })
}

/** A person's notices below a place in their list, the newest first. */
export async function findNoticesBelow(
  store: Store,
  { person, place, limit }: { person: string; place: Place | null; limit: number },
): Promise<NoticeRow[]> {
  const below = place && { $or: [{ at: { $lt: place.at } }, { at: place.at, _id: { $lt: place.id } }] }
  return await notices(store)
    .find({ person, isGone: false, ...below })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean<NoticeRow[]>()
}
export interface Place {
  at: Date
  id: string
}

/** A person's newest unread notices. */
export async function findUnread(store: Store, person: string, limit: number): Promise<NoticeRow[]> {
  return await notices(store)
    .find({ person, readAt: null, isGone: false })
    .sort({ at: -1 })
    .limit(limit)
    .lean<NoticeRow[]>()
}

export async function markRead(
  store: Store,
  person: string,
  { ids, upTo, readAt }: { ids?: string[]; upTo?: Date; readAt: Date },
): Promise<void> {
  const which = { ...(ids ? { _id: { $in: ids } } : {}), ...(upTo ? { at: { $lte: upTo } } : {}) }
  await notices(store).updateMany({ person, readAt: null, ...which }, { $set: { readAt } })
}

/** A snooze of the room was made longer or shorter, or ended: so it is for what it held back already, if anything. */
export async function holdNotices(
  store: Store,
  { person, room, until }: { person: string; room: string; until: Date | null },
): Promise<boolean> {
  const held = await notices(store).updateMany(
    { person, room, readAt: null, heldUntil: { $ne: null } },
    { $set: { heldUntil: until } },
  )
  return held.matchedCount > 0
}

/** Gives notices to the mail of this key. */
export async function giveToMail(store: Store, ids: string[], mailKey: string): Promise<void> {
  await notices(store).updateMany({ _id: { $in: ids } }, { $set: { mailKey } })
}

/** Of these nobody's device is told any more. */
export async function markPushed(store: Store, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await notices(store).updateMany({ _id: { $in: ids } }, { $set: { isPushed: true }, $unset: { pushAgain: 1 } })
}

/** Each of these is still to be told to those devices, and to no other. */
export async function keepPushing(store: Store, left: Map<string, string[]>): Promise<void> {
  if (left.size === 0) return
  const writes = Array.from(left, ([_id, pushAgain]) => ({
    updateOne: { filter: { _id }, update: { $set: { pushAgain } } },
  }))
  await notices(store).bulkWrite(writes, { ordered: false })
}
