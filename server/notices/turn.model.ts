import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'

export type Channel = 'mail' | 'push'

/** When a person is to be told by a channel next. One process takes a turn; a turn that was cut short is taken again. */
export interface TurnRow {
  _id: string
  channel: Channel
  person: string
  dueAt: Date
  /** Rises with everything new, so that a turn sees whether more came while it ran. */
  news: number
  /** Rises with every turn that is over: the name of what it sends. */
  number: number
}

const schema = new Schema<TurnRow>(
  { _id: String, channel: String, person: String, dueAt: Date, news: Number, number: Number },
  { versionKey: false, autoIndex: false },
)
schema.index({ channel: 1, dueAt: 1 })
export const noticeTurns = collection<TurnRow>('noticeTurns', schema)

/** The last day that the database's own tools can show. */
const never = new Date('9999-12-31T00:00:00Z')
const leaseMs = 2 * 60_000
const turnId = (channel: Channel, person: string) => `${channel}/${person}`

/** There is something to tell: no later than `dueAt`. */
export async function bumpTurns(
  store: Store,
  turns: { channel: Channel; person: string; dueAt: Date }[],
): Promise<void> {
  if (turns.length === 0) return
  const writes = turns.map(({ channel, person, dueAt }) => ({
    updateOne: {
      filter: { _id: turnId(channel, person) },
      update: { $min: { dueAt }, $inc: { news: 1 }, $setOnInsert: { channel, person, number: 0 } },
      upsert: true,
    },
  }))
  await noticeTurns(store).bulkWrite(writes, { ordered: false })
}

/** Moves a turn that is pending to another time: what the person wants has changed. */
export async function moveTurn(store: Store, channel: Channel, person: string, dueAt: Date | null): Promise<void> {
  await noticeTurns(store).updateOne(
    { _id: turnId(channel, person), dueAt: { $lt: never } },
    { $set: { dueAt: dueAt ?? never } },
  )
}

/** Takes the turn that has been due longest, for as long as the lease lasts. */
export async function takeTurn(store: Store, channel: Channel, now: Date): Promise<TurnRow | null> {
  return await noticeTurns(store)
    .findOneAndUpdate(
      { channel, dueAt: { $lte: now } },
      { $set: { dueAt: new Date(now.getTime() + leaseMs) } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    )
    .lean<TurnRow>()
}

/** The turn is over. What was held back is looked at again at `nextAt`, what came meanwhile at `newsAt`. */
export async function endTurn(
  store: Store,
  { _id, news, number }: TurnRow,
  { nextAt, newsAt }: { nextAt: Date | null; newsAt: Date },
): Promise<void> {
  const over = await noticeTurns(store).updateOne(
    { _id, news, number },
    { $set: { dueAt: nextAt ?? never }, $inc: { number: 1 } },
  )
  if (over.matchedCount > 0) return
  const dueAt = nextAt && nextAt < newsAt ? nextAt : newsAt
  await noticeTurns(store).updateOne({ _id, number }, { $set: { dueAt }, $inc: { number: 1 } })
}
