import { asThing, type Store, thingCollection } from '#server/platform/store.ts'
import type { ThingOf } from '#shared/contract.ts'

export const rooms = thingCollection('room', { isWhole: true, indexes: [[{ kind: 1 }]] })
export const seats = thingCollection('seat', { isWhole: true, indexes: [[{ id: 1, state: 1 }]] })

/** Every room but the cluster's own. */
export async function findRooms(store: Store): Promise<ThingOf<'room'>[]> {
  const rows = await rooms.rows(store).collection.find({}).toArray()
  return rows.map((row) => asThing<'room'>(row))
}

/** One person's places on all rolls, as `room -> seat`. */
export async function findSeatsOf(store: Store, person: string): Promise<Map<string, ThingOf<'seat'>>> {
  const rows = await seats.rows(store).collection.find({ id: person }).toArray()
  return new Map(rows.map((row) => [row['room'] as string, asThing<'seat'>(row)]))
}
