import { createStore } from 'zustand/vanilla'
import type { Thing } from '#shared/platform/contract.ts'
import type { Entered } from '#shared/platform/protocol.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { beforeFirst, type Entry, following, type Head } from '#shared/platform/roomLog.ts'
import { retryAfter } from './retry.ts'
import { keepEntries, keepThings, noThings, type Things } from './things.ts'

export interface RoomTransport {
  enter(ask: { room: string; seq?: number; hash?: string }): Promise<Entered>
  range(ask: { room: string; after: number; upTo: number }): Promise<{ entries: Entry[] }>
}

export interface RoomState {
  room: string
  /** entering: nothing to show yet · live: hears everything · stale: cut off, shows what it had · gone: not for us (any more) */
  phase: 'entering' | 'live' | 'stale' | 'gone'
  head: Head
  things: Things
  /** `seq` from which on all messages of the newest page are held. */
  oldest: number
  /** Counts fresh answers: what was loaded beside the newest page before the last one is void. 0 before the first. */
  epoch: number
  /** The newest deeds heard of, cid to the first thing changed: what the outbox still shows is told apart by them. */
  heardCids: ReadonlyMap<string, string>
}

/** What a device keeps of a room: exactly what its log says up to `head`, from `oldest` on. */
export type KeptRoom = Pick<RoomState, 'head' | 'things' | 'oldest'>

const blank = (room: string): RoomState => ({
  room,
  phase: 'entering',
  head: beforeFirst,
  things: noThings,
  oldest: 1,
  epoch: 0,
  heardCids: new Map(),
})

/** A frame that overtook another one is waited for this long before the hub is asked. */
const graceMs = 50
/** Further behind than this, entering anew is cheaper than asking for the entries between. */
const farBehind = 1500
const largestRange = 500
const heardCidsKept = 300

/**
 * One room as a client holds it: what it has is always exactly what the log says up to `head`.
 * Entries are applied in order only; a hole is asked for; what is older is ignored.
 */
export function createRoomSync(room: string, transport: RoomTransport) {
  const store = createStore<RoomState>(() => blank(room))
  const early = new Map<number, Entry>()
  /** Answers to questions of an earlier link are void. */
  let link = 0
  let isConnected = false
  let isEntering = false
  let known = 0
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function enter() {
    const mine = ++link
    clearTimer()
    isEntering = true
    const { head, epoch } = store.getState()
    try {
      const answer = await transport.enter(epoch === 0 ? { room } : { room, seq: head.seq, hash: head.hash })
      if (mine === link) take(answer)
    } catch (thrown) {
      if (mine === link) onRefused(thrown)
    }
  }

  function take({ sync, seat }: Entered) {
    isEntering = false
    failures = 0
    if (sync.mode === 'fresh') {
      const { head, oldest } = sync
      const things = keepThings(noThings, sync.things)
      store.setState((was) => ({ ...was, phase: 'live', head, oldest, things, epoch: was.epoch + 1 }))
    } else {
      for (const entry of sync.entries) early.set(entry.seq, entry)
      store.setState({ phase: 'live' })
    }
    if (seat) keep({ seat: [seat] })
    known = Math.max(known, sync.head.seq)
    drain()
  }

  function onRefused(thrown: unknown) {
    isEntering = false
    const code = thrown instanceof Refusal ? thrown.code : 'internal'
    if (code === 'not_allowed' || code === 'not_found') return leaveForGood()
    timer = setTimeout(enter, retryAfter(failures++))
  }

  function leaveForGood() {
    link++
    isEntering = false
    clearTimer()
    early.clear()
    store.setState({ ...blank(room), phase: 'gone' })
  }

  /** Applies what follows without a hole, and asks for the hole before the rest. */
  function drain() {
    const { head } = store.getState()
    for (const seq of early.keys()) if (seq <= head.seq) early.delete(seq)
    const waiting = [...early.values()].sort((a, b) => a.seq - b.seq)
    const { ready, hasGap } = following(head, waiting)
    for (const entry of ready) early.delete(entry.seq)
    if (ready.length > 0) store.setState((was) => applied(was, ready))
    if (hasGap || known > store.getState().head.seq) mendLater(graceMs)
  }

  function mendLater(delayMs: number) {
    if (timer === undefined && isConnected) timer = setTimeout(mend, delayMs)
  }

  async function mend() {
    timer = undefined
    if (isEntering) return
    const { head } = store.getState()
    const firstEarly = Math.min(...early.keys())
    const upTo = Number.isFinite(firstEarly) ? firstEarly - 1 : known
    if (upTo <= head.seq) return
    if (upTo - head.seq > farBehind || failures > 3) return enter()
    const mine = link
    try {
      const ask = { room, after: head.seq, upTo: Math.min(upTo, head.seq + largestRange) }
      const { entries } = await transport.range(ask)
      if (mine !== link) return
      failures = entries.length > 0 ? 0 : failures + 1
      for (const entry of entries) early.set(entry.seq, entry)
      if (failures > 0) mendLater(retryAfter(failures))
      else drain()
    } catch {
      if (mine !== link) return
      failures++
      mendLater(retryAfter(failures))
    }
  }

  function clearTimer() {
    clearTimeout(timer)
    timer = undefined
  }

  /** Takes in things read by other ways (pages of history, single messages): the newest version of each stays. */
  function keep(items: Record<string, readonly Thing[]>) {
    store.setState((was) => ({ things: keepThings(was.things, items) }))
  }

  return {
    room,
    store,
    keep,
    /** There is a link: enter with what one has. Also said when the hub asks to enter again. */
    connected() {
      isConnected = true
      // What was known of an earlier link may be more than a restored backup holds.
      known = 0
      void enter()
    },
    cutOff() {
      isConnected = false
      isEntering = false
      link++
      clearTimer()
      early.clear()
      if (store.getState().phase === 'live') store.setState({ phase: 'stale' })
    },
    hear(entries: readonly Entry[]) {
      if (store.getState().phase === 'gone') return
      for (const entry of entries) early.set(entry.seq, entry)
      if (!isEntering) drain()
    },
    /** The hub says how far the room is: a lost last frame shows here. */
    hearHead(seq: number) {
      known = Math.max(known, seq)
      if (!isEntering && store.getState().phase === 'live' && known > store.getState().head.seq) mendLater(graceMs)
    },
    removed: leaveForGood,
    /** Shows what the device had kept, until there is a link; nothing where one has been already. */
    recall(kept: KeptRoom) {
      if (store.getState().epoch === 0) store.setState({ ...kept, phase: 'stale', epoch: 1 })
    },
    /** Forgets everything, as before the first link. */
    reset() {
      leaveForGood()
      known = 0
      isConnected = false
      store.setState(blank(room))
    },
  }
}

export type RoomSync = ReturnType<typeof createRoomSync>

function applied(was: RoomState, entries: readonly Entry[]): Partial<RoomState> {
  const last = entries.at(-1)!
  const deeds = entries.map(({ cid, changes }) => [cid, changes[0]?.item.id ?? ''] as const)
  return {
    head: { seq: last.seq, hash: last.hash, n: last.n },
    things: keepEntries(was.things, entries),
    heardCids: new Map([...was.heardCids, ...deeds].slice(-heardCidsKept)),
  }
}
