import { asThing, type Store, thingCollection } from '#server/platform/store.ts'
import type { ThingOf } from '#shared/contract.ts'

export const elections = thingCollection('election', { isWhole: true, indexes: [[{ state: 1 }]] })
export const nominations = thingCollection('nomination', { isWhole: true, indexes: [[{ person: 1 }]] })

/** Elections of all rooms on which something may be due by the calendar. */
export async function findElectionsUnderWay(store: Store): Promise<{ room: string; election: ThingOf<'election'> }[]> {
  const rows = await elections
    .rows(store)
    .collection.find({ state: { $in: ['nominating', 'decided'] } } as never)
    .toArray()
  return rows.map((row) => ({ room: String(row['room']), election: asThing<'election'>(row) }))
}

/** Every nomination of somebody, in all rooms. */
export async function findNominationsOf(
  store: Store,
  person: string,
): Promise<{ room: string; nomination: ThingOf<'nomination'> }[]> {
  const rows = await nominations
    .rows(store)
    .collection.find({ person } as never)
    .toArray()
  return rows.map((row) => ({ room: String(row['room']), nomination: asThing<'nomination'>(row) }))
}
