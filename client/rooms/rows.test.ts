import { expect, test } from 'vitest'
import type { OutboxRow } from '#client/platform/outbox.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { markerAt, rowsOf } from './rows.ts'

const noon = Date.UTC(2026, 2, 1, 4, 0)
const message = (seq: number, part: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  version: seq,
  seq,
  author: 'lan',
  at: noon + seq * 1000,
  text: `text ${seq}`,
  mentions: [],
  replyTo: null,
  editedAt: null,
  erased: null,
  ...part,
})
const outgoing = (cid: string, sentAs: number | null = null): OutboxRow => ({
  cid,
  person: 'me',
  room: 'hall',
  text: cid,
  replyTo: null,
  order: 1,
  writtenAt: noon,
  wasTried: false,
  refusal: null,
  sentAs,
})
const at = {
  heardCids: new Map<string, string>(),
  headSeq: 10,
  readUpTo: null,
  me: 'me',
  timeZone: 'Asia/Shanghai',
  outgoing: [],
}

test('one author in a row is grouped; an answer, a pause, another day and the "new" line begin again', () => {
  const messages = [
    message(1),
    message(2),
    message(3, { replyTo: 'm1' }),
    message(4, { at: noon + 600_000 }),
    message(5, { at: noon + 12 * 3_600_000 }),
    message(6, { at: noon + 12 * 3_600_000 + 1 }),
  ]
  const rows = rowsOf({ ...at, messages, readUpTo: 5 })
  expect(rows.map(({ isContinued }) => isContinued)).toEqual([false, true, false, false, false, false])
  // Noon in Shanghai plus twelve hours is the next day there, though not in London.
  expect(rows.map(({ startsDay }) => startsDay)).toEqual([true, false, false, false, true, false])
  expect(rows.map(({ startsNew }) => startsNew)).toEqual([false, false, false, false, false, true])
})

test("one's own messages are not new", () => {
  const rows = rowsOf({ ...at, messages: [message(1), message(2, { author: 'me' }), message(3)], readUpTo: 1 })
  expect(rows.map(({ startsNew }) => startsNew)).toEqual([false, false, true])
  const further = rowsOf({ ...at, messages: [message(7), message(8)], readUpTo: 3 })
  expect(further.some(({ startsNew }) => startsNew)).toBe(false)
})

test('what is on its way stands at the end until its message is heard, under the same key', () => {
  const before = rowsOf({ ...at, messages: [message(1)], outgoing: [outgoing('cid-a')] })
  expect(before.map(({ key }) => key)).toEqual(['m1', 'cid-a'])
  const echoed = {
    ...at,
    messages: [message(1), message(2)],
    heardCids: new Map([['cid-a', 'm2']]),
    outgoing: [outgoing('cid-a')],
  }
  expect(rowsOf(echoed).map(({ key }) => key)).toEqual(['m1', 'cid-a'])
  const answered = { ...at, messages: [message(1), message(2)], headSeq: 2 }
  expect(rowsOf({ ...answered, outgoing: [outgoing('cid-a', 2)] }).map(({ key }) => key)).toEqual(['m1', 'm2'])
  expect(rowsOf({ ...answered, outgoing: [outgoing('cid-b', 3)] }).map(({ key }) => key)).toEqual(['m1', 'm2', 'cid-b'])
})

test('the marker of a row leaves unread exactly what is below it', () => {
  const rows = rowsOf({ ...at, messages: [message(3), message(5), message(8)], outgoing: [outgoing('cid-a')] })
  const head = { seq: 9, n: 40 }
  expect(markerAt(rows, 'm3', head)).toEqual({ seq: 3, n: 38 })
  expect(markerAt(rows, 'm8', head)).toEqual({ seq: 9, n: 40 })
  expect(markerAt(rows, 'cid-a', head)).toEqual({ seq: 9, n: 40 })
  expect(markerAt(rows, 'unknown', head)).toBeNull()
})
