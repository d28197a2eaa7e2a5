import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { enterHall } from '#client/testing/rooms.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { PollDialog } from './PollDialog.tsx'

beforeEach(() => enterHall(buildPerson({ id: 'Lan' })))
const show = (question = '') => renderPage(<PollDialog room="Hall" question={question} onClose={vi.fn()} />)
const questionField = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Question' })
const press = (name: string) => screen.getByRole('button', { name })
const opened = { decision: 'D1', message: 'm1', seq: 2, round: 1 }

test('a temperature has five steps, no names and a mean', async () => {
  const asked = hubAnswers({ 'poll.open': () => opened })
  const { user } = show('How warm are we?')
  await user.click(screen.getByRole('radio', { name: 'Temperature' }))
  await user.click(press('Start the poll'))
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]?.input).toMatchObject({
    terms: {
      title: 'How warm are we?',
      look: 'temperature',
      secrecy: 'confidential',
      isLive: true,
      method: 'plurality',
    },
  })
  expect((asked[0]!.input as { terms: { options: unknown[] } }).terms.options).toHaveLength(5)
})

test('a half-written poll is there again as it was, and does not take the place of another question', async () => {
  hubAnswers({ 'poll.open': () => new Refusal('unavailable', 'platform.offline') })
  const first = show()
  await first.user.type(questionField(), 'Shall we?')
  await first.user.click(screen.getByRole('radio', { name: 'Hands' }))
  await first.user.click(press('Start the poll'))
  await screen.findByRole('alert')
  first.unmount()
  const again = show()
  expect(questionField().value).toBe('Shall we?')
  expect(within(screen.getByRole('radiogroup', { name: 'Form' })).getByRole('radio', { name: 'Hands' })).toHaveProperty(
    'checked',
    true,
  )
  again.unmount()
  show('Another one?')
  expect(questionField().value).toBe('Another one?')
})
