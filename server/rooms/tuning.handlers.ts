import { findWatchers, keepTuning } from '#server/notices/settings.model.ts'
import type { PlainHandler } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Store } from '#server/platform/store.ts'
import { subjectOfRoom } from './access.ts'

/** For so long another process may not know of a change here. */
const knownForMs = 5000
const watchers = new WeakMap<Store, Map<string, { people: Promise<string[]>; until: number }>>()

/** Who wants to hear every message of a room; looked up now and then only, since it is asked for each message. */
export function watchersOf({ store, clock }: Pick<Hub, 'store' | 'clock'>, room: string): Promise<string[]> {
  const known = watchers.get(store) ?? new Map()
  watchers.set(store, known)
  const now = clock.now().getTime()
  const held = known.get(room)
  if (held && held.until > now && held.until <= now + knownForMs) return held.people
  const people = findWatchers(store, room)
  known.set(room, { people, until: now + knownForMs })
  people.catch(() => known.delete(room))
  return people
}

export const tuneRoom: PlainHandler<'room.tune'> = {
  subject: ({ input, actor, hub }) => subjectOfRoom({ input, actor, hub }),
  async run({ hub, by, input }) {
    await keepTuning(hub.store, { ...input, person: by })
    watchers.get(hub.store)?.delete(input.room)
    hub.tell.person(by, 'hint', { board: 'notices' })
    return {}
  },
}
