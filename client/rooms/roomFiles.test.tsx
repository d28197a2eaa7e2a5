import { screen, within } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { beforeEach, expect, test } from 'vitest'
import { doneItem, setTray, trayOf, useTrays } from '#client/files/tray.store.ts'
import { useDataSaver } from '#client/platform/dataSaver.store.ts'
import { closeOutbox, openOutbox, postMessage } from '#client/platform/outbox.store.ts'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildMessage, buildRoom, buildSeat, enterHall, fillRoom, listRooms } from '#client/testing/rooms.ts'
import type { FileRef } from '#shared/files/file.shape.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { plainRules } from '#shared/rooms/moderation.ts'
import type { Room } from '#shared/rooms/room.shape.ts'
import { RoomPage } from './RoomPage.tsx'

const me = buildPerson({ id: 'Me', name: { zh: '我自己', en: 'My Self', authoritative: 'zh' } })
const lan = buildPerson({ id: 'Lan', name: { zh: '兰心', en: 'Lan Xin', authoritative: 'zh' } })

const file = (name: string, type: string, size: number, [width, height]: [number, number] | [null, null]): FileRef => ({
  id: name.replace(/\W/g, '-'),
  name,
  type,
  size,
  width,
  height,
  seconds: null,
})
const lamp = file('lamp.jpg', 'image/jpeg', 240_000, [1600, 1000])
const hall = file('hall.png', 'image/png', 90_000, [300, 900])
const plan = file('plan.pdf', 'application/pdf', 1_250_000, [null, null])
const talk = file('talk.mp3', 'audio/mpeg', 3_000_000, [null, null])

function openRoom(messages: Message[], room: Partial<Room> = {}) {
  enterHall(me, [lan])
  const held = buildRoom('Hall', room)
  const own = buildSeat('Me')
  listRooms([{ room: held, seat: own, head: { seq: 9, n: messages.length } }])
  fillRoom('Hall', { room: [held], message: messages, seat: [own] }, 9, messages.length)
  return renderPage(
    <Routes>
      <Route path="/rooms/:room" element={<RoomPage />} />
    </Routes>,
    { at: '/rooms/Hall' },
  )
}
const log = () => screen.getByRole('log')
const send = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' })

beforeEach(async () => {
  hubAnswers({ 'room.markers': () => ({ markers: [] }), 'room.roll': () => ({ seats: [] }) })
  useTrays.setState({}, true)
  useDataSaver.setState({ isOn: false })
  closeOutbox()
  await openOutbox('Me')
})

test('pictures can be enlarged, recordings played, and all else saved under its name', async () => {
  openRoom([buildMessage(3, { text: '', files: [lamp, plan, hall, talk] })])
  const row = within(log()).getByRole('article')
  const enlarge = await within(row).findAllByRole('button', { name: /^Enlarge/ })
  expect(enlarge.map((button) => button.getAttribute('aria-label'))).toEqual(['Enlarge lamp.jpg', 'Enlarge hall.png'])
  const picture = within(row).getByRole<HTMLImageElement>('img', { name: 'lamp.jpg' })
  expect(picture.getAttribute('src')).toBe('/api/files/lamp-jpg/thumbnail')
  const save = within(row).getByRole('link', { name: 'Download plan.pdf' })
  expect([save.getAttribute('href'), save.getAttribute('download')]).toEqual(['/api/files/plan-pdf', 'plan.pdf'])
  expect(within(row).getByText('1.3 MB')).toBeTruthy()
  expect(within(row).getByLabelText('talk.mp3').getAttribute('src')).toBe('/api/files/talk-mp3')
})

test('the place of a picture has its shape before anything of it has come', () => {
  openRoom([buildMessage(3, { text: 'look', files: [lamp] })])
  const place = log().querySelector<HTMLElement>('article [style*="aspect-ratio"]')
  expect(place?.style.aspectRatio).toBe('1600 / 1000')
  expect(place?.style.width).toBe('420px')
})

test('where data is to be saved, a picture comes when it is asked for', async () => {
  useDataSaver.setState({ isOn: true })
  const { user } = openRoom([buildMessage(3, { text: '', files: [lamp] })])
  const row = within(log()).getByRole('article')
  const fetch = await within(row).findByRole('button', { name: 'Load picture lamp.jpg' })
  expect(within(row).queryByRole('img', { name: 'lamp.jpg' })).toBeNull()
  await user.click(fetch)
  const picture = within(row).getByRole<HTMLImageElement>('img', { name: 'lamp.jpg' })
  expect(picture.getAttribute('src')).toBe('/api/files/lamp-jpg/thumbnail')
})

test('an answer to a message without words names its files', async () => {
  openRoom([
    buildMessage(3, { text: '', files: [lamp, plan] }),
    buildMessage(4, { text: 'the second one', replyTo: 'm3' }),
  ])
  expect(await within(log()).findByText('lamp.jpg · plan.pdf')).toBeTruthy()
})

test('an erased message shows no file', () => {
  const erased = { by: 'Lan', reason: '', at: 1 }
  openRoom([buildMessage(3, { text: '', files: [lamp], erased })])
  expect(within(log()).queryByText('lamp.jpg')).toBeNull()
  expect(within(log()).queryByRole('img', { name: 'lamp.jpg' })).toBeNull()
})

test('files alone make a message; they are shown while it is on its way, and leave the tray', async () => {
  const { user } = openRoom([])
  expect(send().disabled).toBe(true)
  setTray('Hall', { items: [doneItem(plan)] })
  await screen.findByRole('list', { name: 'Files to be sent' })
  expect(send().disabled).toBe(false)
  await user.click(send())
  expect(await within(log()).findByRole('link', { name: 'Download plan.pdf' })).toBeTruthy()
  expect(trayOf('Hall').items).toEqual([])
})

test('a file that failed holds the message back until one has seen to it', async () => {
  const { user } = openRoom([])
  const refusal = { code: 'too_large' as const, key: 'files.quota', details: { values: { most: 5 } } }
  setTray('Hall', { items: [{ ...doneItem(plan), file: null, state: 'refused', refusal }, doneItem(lamp)] })
  expect((await screen.findByRole('alert')).textContent).toContain('5 MB of storage are used up')
  await user.type(screen.getByRole('textbox', { name: 'Write to Hall' }), 'with both')
  expect(send().disabled).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Remove plan.pdf' }))
  expect(send().disabled).toBe(false)
})

test('sending before the files are there waits for them, and can be called off', async () => {
  const { user } = openRoom([])
  setTray('Hall', { items: [{ ...doneItem(lamp), file: null, state: 'sending', sent: 120_000 }] })
  await user.type(screen.getByRole('textbox', { name: 'Write to Hall' }), 'soon{Enter}')
  expect(await screen.findByText('Sent as soon as the files are there')).toBeTruthy()
  expect(screen.getByRole('progressbar', { name: 'Upload of lamp.jpg' }).getAttribute('aria-valuenow')).toBe('50')
  await user.click(screen.getByRole('button', { name: 'Do not send yet' }))
  setTray('Hall', { items: [doneItem(lamp)] })
  expect(within(log()).queryByText('soon')).toBeNull()
  await user.click(send())
  expect(await within(log()).findByText('soon')).toBeTruthy()
  expect(await within(log()).findByRole('button', { name: 'Enlarge lamp.jpg' })).toBeTruthy()
})

test('a message that waits can be taken back into the field with its files', async () => {
  const { user } = openRoom([])
  await postMessage({ room: 'Hall', text: 'not like this', replyTo: null, files: [lamp] })
  await user.click(await within(log()).findByRole('button', { name: 'Edit' }))
  expect(await screen.findByDisplayValue('not like this')).toBeTruthy()
  expect(trayOf('Hall').items.map(({ name }) => name)).toEqual(['lamp.jpg'])
})

test('where the room’s rules let only some attach, the others are not offered it', async () => {
  openRoom([], { rules: { ...plainRules, attach: 'runners' } })
  await screen.findByRole('textbox', { name: 'Write to Hall' })
  expect(screen.queryByRole('button', { name: 'Attach files' })).toBeNull()
})
