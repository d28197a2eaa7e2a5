import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { beforeEach, expect, test } from 'vitest'
import { showIn } from '#client/i18n.ts'
import { closeOutbox, openOutbox } from '#client/platform/outbox.store.ts'
import { findRoom } from '#client/platform/rooms.ts'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildMessage, buildRoom, buildSeat, enterHall, fillRoom, listRooms } from '#client/testing/rooms.ts'
import { causeOf } from '#shared/causes.ts'
import type { Message, Reaction } from '#shared/rooms/message.shape.ts'
import type { Room, RoomSeat } from '#shared/rooms/room.shape.ts'
import { findDraft } from './drafts.ts'
import { RoomPage } from './RoomPage.tsx'

const lan = buildPerson({ id: 'Lan', name: { zh: '兰心', en: 'Lan Xin', authoritative: 'zh' } })
const me = buildPerson({ id: 'Me', name: { zh: '我自己', en: 'My Self', authoritative: 'zh' } })

interface Given {
  messages?: Message[]
  reactions?: Reaction[]
  seat?: RoomSeat | null
  room?: Partial<Room>
  seats?: (typeof me)['seats']
  oldest?: number
}

async function openRoom({
  messages = [],
  reactions = [],
  seat = 'participant',
  room = {},
  seats = ['delegate'],
  oldest = 1,
}: Given = {}) {
  enterHall({ ...me, seats }, [lan])
  const hall = buildRoom('Hall', room)
  const own = seat === null ? null : buildSeat('Me', { seat })
  listRooms([{ room: hall, seat: own, head: { seq: 9, n: messages.length } }])
  fillRoom(
    'Hall',
    { room: [hall], message: messages, reaction: reactions, seat: own ? [own, buildSeat('Lan')] : [] },
    9,
    messages.length,
    oldest,
  )
  const page = renderPage(
    <Routes>
      <Route path="/rooms/:room" element={<RoomPage />} />
    </Routes>,
    { at: '/rooms/Hall' },
  )
  return page
}
const log = () => screen.getByRole('log')
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write to Hall' })

const quiet = { 'room.markers': () => ({ markers: [] }), 'room.roll': () => ({ seats: [] }) }

beforeEach(async () => {
  hubAnswers(quiet)
  closeOutbox()
  await openOutbox('Me')
})

test('messages stand in the order of posting, with names in the language of the reader', async () => {
  await openRoom({ messages: [buildMessage(5, { text: 'second' }), buildMessage(3, { text: 'first' })] })
  const rows = within(log()).getAllByRole('article')
  expect(rows.map((row) => row.textContent)).toEqual(['first', 'second'].map((text) => expect.stringContaining(text)))
  expect(within(rows[0]!).getByText('Lan Xin')).toBeTruthy()
  act(() => showIn('zh'))
  expect(within(log()).getAllByText('兰心')).toHaveLength(2)
})

test('markup is shown, and nothing that could do harm', async () => {
  const text =
    '**bold** <img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://b.example) ![pic](https://spy.example/p.png)'
  await openRoom({ messages: [buildMessage(3, { text })] })
  expect((await within(log()).findByText('bold')).tagName).toBe('STRONG')
  const links = within(log()).getAllByRole<HTMLAnchorElement>('link')
  expect(links.map(({ href }) => href)).toEqual(['https://b.example/', 'https://spy.example/p.png'])
  expect(links.map(({ rel, target }) => [rel, target])).toEqual(
    Array(2).fill(['noopener noreferrer nofollow', '_blank']),
  )
  expect(log().querySelector('img, script, [onerror]')).toBeNull()
})

test('somebody named is called by the name they have now, and oneself stands out', async () => {
  await openRoom({ messages: [buildMessage(3, { text: '@[old name](Lan) and @[x](Me)' })] })
  expect(await within(log()).findByText('@Lan Xin')).toBeTruthy()
  expect(within(log()).getByText('@My Self').dataset['isMe']).toBe('true')
  expect(within(log()).getByText('@Lan Xin').dataset['isMe']).toBeUndefined()
})

test('of an erased message only who did it and why stays', async () => {
  const erased = { by: 'Me', reason: 'off topic', at: 1 }
  await openRoom({
    messages: [
      buildMessage(3, { text: '', erased }),
      buildMessage(4, { text: '', erased: { ...erased, by: 'Lan', reason: '' } }),
      buildMessage(5, { text: '', erased: { ...erased, by: 'Lan', reason: 'my own slip' } }),
    ],
  })
  expect(within(log()).getByText('Taken out by My Self. Reason: off topic')).toBeTruthy()
  expect(within(log()).getByText('Taken out by Lan Xin. Reason: my own slip')).toBeTruthy()
  expect(within(log()).getByText('Deleted by its author')).toBeTruthy()
  expect(screen.queryByRole('toolbar')).toBeNull()
})

test('what the hub itself erased says why in the language that is read', async () => {
  const cause = causeOf('rooms.tooOld')
  await openRoom({ messages: [buildMessage(3, { text: '', erased: { by: 'system', reason: '', cause, at: 1 } })] })
  expect(within(log()).getByText('Erased: older than the room keeps messages')).toBeTruthy()
  act(() => showIn('zh'))
  expect(within(log()).getByText('消息已清除：已过会场的消息保存期')).toBeTruthy()
})

test('an answer refers to its message and finds it by id where it is not at hand', async () => {
  const asked = hubAnswers({
    'messages.find': () => ({ messages: [buildMessage(1, { id: 'far', text: 'the question' })] }),
    ...quiet,
  })
  await openRoom({ messages: [buildMessage(8, { text: 'the answer', replyTo: 'far' })], oldest: 8 })
  expect(await within(log()).findByRole('button', { name: /In answer to Lan Xin/ })).toBeTruthy()
  expect(within(log()).getByText('the question')).toBeTruthy()
  expect(asked.find(({ name }) => name === 'messages.find')?.input).toEqual({ room: 'Hall', ids: 'far' })
})

test('an answer finds its message again after the room was entered afresh', async () => {
  hubAnswers({
    'messages.find': () => ({ messages: [buildMessage(1, { id: 'far', text: 'the question' })] }),
    ...quiet,
  })
  const answer = buildMessage(8, { text: 'the answer', replyTo: 'far' })
  await openRoom({ messages: [answer], oldest: 8 })
  await within(log()).findByText('the question')
  act(() => fillRoom('Hall', { room: [buildRoom('Hall')], message: [answer], seat: [buildSeat('Me')] }, 900, 1, 8))
  expect(within(log()).queryByText('the question')).toBeNull()
  expect(await within(log()).findByText('the question')).toBeTruthy()
})

test('the roll is read again after the room was entered afresh', async () => {
  const asked = hubAnswers(quiet)
  const rolls = () => asked.filter(({ name }) => name === 'room.roll').length
  await openRoom({ messages: [buildMessage(3)] })
  await waitFor(() => expect(rolls()).toBe(1))
  act(() => fillRoom('Hall', { room: [buildRoom('Hall')], seat: [buildSeat('Me')] }, 900, 1, 8))
  await waitFor(() => expect(rolls()).toBe(2))
})

test('reactions are counted by kind; pressing one toggles it', async () => {
  const asked = hubAnswers({ ...quiet, 'reaction.set': () => ({ seq: 10 }) })
  const reaction = (person: string, emoji: string, isOn = true): Reaction => ({
    id: `${person}${emoji}`,
    version: 4,
    message: 'm3',
    person,
    emoji,
    isOn,
  })
  const { user } = await openRoom({
    messages: [buildMessage(3)],
    reactions: [reaction('Lan', '👍'), reaction('Me', '👍'), reaction('Lan', '🎉', false)],
  })
  const own = within(log()).getByRole('button', { name: '👍 by Lan Xin and My Self' })
  expect(own.getAttribute('aria-pressed')).toBe('true')
  expect(within(log()).queryByText('🎉')).toBeNull()
  await user.click(own)
  await expect
    .poll(() => asked.find(({ name }) => name === 'reaction.set')?.input)
    .toEqual({ room: 'Hall', message: 'm3', emoji: '👍', isOn: false })
})

test('what is offered for a message follows the rules of the house', async () => {
  const { user, unmount } = await openRoom({ messages: [buildMessage(3, { author: 'Me' }), buildMessage(4)] })
  const [own, other] = within(log()).getAllByRole('article')
  await user.hover(own!)
  expect(within(own!).getByRole('button', { name: 'Edit' })).toBeTruthy()
  await user.hover(other!)
  expect(within(other!).queryByRole('button', { name: 'Edit' })).toBeNull()
  fireEvent.click(within(other!).getByRole('button', { name: 'More' }))
  expect(await screen.findByRole('menuitem', { name: 'Copy link' })).toBeTruthy()
  expect(screen.queryByRole('menuitem', { name: 'Take out' })).toBeNull()
  unmount()

  const asked = hubAnswers({ ...quiet, 'message.redact': () => ({ message: 'm4', seq: 10 }) })
  const chair = await openRoom({ messages: [buildMessage(4)], seat: 'chair' })
  const row = within(log()).getByRole('article')
  await chair.user.hover(row)
  fireEvent.click(within(row).getByRole('button', { name: 'More' }))
  await chair.user.click(await screen.findByRole('menuitem', { name: 'Take out' }))
  const dialog = await screen.findByRole('dialog', { name: 'Take out this message?' })
  await chair.user.type(within(dialog).getByRole('textbox'), 'off topic')
  await chair.user.click(within(dialog).getByRole('button', { name: 'Take out' }))
  await expect
    .poll(() => asked.find(({ name }) => name === 'message.redact')?.input)
    .toEqual({ room: 'Hall', message: 'm4', reason: 'off topic' })
})

test('Enter sends at once into the list; an input method at work keeps its Enter; a draft outlives the page', async () => {
  const { user, unmount } = await openRoom({ messages: [buildMessage(3)] })
  await user.type(field(), '你好')
  fireEvent.keyDown(field(), { key: 'Enter', isComposing: true })
  expect(field().value).toBe('你好')
  await user.type(field(), '{Shift>}{Enter}{/Shift}there{Enter}')
  expect(field().value).toBe('')
  expect(await within(log()).findByText(/你好\s*there/)).toBeTruthy()
  expect(within(log()).getByText('Waiting for connection')).toBeTruthy()

  await user.type(field(), 'half a thought')
  unmount()
  expect(findDraft({ person: 'Me', room: 'Hall' })?.text).toBe('half a thought')
  await openRoom({ messages: [buildMessage(3)] })
  expect(field().value).toBe('half a thought')
})

test('the row of a sent message gives way to the true one', async () => {
  const { user } = await openRoom({ messages: [buildMessage(3)] })
  await user.type(field(), 'hello{Enter}')
  await within(log()).findByText('Waiting for connection')
  const { store } = findRoom('Hall')
  const cid = within(log()).getByText('hello').closest('[data-key]')?.getAttribute('data-key') ?? ''
  const echoed = buildMessage(10, { author: 'Me', text: 'hello' })
  const heard = {
    seq: 10,
    at: 1,
    by: 'Me',
    cid,
    n: 2,
    hash: 'h10',
    changes: [{ event: 'message.posted', item: echoed }],
  }
  store.setState({ phase: 'live' })
  findRoom('Hall').hear([heard])
  expect(await within(log()).findAllByText('hello')).toHaveLength(1)
  expect(within(log()).queryByText('Waiting for connection')).toBeNull()
})

test('names are completed by keyboard, and are sent as mentions', async () => {
  const { user } = await openRoom({ messages: [] })
  await user.type(field(), 'ask @兰')
  const list = screen.getByRole('listbox', { name: 'Mention somebody' })
  const option = within(list).getByRole('option', { name: /Lan Xin/ })
  expect(field().getAttribute('aria-activedescendant')).toBe(option.id)
  await user.keyboard('{Enter}')
  expect(field().value).toBe('ask @Lan Xin ')
  await user.keyboard('now{Enter}')
  expect(await within(log()).findByText('@Lan Xin')).toBeTruthy()
})

test('the arrow up edits the last message of one’s own; a refusal keeps what was written', async () => {
  const asked = hubAnswers({ ...quiet, 'message.edit': () => ({ message: 'm3', seq: 10 }) })
  const { user } = await openRoom({ messages: [buildMessage(3, { author: 'Me', text: 'tpyo' }), buildMessage(4)] })
  await user.click(field())
  await user.keyboard('{ArrowUp}')
  const editing = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' })
  expect(editing.value).toBe('tpyo')
  await user.clear(editing)
  await user.type(editing, 'typo{Enter}')
  await expect
    .poll(() => asked.find(({ name }) => name === 'message.edit')?.input)
    .toEqual({ room: 'Hall', message: 'm3', text: 'typo' })
  expect(await screen.findByRole('textbox', { name: 'Write to Hall' })).toBeTruthy()

  hubAnswers(quiet)
  await user.click(field())
  await user.keyboard('{ArrowUp}')
  const again = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' })
  await user.type(again, '!{Enter}')
  expect(await screen.findByText('There is no such thing, or you may not see it.')).toBeTruthy()
  expect(again.value).toBe('tpyo!')
})

test.each([
  [{ room: { state: 'archived' as const } }, 'This room is archived and can only be read.'],
  [{ seat: 'observer' as const }, 'Observers read along without writing.'],
  [{ seat: null }, 'Join the room to write in it.'],
])('where one cannot write, it says why: %j', async (given, why) => {
  await openRoom(given)
  expect(screen.getByText(why)).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.queryByRole('button', { name: 'Join' }) !== null).toBe('seat' in given && given.seat === null)
})

test('a room that is not for us leads back', async () => {
  enterHall(me)
  listRooms([])
  findRoom('Hall').removed()
  renderPage(
    <Routes>
      <Route path="/rooms/:room" element={<RoomPage />} />
    </Routes>,
    { at: '/rooms/Hall' },
  )
  expect(screen.getByText('There is no such room, or you may not enter it')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Back to the lounges' })).toBeTruthy()
})
