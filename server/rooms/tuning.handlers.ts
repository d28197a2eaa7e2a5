import { holdBack } from '#server/notices/notify.ts'
import { endWatch, findWatchers, keepTuning } from '#server/notices/settings.model.ts'
import { gatherReads } from '#server/platform/gather.ts'
import type { PlainHandler } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Store } from '#server/platform/store.ts'
import { subjectOfRoom } from './access.ts'

/** For so long another process may not know of a change here. */
const knownForMs = 5000
interface Watched {
  known: Map<string, { people: Promise<string[]>; until: number }>
  /** Rooms asked for at once are looked up together. */
  find(room: string): Promise<{ people: string[] } | null>
}
const watchers = new WeakMap<Store, Watched>()

function watchedIn(store: Store): Watched {
  const watched = watchers.get(store) ?? {
    known: new Map(),
    find: gatherReads(
      (rooms) => findWatchers(store, rooms),
      ({ room }) => room,
    ),
  }
  watchers.set(store, watched)
  return watched
}

/** Who wants to hear every message of a room; looked up now and then only, since it is asked for each message. */
export function watchersOf({ store, clock }: Pick<Hub, 'store' | 'clock'>, room: string): Promise<string[]> {
  const { known, find } = watchedIn(store)
  const now = clock.now().getTime()
  const held = known.get(room)
  if (held && held.until > now && held.until <= now + knownForMs) return held.people
  const people = find(room).then((row) => row?.people ?? [])
  known.set(room, { people, until: now + knownForMs })
  people.catch(() => known.delete(room))
  return people
}

/** Whoever leaves a room is not told of each message in it any more. */
export async function leaveWatch({ store }: Pick<Hub, 'store'>, room: string, person: string): Promise<void> {
  await endWatch(store, room, person)
  watchedIn(store).known.delete(room)
}

export const tuneRoom: PlainHandler<'room.tune'> = {
  subject: ({ input, actor, hub }) => subjectOfRoom({ input, actor, hub }),
  async run({ hub, by, input }) {
    await keepTuning(hub.store, { ...input, person: by })
    const until = input.snoozedUntil === null ? null : new Date(input.snoozedUntil)
    watchedIn(hub.store).known.delete(input.room)
    await holdBack(hub, { person: by, room: input.room, until })
    return {}
  },
}
