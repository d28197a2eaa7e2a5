import { Refusal } from '#shared/platform/refusal.ts'
import { ActiveRoom, type RoomDeed, type RoomSurroundings } from './activeRoom.ts'
import { createAppends } from './appends.ts'
import type { StoredEntry } from './entry.model.ts'
import type { RoomView, ThingRef } from './handler.ts'
import type { Rooms } from './hub.ts'
import type { Metrics } from './metrics.ts'
import { erasedIn } from './readModels.ts'
import type { RoomApplier } from './roomApplier.ts'

const idleMs = 10 * 60_000
/** A store elsewhere answers late, but several at a time. */
const writesAtOnce = 4

export interface RoomRegistry extends Rooms {
  /** The room's queue; null for a room without a log. */
  find(room: string): Promise<ActiveRoom | null>
  submit(deed: RoomDeed, options: { creates: boolean; needs: ThingRef[] }): Promise<unknown>
  /** Rooms that somebody listens to are not closed. */
  closeIdle(isHeard: (room: string) => boolean): void
  /** The room as it stands in memory right now, without opening it. */
  peek(room: string): RoomView | null
  /** Resolves once no room has anything left to decide or append. */
  drain(): Promise<void>
  readonly size: number
}

export type Heard = (room: ActiveRoom, entries: StoredEntry[], isOwn: boolean) => void

const aheadOfLog = () =>
  new Refusal('invalid_input', 'platform.checkInput', { fields: { atLeast: 'platform.field.invalid' } })

/** The open rooms of this process. A room is opened when first asked for and closed when long unused. */
export function createRooms(
  given: Omit<RoomSurroundings, 'append' | 'beforeAppend' | 'onEntries'> & {
    metrics: Metrics
    applier: RoomApplier
    heard: Heard
    pinned: string[]
  },
): RoomRegistry {
  const { store, models, clock, metrics, log, applier } = given
  const open = new Map<string, Promise<ActiveRoom>>()
  const ready = new Map<string, ActiveRoom>()
  const around: RoomSurroundings = {
    ...given,
    append: createAppends({ store, metrics, atOnce: given.isAlone ? 1 : writesAtOnce }),
    beforeAppend: (room) => applier.beforeAppend(room),
    onEntries(room, entries, isOwn) {
      for (const entry of entries) {
        const erased = erasedIn(models, entry)
        if (erased.length === 0) continue
        room.memory.erasingSeq = entry.seq
        room.memory.forgetSalts(erased, entry.seq)
      }
      try {
        given.heard(room, entries, isOwn)
      } catch (error) {
        // What is stored must reach the read models, whatever becomes of its frame.
        log.error({ err: error, room: room.id }, 'frame broke')
      }
      applier.add(room, entries)
    },
  }

  async function opened(id: string): Promise<ActiveRoom> {
    const room = new ActiveRoom(id, around)
    await room.open()
    return room
  }

  function active(id: string): Promise<ActiveRoom> {
    const known = open.get(id)
    if (known) return known
    const opening = opened(id)
    open.set(id, opening)
    opening.then(
      (room) => {
        ready.set(id, room)
        metrics.rooms.set(open.size)
      },
      () => open.delete(id),
    )
    return opening
  }

  function close(id: string): void {
    open.delete(id)
    ready.delete(id)
    metrics.rooms.set(open.size)
  }

  async function find(id: string): Promise<ActiveRoom | null> {
    const room = await active(id)
    room.usedAt = clock.now().getTime()
    if (room.memory.head.seq > 0) return room
    await room.catchUp()
    if (room.memory.head.seq > 0) return room
    if (!room.isBusy) close(id)
    return null
  }

  async function found(id: string): Promise<ActiveRoom> {
    const room = await find(id)
    if (!room) throw new Refusal('not_found', 'platform.notFound')
    return room
  }

  async function bringTo(room: ActiveRoom, refs: ThingRef[]): Promise<void> {
    const missing = refs.filter((ref) => !room.memory.isHeld(ref))
    const kinds = Object.groupBy(missing, ({ kind }) => kind)
    await Promise.all(
      Object.entries(kinds).map(async ([kind, wanted]) => {
        const ids = wanted.map(({ id }) => id)
        const items = await models.collections[kind as ThingRef['kind']].findMany(store, room.id, ids)
        for (const item of items) room.memory.keep(kind as ThingRef['kind'], item)
      }),
    )
  }

  return {
    find,
    peek: (id) => ready.get(id)?.memory ?? null,
    get size() {
      return open.size
    },
    async view(id): Promise<RoomView | null> {
      return (await find(id))?.memory ?? null
    },
    async fresh(id): Promise<RoomView | null> {
      const room = await find(id)
      if (!given.isAlone) await room?.catchUp()
      return room?.memory ?? null
    },
    async bring(id, refs) {
      await bringTo(await found(id), refs)
    },
    async applied(id, seq) {
      const room = await found(id)
      if (room.memory.head.seq < seq) await room.catchUp()
      if (room.memory.head.seq < seq) throw aheadOfLog()
      await applier.applied(room, seq)
    },
    async erased(id) {
      const room = await find(id)
      if (room && room.memory.erasingSeq > room.memory.appliedSeq) await applier.applied(room, room.memory.erasingSeq)
    },
    async submit(deed, { creates, needs }) {
      const room = creates ? await active(deed.room) : await found(deed.room)
      const release = room.memory.pin(needs)
      try {
        await bringTo(room, needs)
        return await room.submit(deed)
      } finally {
        release()
        // A room that was not created after all leaves nothing behind.
        if (creates && room.memory.head.seq === 0 && !room.isBusy) close(room.id)
      }
    },
    async drain() {
      for (;;) {
        const busy = (await Promise.allSettled(open.values())).some(
          (opening) => opening.status === 'fulfilled' && opening.value.isBusy,
        )
        if (!busy) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    closeIdle(isHeard) {
      const before = clock.now().getTime() - idleMs
      for (const [id, opening] of open) {
        void opening.then((room) => {
          const isUnused = room.usedAt < before && !room.isBusy && !isHeard(id) && applier.isIdle(id)
          if (!isUnused || given.pinned.includes(id)) return
          close(id)
          applier.forget(id)
        })
      }
    },
  }
}
