import { asThing, type Store, type ThingCollection, thingCollection } from '#server/platform/store.ts'
import type { ThingOf } from '#shared/contract.ts'
import { keepFindableSoon, settleFindables } from './findable.model.ts'

const bare = thingCollection('message', {
  isWhole: false,
  indexes: [[{ room: 1, seq: 1 }, { unique: true }]],
})
/**
 * What is changed or erased is so at once in what it is found by, before anybody is told; what is new becomes findable
 * with others, a moment later.
 */
export const messages: ThingCollection<'message'> = {
  ...bare,
  async keep(store, things) {
    await Promise.all([bare.keep(store, things), keepFindableSoon(store, things)])
  },
  settle: settleFindables,
}
export const reactions = thingCollection('reaction', { isWhole: false, indexes: [[{ room: 1, message: 1 }]] })

type Message = ThingOf<'message'>
type Reaction = ThingOf<'reaction'>

interface Span {
  room: string
  limit: number
}
const native = (store: Store) => messages.rows(store).collection

/** The newest messages below `before`, in ascending order. */
export async function findMessagesBefore(store: Store, { room, before, limit }: Span & { before: number }) {
  const rows = await native(store)
    .find({ room, seq: { $lt: before } })
    .sort({ room: -1, seq: -1 })
    .limit(limit)
    .toArray()
  return rows.map((row) => asThing<'message'>(row)).reverse()
}

/** The oldest messages above `after`, in ascending order. */
export async function findMessagesAfter(store: Store, { room, after, limit }: Span & { after: number }) {
  const rows = await native(store)
    .find({ room, seq: { $gt: after } })
    .sort({ room: 1, seq: 1 })
    .limit(limit)
    .toArray()
  return rows.map((row) => asThing<'message'>(row))
}

/** Messages of any rooms by the ids of their rows, as `row -> message`; with the room that each is in. */
export async function findMessagesByRow(store: Store, rowIds: readonly string[]) {
  const rows = await native(store)
    .find({ _id: { $in: rowIds } } as never)
    .toArray()
  return new Map(
    rows.map((row) => [String(row._id), { room: String(row['room']), message: asThing<'message'>(row) }] as const),
  )
}

export async function findReactionsTo(store: Store, room: string, found: Pick<Message, 'id'>[]): Promise<Reaction[]> {
  if (found.length === 0) return []
  const rows = await reactions
    .rows(store)
    .collection.find({ room, message: { $in: found.map(({ id }) => id) } } as never)
    .toArray()
  return rows.map((row) => asThing<'reaction'>(row))
}

/** The newest message of each of several rooms. */
export async function findLastMessages(store: Store, roomIds: string[]): Promise<Map<string, Message>> {
  const found = await Promise.all(
    roomIds.map(async (room) => [room, await findMessagesBefore(store, { room, before: Infinity, limit: 1 })] as const),
  )
  return new Map(found.flatMap(([room, [last]]) => (last ? [[room, last] as const] : [])))
}
