import { screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { type Answers, hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildMessage, buildRoom, buildSeat, enterHall, fillRoom } from '#client/testing/rooms.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Report, Review } from '#shared/rooms/moderation.shape.ts'
import { DeskStrip } from './DeskStrip.tsx'
import { MuteDialog } from './MuteDialog.tsx'
import { ReportDialog } from './ReportDialog.tsx'
import { RulesDialog } from './RulesDialog.tsx'
import { type RoomTalk, RoomTalkProvider } from './roomContext.ts'
import { SettleDialog } from './SettleDialog.tsx'
import { WordsDialog } from './WordsDialog.tsx'

const chair = buildPerson({ id: 'Chair' })
const lan = buildPerson({ id: 'Lan', name: { zh: '兰心', en: 'Lan Xin', authoritative: 'zh' } })
const front = buildRoom('Hall')
const backstage = buildRoom('Hall.backstage', { kind: 'backstage', frontRoom: 'Hall' })
const report: Report = {
  id: 'm1',
  version: 1,
  seq: 1,
  author: 'Lan',
  complaints: [{ id: 'c1', reason: 'of prices', at: 1 }],
  state: 'open',
  outcome: null,
  by: null,
  reason: '',
  settledAt: null,
}
const review: Review = {
  id: 'r1',
  version: 1,
  author: 'Lan',
  text: 'a rebate for all',
  replyTo: null,
  words: ['rebate'],
  at: 1,
  state: 'waiting',
  by: null,
  reason: '',
}
const done = { seq: 2 }
const no = () => new Refusal('not_allowed', 'platform.notAllowed')

beforeEach(() => {
  enterHall(chair, [lan])
  fillRoom('Hall', { message: [buildMessage(1)] }, 1)
  fillRoom('Hall.backstage', {}, 1)
})

/** As on the page of the backstage room. */
function backstagePage(child: ReactNode) {
  const talk: RoomTalk = {
    room: backstage.id,
    ofRoom: { room: backstage, seat: buildSeat('Chair', { seat: 'chair' }) },
    actor: { personId: 'Chair', isActive: true, seats: ['delegate'], scopes: ['read', 'write'] },
    me: 'Chair',
    answer: vi.fn(),
    edit: vi.fn(),
    rewrite: vi.fn(),
    goTo: vi.fn(),
  }
  return renderPage(<RoomTalkProvider value={talk}>{child}</RoomTalkProvider>)
}
const reason = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Reason/ })
const press = (name: string) => screen.getByRole('button', { name })
const deeds = (asked: ReturnType<typeof hubAnswers>) => asked.map(({ name }) => name)

test('a mute without a reason stays here, one that is refused keeps span and reason, and then it is done', async () => {
  const onClose = vi.fn()
  const answers: Answers = { 'seat.mute': no }
  const asked = hubAnswers(answers)
  const { user } = renderPage(<MuteDialog room="Hall" person="Lan" name="Lan Xin" onClose={onClose} />)
  await user.click(screen.getByRole('radio', { name: '8 hours' }))
  await user.click(press('Mute'))
  await waitFor(() => expect(reason().getAttribute('aria-invalid')).toBe('true'))
  expect(asked).toEqual([])
  await user.type(reason(), 'shouting')
  await user.click(press('Mute'))
  expect(await screen.findByText('You may not do this.')).toBeTruthy()
  expect(reason().value).toBe('shouting')
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '8 hours' }).checked).toBe(true)
  expect(onClose).not.toHaveBeenCalled()
  answers['seat.mute'] = () => done as never
  await user.click(press('Mute'))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(asked.at(-1)?.input).toEqual({ room: 'Hall', person: 'Lan', minutes: 480, reason: 'shouting' })
})

test('a field of the rules that the hub refuses says so itself, and the others stay as they were set', async () => {
  const onClose = vi.fn()
  hubAnswers({
    'room.rule': () =>
      new Refusal('invalid_input', 'platform.invalidInput', { fields: { reason: 'platform.field.required' } }),
  })
  const { user } = renderPage(<RulesDialog room={front} onClose={onClose} />)
  const pace = screen.getByRole<HTMLInputElement>('textbox', { name: 'Most messages a minute for each person' })
  await user.clear(pace)
  await user.type(pace, '7')
  await user.type(reason(), 'a calm evening')
  await user.click(press('Save'))
  await waitFor(() => expect(reason().getAttribute('aria-invalid')).toBe('true'))
  expect([pace.value, reason().value]).toEqual(['7', 'a calm evening'])
  expect(onClose).not.toHaveBeenCalled()
})

test('words that the hub does not take stay in the list; only what has changed is sent', async () => {
  const onClose = vi.fn()
  const answers: Answers = { 'words.change': no }
  const asked = hubAnswers(answers)
  const { user } = backstagePage(<WordsDialog words={['rebate', 'price']} onClose={onClose} />)
  await user.type(screen.getByRole('combobox', { name: 'Words' }), 'bribe{Enter}')
  await user.click(press('Save'))
  await waitFor(() => expect(reason().getAttribute('aria-invalid')).toBe('true'))
  expect(asked).toEqual([])
  await user.type(reason(), 'heard too often')
  await user.click(press('Save'))
  expect(await screen.findByText('You may not do this.')).toBeTruthy()
  for (const word of ['rebate', 'price', 'bribe']) expect(screen.getByText(word)).toBeTruthy()
  expect(asked.at(-1)?.input).toEqual({
    room: 'Hall.backstage',
    add: ['bribe'],
    drop: [],
    reason: 'heard too often',
  })
  answers['words.change'] = () => done as never
  await user.click(press('Save'))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
})

test('a list that was not changed is saved without a word to the hub', async () => {
  const onClose = vi.fn()
  const asked = hubAnswers({})
  const { user } = backstagePage(<WordsDialog words={['rebate']} onClose={onClose} />)
  await user.click(press('Save'))
  expect(onClose).toHaveBeenCalled()
  expect(asked).toEqual([])
})

test('a report that was made before is refused with its sentence, and its reason is kept', async () => {
  const onClose = vi.fn()
  hubAnswers({ 'message.report': () => new Refusal('already_done', 'rooms.alreadyReported') })
  const { user } = renderPage(<ReportDialog room="Hall" message="m1" onClose={onClose} />)
  await user.type(reason(), 'of prices')
  await user.click(press('Send the report'))
  expect(await screen.findByText('You have already reported this message.')).toBeTruthy()
  expect(reason().value).toBe('of prices')
  expect(onClose).not.toHaveBeenCalled()
})

test('settling acts first and tells after; where only the telling fails, the act is not done twice', async () => {
  const onClose = vi.fn()
  const answers: Answers = { 'seat.mute': () => done as never, 'report.settle': no }
  const asked = hubAnswers(answers)
  const { user } = backstagePage(<SettleDialog front="Hall" report={report} name="Lan Xin" onClose={onClose} />)
  await user.click(screen.getByRole('radio', { name: 'Author muted' }))
  await user.type(reason(), 'of prices')
  await user.click(press('Settle'))
  expect(await screen.findByText('You may not do this.')).toBeTruthy()
  expect(reason().value).toBe('of prices')
  answers['report.settle'] = () => done as never
  await user.click(press('Settle'))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(deeds(asked)).toEqual(['seat.mute', 'report.settle', 'report.settle'])
  expect(asked.at(-1)?.input).toMatchObject({ message: 'm1', outcome: 'muted', reason: 'of prices' })
})

test('an act that is refused tells nobody, and what was chosen and written stays', async () => {
  const asked = hubAnswers({ 'seat.remove': no, 'report.settle': () => done as never })
  const { user } = backstagePage(<SettleDialog front="Hall" report={report} name="Lan Xin" onClose={vi.fn()} />)
  await user.click(screen.getByRole('radio', { name: 'Author removed' }))
  await user.type(reason(), 'of prices')
  await user.click(press('Settle'))
  expect(await screen.findByText('You may not do this.')).toBeTruthy()
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Author removed' }).checked).toBe(true)
  expect(reason().value).toBe('of prices')
  expect(deeds(asked)).toEqual(['seat.remove'])
})

test('the desk shows what waits; a message is refused with a reason, which a no of the hub leaves in its field', async () => {
  hubAnswers({
    'backstage.desk': () => ({ words: ['rebate'], reviews: [review], reports: [report], reporters: { c1: 'Chair' } }),
    'review.refuse': no,
  })
  const { user } = backstagePage(<DeskStrip />)
  expect(await screen.findByText('A message of Lan Xin waits for review (rebate)')).toBeTruthy()
  expect(screen.getByText('a rebate for all')).toBeTruthy()
  expect(screen.getByText(/of prices/)).toBeTruthy()
  await user.click(press('Refuse'))
  const dialog = await screen.findByRole('dialog')
  await user.type(reason(), 'no rebates here')
  await user.click(within(dialog).getByRole('button', { name: 'Refuse' }))
  expect(await within(dialog).findByText('You may not do this.')).toBeTruthy()
  expect(reason().value).toBe('no rebates here')
})

test('whoever judges sees the files and whom a message names, also where it has no words', async () => {
  const file = {
    id: 'f1',
    name: '返点.pdf',
    type: 'application/pdf',
    size: 9,
    width: null,
    height: null,
    seconds: null,
  }
  const named = { ...review, text: 'a rebate for @[Old Name](Lan)', files: [file] }
  hubAnswers({
    'backstage.desk': () => ({ words: [], reviews: [named], reports: [report], reporters: {} }),
    'messages.find': () => ({ messages: [buildMessage(1, { text: '', files: [{ ...file, name: 'offer.pdf' }] })] }),
  })
  backstagePage(<DeskStrip />)
  expect(await screen.findByText('返点.pdf')).toBeTruthy()
  expect(await screen.findByText(/^@?Lan Xin$/)).toBeTruthy()
  expect(screen.queryByText(/Old Name/)).toBeNull()
  expect(await screen.findByText('“offer.pdf”')).toBeTruthy()
  expect(await screen.findByText('offer.pdf')).toBeTruthy()
})
