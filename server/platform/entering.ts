import { z } from 'zod'
import type { Actor } from '#shared/platform/actor.ts'
import { Id, type Thing } from '#shared/platform/contract.ts'
import { type HeadDigest, mostFollowed } from '#shared/platform/protocol.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Entry, Head, Page, Sync } from '#shared/platform/roomLog.ts'
import type { ActiveRoom } from './activeRoom.ts'
import { checked } from './dispatch.ts'
import { entriesAfter, findEntry, type StoredEntry } from './entry.model.ts'
import type { RoomView } from './handler.ts'
import type { Hub } from './hub.ts'
import type { RoomRegistry } from './rooms.ts'
import { asEntry } from './seal.ts'
import { RawJson } from './socketParser.ts'

/** Beyond this many entries a reader gets the newest page instead. */
const longestTail = 500
/** Beyond this many characters too: a tail is one frame, which a slow line must swallow whole. */
const longestTailText = 1_000_000
/** Pages that the next newcomers may share. */
const pagesKept = 50

const EnterAsk = z.strictObject({
  room: Id,
  seq: z.number().int().nonnegative().optional(),
  hash: z.string().max(64).optional(),
})
const RangeAsk = z.strictObject({
  room: Id,
  after: z.number().int().nonnegative(),
  upTo: z.number().int().positive(),
})
const FollowAsk = z.strictObject({ rooms: z.array(Id).max(mostFollowed) })

export interface Doors {
  mayListen(actor: Actor, room: RoomView): boolean
  /** The read models must hold everything up to `head`; what is newer follows in entries. */
  freshPage(room: RoomView, head: Head): Promise<Page>
  seatOf(room: RoomView, person: string): Thing | null
}

/** What a listener's socket can do, so that entering may be asked of REST and tests alike. */
interface Listener {
  actor(): Actor
  join(room: string): Promise<void> | void
  leave(room: string): void
}

/** Entering, catching up and following: what a member hears of a room, from where they left off. */
export function createEntering({
  hub,
  rooms,
  doors,
  isAlone,
}: {
  hub: Hub
  rooms: RoomRegistry
  doors: Doors
  isAlone: boolean
}) {
  const pages = new Map<string, { seq: number; text: Promise<string> }>()
  const nothing = () => new Refusal('not_found', 'platform.notFound')

  async function listening(listener: Listener, id: string): Promise<ActiveRoom> {
    const room = await rooms.find(id)
    if (!room) throw nothing()
    // Another process may have let the asker in a moment ago.
    if (!isAlone && !doors.mayListen(listener.actor(), room.memory)) await room.catchUp()
    if (!doors.mayListen(listener.actor(), room.memory)) throw nothing()
    return room
  }

  async function freshText(room: ActiveRoom): Promise<string> {
    // The head of this moment: a later one may be ahead of the read models that the page is read from.
    const { head } = room.memory
    const { seq } = head
    const known = pages.get(room.id)
    if (known?.seq === seq) return known.text
    const text = hub.rooms
      .applied(room.id, seq)
      .then(() => doors.freshPage(room.memory, head))
      .then((page) => JSON.stringify({ mode: 'fresh', ...page } satisfies Sync))
    pages.delete(room.id)
    pages.set(room.id, { seq, text })
    if (pages.size > pagesKept) pages.delete(pages.keys().next().value!)
    text.catch(() => pages.delete(room.id))
    return text
  }

  /** The tail after what the reader has, or null where that is unknown here or too far behind. */
  async function tailAfter(room: ActiveRoom, seq: number, hash: string): Promise<Sync | null> {
    const { head } = room.memory
    if (seq > head.seq || head.seq - seq > longestTail) return null
    await hub.rooms.erased(room.id)
    const last = seq === head.seq ? head : await findEntry(hub.store, room.id, seq)
    if (last?.hash !== hash) return null
    const entries = seq === head.seq ? [] : await entriesAfter(hub.store, room.id, seq, longestTail, head.seq)
    return { mode: 'tail', head: { ...head }, entries: entries.map(asEntry) }
  }

  return {
    /** A page that holds what is to be erased is kept for nobody. */
    heard({ id, memory }: ActiveRoom, entries: StoredEntry[]): void {
      if (entries.some(({ seq }) => seq === memory.erasingSeq)) pages.delete(id)
    },

    /** Joins first, then reads, so that nothing falls between; asks again in case the roll changed meanwhile. */
    async enter(listener: Listener, input: unknown): Promise<RawJson> {
      const ask = checked(EnterAsk, input)
      const room = await listening(listener, ask.room)
      await listener.join(room.id)
      try {
        if (!isAlone) await room.catchUp()
        const sync = ask.seq && ask.hash ? await tailAfter(room, ask.seq, ask.hash) : null
        const tail = sync && JSON.stringify(sync)
        const text = tail && tail.length <= longestTailText ? tail : await freshText(room)
        const actor = listener.actor()
        if (!doors.mayListen(actor, room.memory)) throw nothing()
        const seat = JSON.stringify(doors.seatOf(room.memory, actor.personId!))
        const serverTime = hub.clock.now().getTime()
        return new RawJson(`{"ok":true,"data":{"sync":${text},"seat":${seat},"serverTime":${serverTime}}}`)
      } catch (error) {
        listener.leave(room.id)
        throw error
      }
    },

    async range(listener: Listener, input: unknown): Promise<{ entries: Entry[] }> {
      const ask = checked(RangeAsk, input)
      const room = await listening(listener, ask.room)
      if (!isAlone) await room.catchUp()
      if (!doors.mayListen(listener.actor(), room.memory)) throw nothing()
      // What follows this head may not be the asker's to read any more.
      const upTo = Math.min(ask.upTo, ask.after + longestTail, room.memory.head.seq)
      await hub.rooms.erased(room.id)
      const entries = await entriesAfter(hub.store, room.id, ask.after, longestTail, upTo)
      return { entries: thatFit(entries.map(asEntry)) }
    },

    async follow(listener: Listener, input: unknown): Promise<{ heads: HeadDigest[]; allowed: string[] }> {
      const { rooms: wanted } = checked(FollowAsk, input)
      const views = await Promise.all(Array.from(new Set(wanted), (id) => hub.rooms.fresh(id)))
      const allowed = views.filter((view) => view !== null).filter((view) => doors.mayListen(listener.actor(), view))
      const heads = allowed.map(({ id, head: { seq, n } }) => ({ room: id, seq, n }))
      return { heads, allowed: allowed.map(({ id }) => id) }
    },
  }
}
/** The first of them, at least one; whoever asked for more asks again. */
function thatFit(entries: Entry[]): Entry[] {
  let length = 0
  const end = entries.findIndex((entry, index) => {
    length += JSON.stringify(entry).length
    return index > 0 && length > longestTailText
  })
  return end === -1 ? entries : entries.slice(0, end)
}

export type Entering = ReturnType<typeof createEntering>
