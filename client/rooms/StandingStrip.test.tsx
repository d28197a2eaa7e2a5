import { screen, waitFor } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { beforeEach, expect, test } from 'vitest'
import { closeOutbox, openOutbox } from '#client/platform/outbox.store.ts'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildRoom, buildSeat, enterHall, fillRoom, listRooms } from '#client/testing/rooms.ts'
import { RoomPage } from './RoomPage.tsx'

const review = {
  id: 'r1',
  version: 1,
  author: 'Me',
  text: 'a rebate for all',
  replyTo: null,
  at: 1,
  state: 'waiting' as const,
  by: null,
  reason: '',
}

beforeEach(async () => {
  closeOutbox()
  await openOutbox('Me')
})

test('what is typed while a held message is being taken back stays before its text', async () => {
  const { promise: taken, resolve: take } = Promise.withResolvers<void>()
  hubAnswers({
    'room.markers': () => ({ markers: [] }),
    'room.roll': () => ({ seats: [] }),
    'room.standing': () => ({ reviews: [review], reports: [], pace: null }) as never,
    'review.withdraw': () => taken.then(() => ({})),
  })
  enterHall(buildPerson({ id: 'Me' }), [])
  const [hall, own] = [buildRoom('Hall'), buildSeat('Me')]
  listRooms([{ room: hall, seat: own, head: { seq: 9, n: 0 } }])
  fillRoom('Hall', { room: [hall], seat: [own] }, 9)
  const { user } = renderPage(
    <Routes>
      <Route path="/rooms/:room" element={<RoomPage />} />
    </Routes>,
    { at: '/rooms/Hall' },
  )
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write to Hall' })
  await user.type(field, 'before')
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  await user.type(field, ' and meanwhile')
  take()
  await waitFor(() => expect(field.value).toBe('before and meanwhile\na rebate for all'))
})
