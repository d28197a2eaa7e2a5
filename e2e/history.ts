import { randomBytes } from 'node:crypto'
import { appendEntries, findNewestEntry, type StoredEntry } from '#server/platform/entry.model.ts'
import { moveAppliedSeq } from '#server/platform/roomState.model.ts'
import { sealEntry } from '#server/platform/seal.ts'
import { messages } from '#server/rooms/message.model.ts'
import type { TestApp } from '#server/testing/testApp.ts'
import type { Message } from '#shared/rooms/message.shape.ts'

const atOnce = 1000
const minuteMs = 60_000

interface Past {
  room: string
  /** Who spoke, in turns. */
  authors: string[]
  count: number
  textOf(n: number): string
  /** The number of the message that this one answers. */
  answers?(n: number): number | null
}

/**
 * Writes a room's past: the true log, sealed and chained, and its read model, past the room's queue because of their
 * number. The hub has to be started anew afterwards, so that it finds what it has not seen.
 */
export async function writePast(app: TestApp, { room, authors, count, textOf, answers }: Past): Promise<void> {
  const { store } = app.hub
  const first = await findNewestEntry(store, room)
  let head = first!
  const startAt = Date.now() - count * minuteMs
  for (let from = 1; from <= count; from += atOnce) {
    const entries: StoredEntry[] = []
    const rows: object[] = []
    for (let n = from; n < from + atOnce && n <= count; n++) {
      const item: Omit<Message, 'version'> = {
        id: `past-${n}`,
        seq: head.seq + 1,
        author: authors[n % authors.length]!,
        at: startAt + n * minuteMs,
        text: textOf(n),
        mentions: [],
        replyTo: answers?.(n) ? `past-${answers(n)}` : null,
        editedAt: null,
        erased: null,
      }
      const deed = { room, name: 'message.post', input: {}, by: item.author, cid: randomBytes(12).toString('hex') }
      const outcome = {
        changes: [{ event: 'message.posted', item: item as Message }],
        answer: { message: item.id, seq: item.seq },
        messages: 1,
        at: item.at,
        prevOf: () => 0,
      }
      head = sealEntry(head, deed, outcome)
      entries.push(head)
      rows.push({ _id: `${room}/${item.id}`, room, ...item, version: item.seq })
    }
    await Promise.all([
      appendEntries(store, entries),
      messages.rows(store).collection.insertMany(rows as never, { ordered: false }),
    ])
  }
  await moveAppliedSeq(store, room, head.seq)
}
