import type { ThingKind, ThingOf } from '#shared/contract.ts'
import type { Thing } from '#shared/platform/contract.ts'
import { isNewer } from '#shared/platform/roomLog.ts'
import { entriesAfter, findEntry, replaceEntry, type StoredEntry } from './entry.model.ts'
import type { ThingRef } from './handler.ts'
import { kindOf } from './roomMemory.ts'
import { erasedEntry } from './seal.ts'
import { type PlacedThing, rowId, type Store, type ThingCollection } from './store.ts'

export type ThingCollections = { [Kind in ThingKind]: ThingCollection<Kind> }

/** What is left of a thing whose text is taken out of the log. */
export type Erasers = Partial<{ [Kind in ThingKind]: (item: ThingOf<Kind>) => ThingOf<Kind> }>

export interface ReadModels {
  collections: ThingCollections
  erasers: Erasers
  /** Which things an event orders to be erased. */
  erasedBy(event: string, item: Thing): ThingRef | null
}

/** Entries of one room that are to be applied, in order. */
export interface RoomEntries {
  room: string
  entries: StoredEntry[]
}

/** Brings the read models up to these entries. May be repeated, and stopped anywhere: it is only done once it is done. */
export async function applyEntries(store: Store, models: ReadModels, lots: RoomEntries[]): Promise<void> {
  const newest = new Map<ThingKind, Map<string, PlacedThing>>()
  for (const { room, entries } of lots) {
    for (const { event, item, prev } of entries.flatMap(({ changes }) => changes)) {
      const kind = kindOf(event)
      const things = newest.get(kind) ?? new Map<string, PlacedThing>()
      const key = rowId(room, item.id)
      if (isNewer(things.get(key)?.item, item)) newest.set(kind, things.set(key, { room, item, isNew: prev === 0 }))
    }
  }
  await Promise.all(Array.from(newest, ([kind, things]) => models.collections[kind].keep(store, [...things.values()])))
  for (const entry of lots.flatMap(({ entries }) => entries)) await eraseFor(store, models, entry)
}

/** The things whose texts an entry orders to be erased. */
export const erasedIn = (models: ReadModels, { changes }: StoredEntry): ThingRef[] =>
  changes.flatMap(({ event, item }) => models.erasedBy(event, item) ?? [])

/**
 * Follows the things that an entry orders to be erased back through the log, from the newest shape to the first, and
 * erases each. Many things of one entry rewrite an earlier one together: once, however many they are.
 */
async function eraseFor(store: Store, models: ReadModels, { room, changes }: StoredEntry): Promise<void> {
  const due = new Map<number, ThingRef[]>()
  const follow = (target: ThingRef, seq: number) => {
    const targets = due.get(seq) ?? []
    if (seq > 0) due.set(seq, targets)
    targets.push(target)
  }
  for (const { event, item, prev } of changes) {
    const target = models.erasedBy(event, item)
    if (target) follow(target, prev)
  }
  while (due.size > 0) {
    const seq = Math.max(...due.keys())
    const entry = await findEntry(store, room, seq)
    if (!entry) throw new Error(`hole in ${room}: no entry ${seq}`)
    const targets = due.get(seq)!
    due.delete(seq)
    const without = erasedEntry(entry, new Map(targets.map(({ kind, id }) => [id, eraserOf(models, kind)])))
    if (without) await replaceEntry(store, without)
    const before = new Map(entry.changes.map(({ item, prev }) => [item.id, prev]))
    for (const target of targets) follow(target, before.get(target.id) ?? 0)
  }
}

function eraserOf({ erasers }: ReadModels, kind: ThingKind): (item: Thing) => Thing {
  const erase = erasers[kind] as ((item: Thing) => Thing) | undefined
  if (!erase) throw new Error(`nothing says how to erase a ${kind}`)
  return erase
}

/** Stores what has been put off; to be called before it is written down how far the read models are. */
export async function settleModels(store: Store, models: ReadModels): Promise<void> {
  await Promise.all(Object.values(models.collections).map((collection) => collection.settle?.(store)))
}

/** Applies a room's log from `after` on, page by page, and gives the last `seq`. */
export async function applyTail(store: Store, models: ReadModels, room: string, after: number): Promise<number> {
  let seq = after
  for (;;) {
    const entries = await entriesAfter(store, room, seq, 500)
    const last = entries.at(-1)
    if (!last) break
    await applyEntries(store, models, [{ room, entries }])
    seq = last.seq
  }
  await settleModels(store, models)
  return seq
}
