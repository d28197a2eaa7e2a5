import { screen, within } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { beforeEach, expect, test } from 'vitest'
import { readBlocks } from '#client/members/blocks.store.ts'
import { closeOutbox, openOutbox } from '#client/platform/outbox.store.ts'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildMessage, buildRoom, buildSeat, enterHall, fillRoom, listRooms } from '#client/testing/rooms.ts'
import { RoomList } from './RoomList.tsx'
import { RoomPage } from './RoomPage.tsx'
import { SearchPage } from './SearchPage.tsx'

const me = buildPerson({ id: 'Me' })
const lan = buildPerson({ id: 'Lan', name: { zh: '兰', en: 'Lan', authoritative: 'zh' } })
const wei = buildPerson({ id: 'Wei', name: { zh: '韦', en: 'Wei', authoritative: 'zh' } })
const hall = buildRoom('Hall')
const harsh = buildMessage(3, { text: 'harsh words' })
const hit = {
  ...{ room: 'Hall', message: 'm3', seq: 3, at: harsh.at, author: 'Lan', files: [] },
  snippet: [{ text: 'harsh', isHit: true }],
}

beforeEach(async () => {
  hubAnswers({
    'blocks.mine': () => ({ people: ['Lan'] }),
    'room.markers': () => ({ markers: [] }),
    'room.roll': () => ({ seats: [] }),
    'messages.search': () => ({ hits: [hit], next: null, reached: null, isIndexing: false }),
  })
  closeOutbox()
  await openOutbox('Me')
  enterHall(me, [lan, wei])
  await readBlocks()
  listRooms([{ room: hall, seat: buildSeat('Me'), head: { seq: 9, n: 2 }, last: harsh }])
})

test('the list of rooms does not say what somebody blocked said last', () => {
  renderPage(<RoomList />)
  expect(screen.getByText('Lan: A message of somebody whom you blocked')).toBeTruthy()
  expect(screen.queryByText(/harsh/)).toBeNull()
})

test('a quote of somebody blocked is folded too, and a reaction of theirs is without their name', async () => {
  const answer = buildMessage(5, { author: 'Wei', text: 'Please be kind', replyTo: 'm3' })
  const given = ['Lan', 'Wei'].map((person) => ({
    ...{ id: `r${person}`, version: 7, message: 'm5', person, emoji: '👍', isOn: true },
  }))
  const seats = ['Me', 'Lan', 'Wei'].map((person) => buildSeat(person))
  fillRoom('Hall', { room: [hall], message: [harsh, answer], reaction: given, seat: seats }, 9, 2)
  renderPage(
    <Routes>
      <Route path="/rooms/:room" element={<RoomPage />} />
    </Routes>,
    { at: '/rooms/Hall' },
  )
  const row = (await screen.findByText('Please be kind')).closest('article')!
  expect(within(row).getByText('A message of somebody whom you blocked')).toBeTruthy()
  expect(within(row).getByRole('button', { name: '👍 by somebody whom you blocked and Wei' })).toBeTruthy()
  expect(within(screen.getByRole('log')).queryByText(/harsh/)).toBeNull()
})

test('a search finds what somebody blocked wrote, without showing it', async () => {
  renderPage(<SearchPage />, { at: '/search?q=harsh' })
  const found = await screen.findByRole('link', { name: /^Lan/ })
  expect(within(found).getByText('A message of somebody whom you blocked')).toBeTruthy()
  expect(within(found).queryByText('harsh')).toBeNull()
})
