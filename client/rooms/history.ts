import { createStore } from 'zustand/vanilla'
import type { RoomSync } from '#client/platform/roomSync.ts'
import { thingsOf } from '#client/platform/things.ts'
import type { QueryAsk, QueryOutput } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { afterNewer, afterOlder, joined, liveSpan, type Span, spanOf } from './messageSpan.ts'

type PageAsk = Omit<QueryAsk<'messages.page'>, 'room'>
export interface HistoryState {
  /** The answer of the room that the spans belong to. */
  epoch: number
  /** What is shown: the live end of the room, or a stretch further back. */
  shown: Span
  /** Counts jumps: another stretch is another list, not a scroll. */
  view: number
  /** Where the list opens: a message's seq, or null for the newest. */
  target: number | null
  loading: 'older' | 'newer' | 'jump' | null
  refusal: Refusal | null
}

const pageSize = 50
/** Scrolled back to the newest, what is further back than this many messages is let go. */
const liveKept = 400

/** Pages of one room's history beside its live end, merged without holes. */
export function createHistory(
  { room, store: live, keep }: RoomSync,
  ask: (input: QueryAsk<'messages.page'>) => Promise<QueryOutput<'messages.page'>>,
) {
  let liveFrom = live.getState().oldest
  const store = createStore<HistoryState>(() => ({
    epoch: live.getState().epoch,
    shown: liveSpan(liveFrom),
    view: 0,
    target: null,
    loading: null,
    refusal: null,
  }))
  /** What failed last, to be tried again. */
  let again: () => Promise<unknown> = loadOlder
  const isLive = () => store.getState().shown.to === Number.POSITIVE_INFINITY

  /** After a fresh answer nothing loaded before is known to be whole. Back to where the reader was, if not at the end. */
  function onLive() {
    const { epoch, oldest } = live.getState()
    const was = store.getState()
    if (epoch === was.epoch) return
    liveFrom = oldest
    const wasAt = was.epoch > 0 && !isLive() ? was.shown.from : null
    store.setState({ epoch, shown: liveSpan(oldest), view: was.view + 1, target: null, loading: null, refusal: null })
    if (wasAt !== null) void jumpTo(wasAt)
  }
  const unsubscribe = live.subscribe(onLive)

  async function page(kind: NonNullable<HistoryState['loading']>, input: PageAsk) {
    const { epoch, view } = store.getState()
    const headSeq = live.getState().head.seq
    store.setState({ loading: kind, refusal: null })
    try {
      const answer = await ask({ room, limit: pageSize, ...input, atLeast: `${room}:${headSeq}` })
      const now = store.getState()
      if (now.epoch !== epoch || now.view !== view) return null
      keep({ message: answer.messages, reaction: answer.reactions })
      store.setState({ loading: null })
      return { answer, headSeq }
    } catch (thrown) {
      const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
      if (store.getState().view === view) store.setState({ loading: null, refusal })
      return null
    }
  }

  function show(span: Span) {
    const whole = joined(span, liveSpan(liveFrom))
    if (whole) liveFrom = whole.from
    store.setState({ shown: whole ?? span })
  }

  async function loadOlder() {
    const { shown, loading } = store.getState()
    if (loading || shown.from <= 1) return
    again = loadOlder
    const read = await page('older', { before: shown.from })
    if (read) show(afterOlder(store.getState().shown, read.answer))
  }

  async function loadNewer() {
    const { shown, loading } = store.getState()
    if (loading || isLive()) return
    again = loadNewer
    const read = await page('newer', { after: shown.to })
    if (read) show(afterNewer(store.getState().shown, read.answer, read.headSeq))
  }

  /** Shows the message of this seq; answers whether a list already at hand holds it (then it need only be scrolled to). */
  async function jumpTo(seq: number): Promise<boolean> {
    const { shown, view } = store.getState()
    if (seq >= shown.from && seq <= shown.to) return true
    if (seq >= liveFrom) {
      store.setState({ shown: liveSpan(liveFrom), view: view + 1, target: seq, refusal: null })
      return false
    }
    again = () => jumpTo(seq)
    const read = await page('jump', { around: seq })
    if (!read) return false
    show(spanOf(read.answer, read.headSeq))
    store.setState({ view: view + 1, target: seq })
    return false
  }

  function jumpToNewest() {
    if (isLive()) return
    const { view } = store.getState()
    store.setState({ shown: liveSpan(liveFrom), view: view + 1, target: null, loading: null, refusal: null })
  }

  /** The reader went away: only the newest messages are kept for coming back. */
  function trim() {
    const messages = [...thingsOf(live.getState().things, 'message').values()].sort((a, b) => b.seq - a.seq)
    const from = messages[liveKept]?.seq
    if (from !== undefined && from > liveFrom) liveFrom = from
    store.setState(({ view }) => ({ shown: liveSpan(liveFrom), view: view + 1, target: null, loading: null }))
  }

  return {
    store,
    retry: () => void again(),
    loadOlder,
    loadNewer,
    jumpTo,
    jumpToNewest,
    trim,
    isLive,
    close: unsubscribe,
  }
}

export type RoomHistory = ReturnType<typeof createHistory>
