import { screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { expect, test } from 'vitest'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { enterHall, listRooms } from '#client/testing/rooms.ts'
import { RoomPage } from './RoomPage.tsx'

test('the address of the cluster’s own room leads on to its record', async () => {
  enterHall(buildPerson({ id: 'Me' }))
  listRooms([])
  renderPage(
    <Routes>
      <Route path="/rooms/:room" element={<RoomPage />} />
      <Route path="/rooms/cluster/record" element="The record" />
    </Routes>,
    { at: '/rooms/cluster' },
  )
  expect(await screen.findByText('The record')).toBeTruthy()
})
