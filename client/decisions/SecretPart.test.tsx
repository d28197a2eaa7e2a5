import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { buildDecision } from '#client/testing/decisions.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { enterHall } from '#client/testing/rooms.ts'
import { SecretPart } from './SecretPart.tsx'
import type { SecretVoting } from './secretVote.store.ts'

const asked = vi.hoisted(() => ({ vote: null as unknown, prepares: null as unknown, voting: null as unknown }))
vi.mock('./secretVote.store.ts', () => ({
  useSecretVote(vote: unknown, { prepares }: { prepares: boolean }) {
    Object.assign(asked, { vote, prepares })
    return asked.voting
  },
}))

const voting: SecretVoting = {
  phase: 'ready',
  refusal: null,
  receipt: null,
  cast: vi.fn(async () => {}),
  retry: vi.fn(async () => {}),
  takeBack: vi.fn(async () => {}),
}
const secret = buildDecision({ secrecy: 'secret', key: 'KEY', closesAt: 99 })
const ownSeat = { voterClass: null, weight: 1, isNamed: false, isByProxy: false, ballot: null }

function show(part: Partial<SecretVoting>, { seat = 'Lan', decision = secret } = {}) {
  asked.voting = { ...voting, ...part }
  const mine = { barred: null, seats: [{ ...ownSeat, seat }] }
  return renderPage(<SecretPart seen={{ room: 'Hall', decision, progress: null, mine, readAgain: () => {} }} />)
}
const press = (name: string) => screen.getByRole('button', { name })

beforeEach(() => {
  vi.clearAllMocks()
  enterHall(buildPerson({ id: 'Lan' }))
})

test('a secret ballot goes to the device, which gets its token ready for the own seat alone', async () => {
  const first = show({})
  expect(asked).toMatchObject({
    vote: { room: 'Hall', decision: 'D1', round: 1, seat: 'Lan', key: 'KEY' },
    prepares: true,
  })
  await first.user.click(press('Vote'))
  await first.user.click(await screen.findByRole('radio', { name: 'No' }))
  await first.user.click(press('Look it over'))
  await first.user.click(press('Cast ballot'))
  await waitFor(() => expect(voting.cast).toHaveBeenCalledWith({ kind: 'choice', says: 'no' }, 99))
  first.unmount()
  show({}, { seat: 'Organisation' })
  expect(asked.prepares).toBe(false)
})

test.each([
  ['casting', /on its way/],
  ['retrying', /tried again/],
  ['unsupported', /begins with https/],
] as const)('while it is %s there is no second ballot to fill in', (phase, words) => {
  show({ phase })
  expect(screen.getByText(words)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Vote' })).toBeNull()
})

test('what the hub refuses is told, and tried again or filled in anew', async () => {
  const refusal = { code: 'invalid_input', key: 'decisions.ballot.empty', details: {} } as const
  const first = show({ phase: 'failed', refusal })
  expect(screen.getByRole('alert').textContent).toContain('Please choose at least one.')
  await first.user.click(press('Fill it in anew'))
  expect(voting.takeBack).toHaveBeenCalled()
  first.unmount()
  const { user } = show({ phase: 'failed', refusal: { ...refusal, code: 'wrong_state', key: 'decisions.notOpen' } })
  await user.click(press('Try again'))
  expect(voting.retry).toHaveBeenCalled()
})

test('the receipt stays to be copied after the close too, and says nothing of the vote', () => {
  const receipt = { leaf: 'a'.repeat(64), receipt: 'b'.repeat(128) }
  show({ phase: 'done', receipt }, { decision: { ...secret, state: 'sealed' } })
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Receipt' }).value).toBe(receipt.leaf)
  expect(screen.queryByText('Your secret ballot has been received.')).toBeNull()
})
