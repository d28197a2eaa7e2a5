import { expect, test } from 'vitest'
import {
  type BoardRoom,
  boardAfterRead,
  boardWith,
  further,
  hasOnlyOwnWord,
  inBoardOrder,
  unreadOf,
} from './roomBoard.ts'

const listed = (id: string, part: Partial<BoardRoom> = {}): BoardRoom => ({
  room: {
    id,
    version: 1,
    kind: 'lounge',
    title: { zh: id, en: id, authoritative: 'zh' },
    topic: { zh: '', en: '' },
    access: 'open',
    seats: [],
    isDefault: false,
    state: 'open',
    frontRoom: null,
    reason: '',
  },
  seat: null,
  head: { seq: 5, n: 3 },
  marker: { seq: 2, n: 1 },
  last: null,
  here: 0,
  members: 1,
  ...part,
})
const last = (seq: number, version = seq) =>
  ({ id: `m${seq}`, seq, version, at: seq }) as NonNullable<BoardRoom['last']>

test('a read that was overtaken by what was heard live does not turn anything back', () => {
  const heard = listed('a', { head: { seq: 9, n: 6 }, marker: { seq: 9, n: 6 }, last: last(9) })
  const board = boardAfterRead({ a: heard, gone: listed('gone') }, [listed('a', { last: last(5) }), listed('b')])
  expect(Object.keys(board)).toEqual(['a', 'b'])
  expect(board['a']).toMatchObject({ head: { seq: 9, n: 6 }, marker: { seq: 9, n: 6 }, last: { seq: 9 } })
})

test('unread is never negative, and a marker never moves back', () => {
  expect(unreadOf(listed('a'))).toBe(2)
  expect(unreadOf(listed('a', { marker: { seq: 9, n: 9 } }))).toBe(0)
  expect(further({ seq: 5, n: 3 }, { seq: 4, n: 2 })).toEqual({ seq: 5, n: 3 })
})

test('what one said oneself, wherever, is nothing to be read; what others said is', () => {
  const mine = { ...last(5), author: 'me' } as NonNullable<BoardRoom['last']>
  const behind = { head: { seq: 5, n: 3 }, marker: { seq: 4, n: 2 } }
  expect(hasOnlyOwnWord({ ...behind, last: mine }, 'me')).toBe(true)
  expect(hasOnlyOwnWord({ ...behind, last: { ...mine, author: 'you' } }, 'me')).toBe(false)
  expect(hasOnlyOwnWord({ head: { seq: 5, n: 3 }, marker: { seq: 2, n: 1 }, last: mine }, 'me')).toBe(false)
  // The one that is new was said by somebody else, and is not known here yet.
  expect(hasOnlyOwnWord({ head: { seq: 6, n: 4 }, marker: { seq: 5, n: 3 }, last: mine }, 'me')).toBe(false)
})

test('the newest talk comes first, archived rooms apart, and an unlisted room stays unlisted', () => {
  const archived = listed('c')
  const board = {
    a: listed('a', { last: last(1) }),
    b: listed('b', { last: last(7) }),
    c: { ...archived, room: { ...archived.room, state: 'archived' as const } },
  }
  const order = inBoardOrder(board)
  expect(order.open.map(({ room }) => room.id)).toEqual(['b', 'a'])
  expect(order.archived.map(({ room }) => room.id)).toEqual(['c'])
  expect(boardWith(board, 'x', (held) => ({ ...held, here: 3 }))).toBe(board)
})

test('a backstage room stands among the others only while something in it is unread', () => {
  const behind = (id: string, n: number) => {
    const room = listed(id, { marker: { seq: n, n } })
    return { ...room, room: { ...room.room, kind: 'backstage' as const } }
  }
  const order = inBoardOrder({ a: listed('a'), b: behind('b', 0), c: behind('c', 9) })
  expect(order.open.map(({ room }) => room.id).sort()).toEqual(['a', 'b'])
  expect(order.backstage.map(({ room }) => room.id)).toEqual(['c'])
})
