import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildMessage, buildRoom, buildSeat, enterHall, listRooms } from '#client/testing/rooms.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { RoomList } from './RoomList.tsx'
import { readRooms, useRoomsState } from './rooms.store.ts'

const lan = buildPerson({ id: 'Lan', name: { zh: '兰', en: 'Lan', authoritative: 'zh' } })
const me = buildPerson({ id: 'Me' })
const seat = buildSeat('Me')

test('a room says what is unread, what was said last and by whom', () => {
  enterHall(me, [lan])
  listRooms([
    {
      room: buildRoom('Hall'),
      seat,
      head: { seq: 9, n: 7 },
      marker: { seq: 4, n: 3 },
      last: buildMessage(9, { text: '**CRI** first' }),
    },
    { room: buildRoom('Quiet'), seat, head: { seq: 9, n: 3 }, marker: { seq: 9, n: 5 } },
  ])
  renderPage(<RoomList />)
  const hall = screen.getByRole('link', { name: /Hall/ })
  expect(within(hall).getByRole('img', { name: '4 unread' })).toBeTruthy()
  expect(within(hall).getByText('Lan: CRI first')).toBeTruthy()
  const quiet = screen.getByRole('link', { name: /Quiet/ })
  expect(within(quiet).queryByRole('img', { name: /unread/ })).toBeNull()
  expect(within(quiet).getByText('No messages yet')).toBeTruthy()
})

test('what one has no seat in is not unread; archived rooms wait behind their heading', async () => {
  enterHall(me, [lan])
  listRooms([
    { room: buildRoom('Hall'), head: { seq: 9, n: 7 } },
    { room: buildRoom('Old', { state: 'archived' }), seat },
  ])
  const { user } = renderPage(<RoomList />)
  expect(screen.queryByRole('img', { name: /unread/ })).toBeNull()
  const heading = screen.getByRole('button', { name: 'Archived (1)' })
  expect(heading.getAttribute('aria-expanded')).toBe('false')
  await user.click(heading)
  expect(heading.getAttribute('aria-expanded')).toBe('true')
  expect(screen.getByRole('link', { name: /Old/ })).toBeTruthy()
})

test('only those who preside can open a lounge, and what is missing is marked before anything is sent', async () => {
  enterHall(me)
  listRooms([])
  const { unmount } = renderPage(<RoomList />)
  expect(screen.queryByRole('button', { name: 'New lounge' })).toBeNull()
  expect(screen.getByText(/secretariat or a chair opens a lounge/)).toBeTruthy()
  unmount()

  enterHall(buildPerson({ id: 'Me', seats: ['chair'] }))
  listRooms([])
  const asked = hubAnswers({
    'lounge.open': () => ({ room: 'new-room', seq: 1 }),
    'rooms.list': () => ({ rooms: [] }),
  })
  const { user } = renderPage(<RoomList />)
  await user.click(screen.getByRole('button', { name: 'New lounge' }))
  const dialog = await screen.findByRole('dialog', { name: 'New lounge' })
  await user.click(within(dialog).getByRole('button', { name: 'Open the lounge' }))
  expect(within(dialog).getByText('This is needed.')).toBeTruthy()
  expect(asked).toEqual([])
  await user.type(within(dialog).getByRole('textbox', { name: /Title.*English/ }), 'Lamps')
  await user.click(within(dialog).getByRole('radio', { name: 'By invitation' }))
  await user.click(within(dialog).getByRole('button', { name: 'Open the lounge' }))
  await expect
    .poll(() => asked.find(({ name }) => name === 'lounge.open')?.input)
    .toMatchObject({
      title: { en: 'Lamps', authoritative: 'en' },
      access: 'invitation',
      isDefault: false,
    })
})

test('a list that cannot be read says why and offers to try again', async () => {
  enterHall(me)
  useRoomsState.setState({ board: {}, state: 'loading', refusal: null })
  hubAnswers({ 'rooms.list': () => new Refusal('unavailable', 'platform.unavailable') })
  const { user } = renderPage(<RoomList />)
  expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy()
  await readRooms()
  expect(await screen.findByRole('alert')).toBeTruthy()
  hubAnswers({ 'rooms.list': () => ({ rooms: [] }) })
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText(/secretariat or a chair opens a lounge/)).toBeTruthy()
})
