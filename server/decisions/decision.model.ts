import { Schema } from 'mongoose'
import { asThing, collection, duplicateKey, type Store, thingCollection } from '#server/platform/store.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { Electorate } from '#shared/decisions/electorate.ts'

export const decisions = thingCollection('decision', {
  isWhole: false,
  indexes: [[{ room: 1, at: -1 }], [{ state: 1, closesAt: 1 }], [{ id: 1 }]],
})
const native = (store: Store) => decisions.rows(store).collection

interface Page {
  room: string
  state?: Decision['state'] | undefined
  before?: number | undefined
  limit: number
}

/** A room's decisions, the newest draft first. */
export async function findDecisions(store: Store, { room, state, before, limit }: Page): Promise<Decision[]> {
  const query = { room, ...(state ? { state } : {}), ...(before === undefined ? {} : { at: { $lt: before } }) }
  const rows = await native(store)
    .find(query as never)
    .sort({ room: 1, at: -1 })
    .limit(limit)
    .toArray()
  return rows.map((row) => asThing<'decision'>(row))
}

/** What is open and to be closed up to then (ms since 1970), the earliest first, with its room. */
export async function findClosingBy(store: Store, by: number): Promise<{ room: string; item: Decision }[]> {
  const rows = await native(store)
    .find({ state: 'open', closesAt: { $gt: 0, $lte: by } } as never)
    .sort({ state: 1, closesAt: 1 })
    .limit(1000)
    .toArray()
  return rows.map((row) => ({ room: String(row['room']), item: asThing<'decision'>(row) }))
}

/** What was closed before then (ms since 1970) and is not sealed yet, with its room. */
export async function findUnsealed(store: Store, before: number): Promise<{ room: string; item: Decision }[]> {
  const rows = await native(store)
    .find({ state: 'closing', closedAt: { $lt: before } } as never)
    .limit(100)
    .toArray()
  return rows.map((row) => ({ room: String(row['room']), item: asThing<'decision'>(row) }))
}

/** Decisions of any rooms by id. */
export async function findDecisionsById(store: Store, ids: readonly string[]): Promise<Decision[]> {
  const rows = await native(store)
    .find({ id: { $in: ids } } as never)
    .toArray()
  return rows.map((row) => asThing<'decision'>(row))
}

/** A frozen roll, by the digest that the room's log names: the same roll is the same row. */
interface RollRow {
  _id: string
  room: string
  decision: string
  seats: unknown
  barred: unknown
}
const rollSchema = new Schema<RollRow>(
  { _id: String, room: String, decision: String, seats: Schema.Types.Mixed, barred: Schema.Types.Mixed },
  { versionKey: false, autoIndex: false },
)
export const ballotRolls = collection<RollRow>('ballotRolls', rollSchema)

interface RollPlace {
  decision: string
  round: number
  digest: string
}
const rollId = ({ decision, round, digest }: RollPlace) => `${decision}:${round}:${digest}`

export async function keepRoll(store: Store, at: RollPlace & { room: string }, roll: Electorate): Promise<void> {
  const { room, decision } = at
  const row = { _id: rollId(at), room, decision, seats: roll.seats, barred: roll.barred }
  await ballotRolls(store)
    .collection.insertOne(row as never)
    .catch((error: unknown) => {
      if (!duplicateKey(error)) throw error
    })
}

export async function findRoll(store: Store, at: RollPlace): Promise<Electorate | null> {
  const row = await ballotRolls(store).collection.findOne({ _id: rollId(at) } as never)
  return row && ({ seats: row['seats'], barred: row['barred'] } as unknown as Electorate)
}
