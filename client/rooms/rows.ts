import type { OutboxRow } from '#client/platform/outbox.ts'
import type { Message } from '#shared/rooms/message.shape.ts'

/** One row of the list. Its key outlives the change from "on its way" to "posted", so that nothing jumps. */
export interface Row {
  key: string
  at: number
  author: string
  /** Exactly one of the two is there. */
  message: Message | null
  outgoing: OutboxRow | null
  startsDay: boolean
  startsNew: boolean
  /** Follows the same author closely: name and picture are not repeated. */
  isContinued: boolean
}

interface RowsInput {
  messages: readonly Message[]
  outgoing: readonly OutboxRow[]
  /** cid -> message, for deeds heard of since this page is open. */
  heardCids: ReadonlyMap<string, string>
  headSeq: number
  /** The last seq that had been read when the room was opened; null where all was. */
  readUpTo: number | null
  me: string
  timeZone: string
}

const closeMs = 7 * 60_000

export function rowsOf(input: RowsInput): Row[] {
  const keys = new Map(Array.from(input.heardCids, ([cid, message]) => [message, cid]))
  const rows: Row[] = []
  const firstNew = firstNewOf(input)
  for (const message of input.messages) {
    const startsNew = message === firstNew
    push(
      rows,
      {
        key: keys.get(message.id) ?? message.id,
        at: message.at,
        author: message.author,
        message,
        outgoing: null,
        startsNew,
      },
      input.timeZone,
    )
  }
  for (const outgoing of input.outgoing) {
    if (isHeard(outgoing, input)) continue
    push(
      rows,
      { key: outgoing.cid, at: outgoing.writtenAt, author: input.me, message: null, outgoing, startsNew: false },
      input.timeZone,
    )
  }
  return rows
}

/** Where the unread begins; not known while the last read message is further back than what is shown. */
function firstNewOf({ messages, readUpTo, me }: RowsInput): Message | undefined {
  if (readUpTo === null || !messages.some(({ seq }) => seq <= readUpTo)) return undefined
  return messages.find(({ seq, author }) => seq > readUpTo && author !== me)
}

/** Its true message is in the list already. */
const isHeard = ({ cid, sentAs }: OutboxRow, { heardCids, headSeq }: RowsInput) =>
  heardCids.has(cid) || (sentAs !== null && sentAs <= headSeq)

function push(rows: Row[], row: Omit<Row, 'startsDay' | 'isContinued'>, timeZone: string) {
  const before = rows.at(-1)
  const startsDay = before === undefined || dayOf(before.at, timeZone) !== dayOf(row.at, timeZone)
  const isContinued =
    before !== undefined &&
    !startsDay &&
    !row.startsNew &&
    before.author === row.author &&
    row.at - before.at < closeMs &&
    (row.message ?? row.outgoing)?.replyTo === null &&
    !before.message?.erased &&
    !row.message?.erased
  rows.push({ ...row, startsDay, isContinued })
}

const quarterMs = 15 * 60_000
const days = new Map<string, string>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day in the reader's time zone. Every zone's midnight falls on a quarter of an hour, so those are remembered. */
export function dayOf(at: number, timeZone: string): string {
  const key = `${Math.floor(at / quarterMs)} ${timeZone}`
  const known = days.get(key)
  if (known) return known
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone })
  formats.set(timeZone, format)
  const day = format.format(at)
  days.set(key, day)
  return day
}

/** The marker of a row in a list that ends at the head: what is below it is what is left to read. */
export function markerAt(
  rows: readonly Row[],
  key: string,
  head: { seq: number; n: number },
): { seq: number; n: number } | null {
  const index = rows.findIndex((row) => row.key === key)
  if (index < 0) return null
  const below = rows.slice(index + 1).filter((row) => row.message).length
  if (below === 0) return { seq: head.seq, n: head.n }
  const at = rows.slice(0, index + 1).findLast((row) => row.message)?.message
  return at ? { seq: at.seq, n: Math.max(0, head.n - below) } : null
}
