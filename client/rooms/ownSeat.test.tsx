import { screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { type Answers, hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildRoom, buildSeat, enterHall, fillRoom, listRooms } from '#client/testing/rooms.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { RoomSeat } from '#shared/rooms/room.shape.ts'
import { LeaveDialog } from './LeaveDialog.tsx'
import { RollRow } from './RollRow.tsx'
import { type RoomTalk, RoomTalkProvider } from './roomContext.ts'

const me = buildPerson({ id: 'Me', name: { zh: '我自己', en: 'My Self', authoritative: 'zh' } })
const lan = buildPerson({ id: 'Lan', name: { zh: '兰心', en: 'Lan Xin', authoritative: 'zh' } })

beforeEach(() => {
  enterHall(me, [lan])
  listRooms([])
  fillRoom('Hall', {}, 1)
})

function onPage(seat: RoomSeat, child: ReactNode) {
  const talk: RoomTalk = {
    room: 'Hall',
    ofRoom: { room: buildRoom('Hall'), seat: buildSeat('Me', { seat }) },
    actor: { personId: 'Me', isActive: true, seats: ['delegate'], scopes: ['read', 'write'] },
    me: 'Me',
    answer: vi.fn(),
    edit: vi.fn(),
    rewrite: vi.fn(),
    goTo: vi.fn(),
  }
  return renderPage(<RoomTalkProvider value={talk}>{child}</RoomTalkProvider>)
}

test.each([
  [me, 'Change your own seat to Participant?', /somebody who gives seats here has to give it/],
  [lan, 'Change the seat of Lan Xin to Participant?', /can be changed back at any time/],
])('a lower seat says what that means: for oneself, that others have to give it back', async (person, title, body) => {
  hubAnswers({})
  const seat = buildSeat(person.id, { seat: 'secretary' })
  const { user } = onPage('chair', <RollRow seat={seat} person={person} lamp="here" />)
  await user.click(screen.getByRole('button', { name: /^Seat of/ }))
  await user.click(await screen.findByRole('menuitem', { name: 'Participant' }))
  expect(await screen.findByRole('dialog', { name: title })).toBeTruthy()
  expect(screen.getByText(body)).toBeTruthy()
})

test('a vice-chair is offered the seats below their own, and no chair', async () => {
  hubAnswers({})
  const { user } = onPage(
    'viceChair',
    <RollRow seat={buildSeat('Me', { seat: 'viceChair' })} person={me} lamp="here" />,
  )
  await user.click(screen.getByRole('button', { name: /^Seat of/ }))
  const offered = (await screen.findAllByRole('menuitem')).map((item) => item.textContent)
  expect(offered).toEqual(['Secretary', 'Participant', 'Observer'])
})

test.each([
  ['open', 'participant', /^You can join again at any time/],
  ['open', 'viceChair', /^Your seat as Vice-chair goes with it. You can join again/],
  ['invitation', 'participant', /^You can no longer read what is here/],
] as const)('leaving a room that is %s, as %s, asks first and says what goes', async (access, seat, body) => {
  const onClose = vi.fn()
  const answers: Answers = { 'room.leave': () => new Refusal('wrong_state', 'rooms.lastChair') }
  const asked = hubAnswers(answers)
  const ofRoom = { room: buildRoom('Hall', { access }), seat: buildSeat('Me', { seat }) }
  const { user } = renderPage(<LeaveDialog ofRoom={ofRoom} onClose={onClose} />)
  expect(screen.getByText(body)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Leave the room' }))
  expect(await screen.findByText('Please name another chair first.')).toBeTruthy()
  expect(onClose).not.toHaveBeenCalled()
  answers['room.leave'] = () => ({ seq: 2 }) as never
  await user.click(screen.getByRole('button', { name: 'Leave the room' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(asked.filter(({ name }) => name === 'room.leave')).toHaveLength(2)
})
