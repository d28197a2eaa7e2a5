import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'

interface Step {
  /** The file's id for room taken, `-id` for room given back. */
  step: string
  bytes: number
  at: Date
}
interface QuotaRow {
  _id: string
  bytes: number
  /** Steps whose file row may not yet say the same: after a crash they tell what is to be put right. */
  open: Step[]
}

const schema = new Schema<QuotaRow>(
  { _id: String, bytes: Number, open: [new Schema<Step>({ step: String, bytes: Number, at: Date }, { _id: false })] },
  { versionKey: false, autoIndex: false },
)
/** Bytes that each organisation's people keep. */
export const quotas = collection<QuotaRow>('fileQuotas', schema)
const native = (store: Store) => quotas(store).collection

export const quotaOf = (organisation: string | null) => (organisation === null ? 'cluster' : `org:${organisation}`)

interface Taking {
  quota: string
  file: string
  bytes: number
  now: Date
}

/** Takes room for a file in one step with the question whether there is any; `most` 0 is no limit. False where it is full. */
export async function takeRoom(store: Store, { quota, file, bytes, now, most }: Taking & { most: number }) {
  await native(store)
    .updateOne({ _id: quota as never }, { $setOnInsert: { bytes: 0, open: [] } } as never, { upsert: true })
    .catch((error: unknown) => {
      if (!duplicateKey(error)) throw error
    })
  const roomLeft = most === 0 ? {} : { bytes: { $lte: most - bytes } }
  const { modifiedCount } = await native(store).updateOne(
    { _id: quota as never, 'open.step': { $ne: file }, ...roomLeft },
    { $inc: { bytes }, $push: { open: { step: file, bytes, at: now } } } as never,
  )
  return modifiedCount === 1 || (await native(store).findOne({ _id: quota as never, 'open.step': file })) !== null
}

/** Gives a file's room back, once however often it is said before `settleRoom` with `-file`. */
export async function giveRoomBack(store: Store, { quota, file, bytes, now }: Taking): Promise<void> {
  const step = `-${file}`
  await native(store).updateOne({ _id: quota as never, 'open.step': { $ne: step } }, {
    $inc: { bytes: -bytes },
    $push: { open: { step, bytes: -bytes, at: now } },
  } as never)
}

/** The file's row says the same as the count. */
export async function settleRoom(store: Store, quota: string, step: string): Promise<void> {
  await native(store).updateOne({ _id: quota as never }, { $pull: { open: { step } } } as never)
}

/** Undoes a step that never came to its file's row. */
export async function undoStep(store: Store, quota: string, { step, bytes }: Pick<Step, 'step' | 'bytes'>) {
  await native(store).updateOne({ _id: quota as never, 'open.step': step }, {
    $inc: { bytes: -bytes },
    $pull: { open: { step } },
  } as never)
}

export async function findOpenSteps(store: Store, before: Date): Promise<(Step & { quota: string })[]> {
  const rows = await quotas(store)
    .find({ 'open.at': { $lt: before } })
    .lean<QuotaRow[]>()
  return rows.flatMap(({ _id, open }) =>
    open.filter(({ at }) => at < before).map(({ step, bytes, at }) => ({ quota: _id, step, bytes, at })),
  )
}

export async function findUsedBytes(store: Store, quota: string): Promise<number> {
  return (await quotas(store).findById(quota).lean<QuotaRow>())?.bytes ?? 0
}

/** All bytes that are counted, for the figures. */
export async function findFileBytes(store: Store): Promise<number> {
  const rows = await quotas(store).find().lean<QuotaRow[]>()
  return rows.reduce((sum, { bytes }) => sum + bytes, 0)
}
