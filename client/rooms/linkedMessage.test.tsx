import { notificationsStore } from '@mantine/notifications'
import { waitFor } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { showIn } from '#client/i18n.ts'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildRoom, buildSeat, enterHall, fillRoom, listRooms } from '#client/testing/rooms.ts'
import { RoomPage } from './RoomPage.tsx'

test('a link to a message that is gone says so', async () => {
  showIn('en')
  hubAnswers({
    'room.markers': () => ({ markers: [] }),
    'room.roll': () => ({ seats: [] }),
    'messages.find': () => ({ messages: [] }),
  })
  enterHall(buildPerson({ id: 'Me' }), [])
  const [hall, own] = [buildRoom('Hall', {}), buildSeat('Me', {})]
  listRooms([{ room: hall, seat: own, head: { seq: 9, n: 0 } }])
  fillRoom('Hall', { room: [hall], seat: [own] }, 9, 0, 1)
  renderPage(
    <Routes>
      <Route path="/rooms/:room" element={<RoomPage />} />
    </Routes>,
    { at: '/rooms/Hall?message=gone' },
  )
  await waitFor(() =>
    expect(notificationsStore.getState().notifications).toMatchObject([
      { message: 'The message of this link is no longer here.' },
    ]),
  )
})
