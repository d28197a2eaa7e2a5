import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'
import type { Thing } from '#shared/platform/contract.ts'
import { keepFindable } from './findable.model.ts'
import { messages } from './message.model.ts'

interface IndexingRow {
  _id: string
  /** The last message of before that has been made findable. */
  upTo: string
  isDone: boolean
}

/** How far messages of before are findable: those that a hub without a search has stored. */
export const indexings = collection<IndexingRow>(
  'indexings',
  new Schema<IndexingRow>({ _id: String, upTo: String, isDone: Boolean }, { versionKey: false, autoIndex: false }),
)

const byId = { _id: 'findables' }
const pageSize = 250
const pauseMs = 20
const done = new WeakSet<Store>()

export async function isIndexing(store: Store): Promise<boolean> {
  if (done.has(store)) return false
  const row = await indexings(store).findById(byId._id).lean()
  if (row?.isDone) done.add(store)
  return !row?.isDone
}

/**
 * Makes every message of before findable, page by page and beside all else. What is posted meanwhile is findable by
 * itself. Stopped anywhere, it goes on from there; several processes may do the same at once.
 */
export async function indexMessages(store: Store, isStopping: () => boolean): Promise<void> {
  const begun = await indexings(store)
    .findOneAndUpdate(byId, { $setOnInsert: { upTo: '', isDone: false } }, { upsert: true, returnDocument: 'after' })
    .lean()
  if (begun!.isDone) return
  for (let { upTo } = begun!; !isStopping(); ) {
    const rows = await rowsAfter(store, upTo)
    const last = rows.at(-1)
    if (!last) {
      await indexings(store).updateOne(byId, { isDone: true })
      return
    }
    const placed = rows.map(({ _id, room, ...item }) => ({ room, item, isNew: true }))
    await keepFindable(store, placed)
    upTo = last._id
    await indexings(store).updateOne(byId, { $max: { upTo } })
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

const rowsAfter = async (store: Store, after: string) =>
  (await messages
    .rows(store)
    .collection.find({ _id: { $gt: after } } as never)
    .sort({ _id: 1 })
    .limit(pageSize)
    .toArray()) as unknown as ({ _id: string; room: string } & Thing)[]
