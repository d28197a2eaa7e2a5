import type { ThingKind, ThingOf } from '#shared/contract.ts'
import type { Thing } from '#shared/platform/contract.ts'
import { type Entry, isNewer } from '#shared/platform/roomLog.ts'
import { outline } from './outline.ts'

/** Things by kind and id. Never changed in place: a kind that did not change is the same map as before. */
export type Things = Readonly<Record<string, ReadonlyMap<string, Thing>>>
export const noThings: Things = {}

const none: ReadonlyMap<string, never> = new Map<string, never>()

export function thingsOf<Kind extends ThingKind>(things: Things, kind: Kind): ReadonlyMap<string, ThingOf<Kind>> {
  return (things[kind] ?? none) as ReadonlyMap<string, ThingOf<Kind>>
}

/** Takes in things; of each, the newest version stays. */
export function keepThings(things: Things, items: Record<string, readonly Thing[]>): Things {
  let next = things
  for (const [kind, news] of Object.entries(items)) {
    const held = next[kind] ?? none
    const newer = news.filter((item) => isNewer(held.get(item.id), item))
    if (newer.length === 0) continue
    const map = new Map(held)
    // The filter looked at what was held before; the same thing may come twice in one go.
    for (const item of newer) if (isNewer(map.get(item.id), item)) map.set(item.id, item)
    next = { ...next, [kind]: map }
  }
  return next
}

/** Takes in what entries changed. Facts of a kind this client does not know (a newer hub) are passed over. */
export function keepEntries(things: Things, entries: readonly Entry[]): Things {
  const items: Record<string, Thing[]> = {}
  for (const { changes } of entries) {
    for (const { event, item } of changes) {
      const kind = outline.kinds[event]
      if (kind === undefined) continue
      const news = items[kind] ?? []
      items[kind] = news
      news.push(item)
    }
  }
  return keepThings(things, items)
}
