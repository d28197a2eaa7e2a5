import type { RoomTransport } from '#client/platform/roomSync.ts'
import type { Entered } from '#shared/platform/protocol.ts'
import { beforeFirst, type Entry, type Head } from '#shared/platform/roomLog.ts'
import type { Message } from '#shared/rooms/message.shape.ts'

const pageSize = 4

/** A room's log with the hub's answers to it, and links that can be cut and can lose, double and shuffle frames. */
export function fakeRoom() {
  const log: Entry[] = []
  const messages = new Map<string, Message>()
  const head = (): Head => {
    const last = log.at(-1)
    return last ? { seq: last.seq, hash: last.hash, n: last.n } : beforeFirst
  }
  function append(event: string, item: Message): Entry {
    messages.set(item.id, item)
    const seq = log.length + 1
    const entry = {
      seq,
      at: seq,
      by: 'lan',
      cid: `cid-${seq}-lan`,
      n: messages.size,
      hash: `h${seq}-${generation}`,
      changes: [{ event, item }],
    }
    log.push(entry)
    return entry
  }
  let generation = 0
  const fresh = () => {
    const newest = [...messages.values()].sort((a, b) => a.seq - b.seq).slice(-pageSize)
    const oldest = messages.size <= pageSize ? 1 : newest[0]!.seq
    return { mode: 'fresh' as const, head: head(), things: { message: newest }, oldest }
  }
  return {
    log,
    head,
    post: (): Entry => {
      const seq = log.length + 1
      return append('message.posted', {
        ...blankMessage,
        id: `m${seq}`,
        version: seq,
        seq,
        at: seq,
        text: `text ${seq}`,
      })
    },
    edit: (choice: number): Entry | null => {
      const old = [...messages.values()][choice % Math.max(1, messages.size)]
      return old
        ? append('message.edited', { ...old, version: log.length + 1, text: `edited ${log.length + 1}` })
        : null
    },
    /** As after a restored backup: the tail is gone and other entries take its place. */
    restore(seq: number) {
      generation++
      const kept = log.slice(0, seq)
      log.length = 0
      messages.clear()
      for (const entry of kept) {
        log.push(entry)
        for (const { item } of entry.changes) messages.set(item.id, item as Message)
      }
    },
    enter({ seq, hash }: { seq?: number; hash?: string }): Entered {
      const isKnown = seq !== undefined && (seq === 0 ? hash === '' : log[seq - 1]?.hash === hash)
      const sync = isKnown ? { mode: 'tail' as const, head: head(), entries: log.slice(seq) } : fresh()
      return { sync, seat: null, serverTime: 0 }
    },
    range: ({ after, upTo }: { after: number; upTo: number }) => ({ entries: log.slice(after, upTo) }),
  }
}
const blankMessage = { author: 'lan', mentions: [], replyTo: null, editedAt: null, erased: null }

export const afterMs = <Answer>(ms: number, answer: () => Answer) =>
  new Promise<Answer>((done, fail) =>
    setTimeout(() => {
      try {
        done(answer())
      } catch (thrown) {
        fail(thrown)
      }
    }, ms),
  )
/** The hub's answers without any trouble on the way. */
export const quick = (room: ReturnType<typeof fakeRoom>): RoomTransport => ({
  enter: (ask) => afterMs(3, () => room.enter(ask)),
  range: (ask) => afterMs(3, () => room.range(ask)),
})
