import { Schema } from 'mongoose'
import { collection, type Store, thingCollection } from '#server/platform/store.ts'
import type { HookFault } from './hookFormats.ts'

/** What members of the room see of its web hooks. */
export const hooks = thingCollection('hook', { isWhole: true })

/** Where a web hook goes to, sealed, and how far it has told the room's log. */
export interface HookPostRow {
  _id: string
  room: string
  /** `{url, secret}` */
  address: string
  /** Everything up to here is told, or was before its time. */
  toldUpTo: number
  /** What is being told: a repeat tells the same. */
  tellingUpTo: number | null
  dueAt: Date
  tries: number
  /** Rises with everything new, so that a round sees whether more came while it ran. */
  news: number
  sentAt: Date | null
  faults: (HookFault & { at: Date })[]
}

const schema = new Schema<HookPostRow>(
  {
    _id: String,
    room: String,
    address: String,
    toldUpTo: Number,
    tellingUpTo: Number,
    dueAt: Date,
    tries: Number,
    news: Number,
    sentAt: Date,
    faults: { type: Schema.Types.Mixed, default: [] },
  },
  { versionKey: false, autoIndex: false },
)
schema.index({ dueAt: 1 })
schema.index({ room: 1 })
export const hookPosts = collection<HookPostRow>('hookPosts', schema)

const never = new Date('9999-12-31T00:00:00Z')
const leaseMs = 60_000
const faultsKept = 5

export async function keepHookAddress(
  store: Store,
  { _id, room, address }: Pick<HookPostRow, '_id' | 'room' | 'address'>,
): Promise<void> {
  const first = {
    room,
    address,
    toldUpTo: 0,
    tellingUpTo: null,
    dueAt: never,
    tries: 0,
    news: 0,
    sentAt: null,
    faults: [],
  }
  await hookPosts(store).updateOne({ _id }, { $setOnInsert: first }, { upsert: true })
}

export async function forgetHook(store: Store, id: string): Promise<void> {
  await hookPosts(store).deleteOne({ _id: id })
}

/** From here on, at once. */
export async function startHookAt(store: Store, id: string, toldUpTo: number): Promise<void> {
  await hookPosts(store).updateOne(
    { _id: id },
    { $max: { toldUpTo }, $set: { tellingUpTo: null, tries: 0, dueAt: never }, $inc: { news: 1 } },
  )
}

/** There is something to tell, in a moment: what comes together goes together. */
export async function nudgeHooks(store: Store, ids: string[], dueAt: Date): Promise<void> {
  await hookPosts(store).updateMany({ _id: { $in: ids }, tries: 0 }, { $min: { dueAt }, $inc: { news: 1 } })
  await hookPosts(store).updateMany({ _id: { $in: ids }, tries: { $gt: 0 } }, { $inc: { news: 1 } })
}

export async function takeDueHook(store: Store, now: Date): Promise<HookPostRow | null> {
  return await hookPosts(store)
    .findOneAndUpdate(
      { dueAt: { $lte: now } },
      { $set: { dueAt: new Date(now.getTime() + leaseMs) } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    )
    .lean<HookPostRow>()
}

export async function beginTelling(store: Store, id: string, tellingUpTo: number): Promise<void> {
  await hookPosts(store).updateOne({ _id: id }, { $set: { tellingUpTo } })
}

/** Told up to here; goes on at once where there is more, or where more came meanwhile. */
export async function endTelling(
  store: Store,
  { _id, news }: HookPostRow,
  { upTo, sentAt, now, isMore }: { upTo: number; sentAt: Date | null; now: Date; isMore: boolean },
): Promise<void> {
  const done = { tellingUpTo: null, tries: 0, ...(sentAt ? { sentAt } : {}) }
  const rest = await hookPosts(store).updateOne(
    { _id, news },
    { $max: { toldUpTo: upTo }, $set: { ...done, dueAt: isMore ? now : never } },
  )
  if (rest.matchedCount > 0) return
  await hookPosts(store).updateOne({ _id }, { $max: { toldUpTo: upTo }, $set: { ...done, dueAt: now } })
}

export async function noteFault(
  store: Store,
  id: string,
  { fault, dueAt }: { fault: HookFault & { at: Date }; dueAt: Date | null },
): Promise<void> {
  await hookPosts(store).updateOne(
    { _id: id },
    {
      $push: { faults: { $each: [fault], $slice: -faultsKept } },
      $inc: { tries: 1 },
      $set: { dueAt: dueAt ?? never },
    },
  )
}

export async function findHookPosts(store: Store, room: string): Promise<Map<string, HookPostRow>> {
  const rows = await hookPosts(store).find({ room }).lean<HookPostRow[]>()
  return new Map(rows.map((row) => [row._id, row]))
}

export async function findHookPost(store: Store, id: string): Promise<HookPostRow | null> {
  return await hookPosts(store).findById(id).lean<HookPostRow>()
}
