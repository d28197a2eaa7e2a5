import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { Turnout } from '#shared/decisions/electorate.ts'

/** One person's ballot for a seat, as it was sent. */
export interface CastBallot {
  by: string
  content: Ballot
  serial: string
  nonce: string
}

/** All that was cast for one seat, in the order in which it came. The link between voter and ballot stands here until the seal. */
interface SeatRow {
  _id: string
  /** `decision:round` */
  of: string
  seat: string
  voterClass: string | null
  casts: CastBallot[]
  /** Counts the writes, so that of two at once one sees the other. */
  turn: number
}
const seatSchema = new Schema<SeatRow>(
  { _id: String, of: String, seat: String, voterClass: String, casts: Schema.Types.Mixed, turn: Number },
  { versionKey: false, autoIndex: false, minimize: false },
)
seatSchema.index({ of: 1, voterClass: 1 })
seatSchema.index({ 'casts.by': 1 })
export const ballots = collection<SeatRow>('ballots', seatSchema)
const native = (store: Store) => ballots(store).collection

export interface SeatOfRound {
  of: string
  seat: string
  voterClass: string | null
}
const idOf = ({ of, seat }: Pick<SeatOfRound, 'of' | 'seat'>) => `${of}:${seat}`

/**
 * Takes a ballot in. `next` gives what the seat's row is to hold after what it holds, and may throw; it is asked again
 * when somebody else's ballot for the seat came in between.
 */
export async function keepCast(
  store: Store,
  place: SeatOfRound,
  next: (held: readonly CastBallot[]) => { casts: CastBallot[]; own: CastBallot },
): Promise<CastBallot> {
  for (;;) {
    const row = (await native(store).findOne({ _id: idOf(place) } as never)) as unknown as SeatRow | null
    const { casts, own } = next(row?.casts ?? [])
    if (row) {
      const filter = { _id: row._id, turn: row.turn }
      const { matchedCount } = await native(store).updateOne(filter as never, { $set: { casts, turn: row.turn + 1 } })
      if (matchedCount === 1) return own
      continue
    }
    try {
      await native(store).insertOne({ _id: idOf(place), ...place, casts, turn: 1 } as never)
      return own
    } catch (error) {
      if (!duplicateKey(error)) throw error
    }
  }
}

export async function findCasts(
  store: Store,
  of: string,
  seats: readonly string[],
): Promise<Map<string, CastBallot[]>> {
  const rows = (await native(store)
    .find({ _id: { $in: seats.map((seat) => idOf({ of, seat })) } } as never)
    .toArray()) as unknown as SeatRow[]
  return new Map(rows.map(({ seat, casts }) => [seat, casts]))
}

/** All that was cast in a round, seat by seat. */
export async function findAllCasts(store: Store, of: string): Promise<{ seat: string; casts: CastBallot[] }[]> {
  const rows = (await native(store)
    .find({ of } as never)
    .toArray()) as unknown as SeatRow[]
  return rows.map(({ seat, casts }) => ({ seat, casts }))
}

/** How many seats have voted, by class; those without one under the empty name. */
export async function countCast(store: Store, of: string, classes: readonly string[]): Promise<Record<string, number>> {
  const counted = await Promise.all(
    classes.map(async (voterClass) => {
      const cast = await native(store).countDocuments({
        of,
        voterClass: voterClass === '' ? null : voterClass,
      } as never)
      return [voterClass, cast] as const
    }),
  )
  return Object.fromEntries(counted)
}

interface OwnBallot {
  of: string
  seat: string
  content: Ballot
}

/** What a person has cast in rounds that are not sealed. */
export async function* findCastsBy(store: Store, person: string): AsyncGenerator<OwnBallot> {
  for await (const row of native(store).find({ 'casts.by': person } as never)) {
    const { of, seat, casts } = row as unknown as SeatRow
    for (const { by, content } of casts) if (by === person) yield { of, seat, content }
  }
}

/** What a person has cast in named votes that are sealed. */
export async function* findSealedBy(store: Store, person: string): AsyncGenerator<OwnBallot> {
  for await (const row of sealedBallots(store).collection.find({ 'ballots.by': person } as never)) {
    const { _id: of, ballots: some } = row as unknown as SealedRow
    for (const { by, seat, content } of some) if (by === person) yield { of, seat: seat!, content }
  }
}

/** Rounds of which ballots are kept with their voters, as `decision:round`. */
export async function findRoundsWithCasts(store: Store): Promise<string[]> {
  return (await native(store).distinct('of')) as string[]
}

/** All that was cast for one seat. */
export async function eraseCast(store: Store, place: Pick<SeatOfRound, 'of' | 'seat'>): Promise<void> {
  await native(store).deleteOne({ _id: idOf(place) } as never)
}

export async function eraseCasts(store: Store, of: string): Promise<void> {
  await native(store).deleteMany({ of } as never)
}

export interface SealedBallot {
  content: Ballot
  serial: string
  nonce: string
  weight: number
  voterClass: string | null
  /** Of a secret round's key over the serial: whoever cast it was entitled to. */
  signature?: string
  /** Whose it was: kept in named votes only. */
  seat?: string
  by?: string
}

/** All ballots of a round in one document, in the order of their leaves: what was counted, and is counted again. */
export interface SealedRow {
  _id: string
  room: string
  decision: string
  round: number
  ballots: SealedBallot[]
  turnout: Turnout[]
  root: string
}
const sealedSchema = new Schema<SealedRow>(
  {
    _id: String,
    room: String,
    decision: String,
    round: Number,
    ballots: Schema.Types.Mixed,
    turnout: Schema.Types.Mixed,
    root: String,
  },
  { versionKey: false, autoIndex: false, minimize: false },
)
sealedSchema.index({ 'ballots.by': 1 })
export const sealedBallots = collection<SealedRow>('sealedBallots', sealedSchema)

/** Keeps the first that is written; gives the one that is kept. */
export async function keepSealed(store: Store, row: SealedRow): Promise<SealedRow> {
  try {
    await sealedBallots(store).collection.insertOne(row as never)
    return row
  } catch (error) {
    if (!duplicateKey(error)) throw error
    return (await findSealed(store, row._id))!
  }
}

export async function findSealed(store: Store, of: string): Promise<SealedRow | null> {
  return (await sealedBallots(store).collection.findOne({ _id: of } as never)) as unknown as SealedRow | null
}
