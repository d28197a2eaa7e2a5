import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { buildDecision } from '#client/testing/decisions.ts'
import { type Answers, hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildRoom, buildSeat, enterHall, fillRoom, listRooms } from '#client/testing/rooms.ts'
import type { QueryOutput } from '#shared/contract.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { DecisionCard } from './DecisionCard.tsx'
import { further, keepProgress } from './progress.store.ts'

const lan = buildPerson({ id: 'Lan' })
const vote = buildDecision({})
const votes = { yes: 2, no: 1, abstain: 0, invalid: 0, present: 3, entitled: 3 }
const reason = {
  kind: 'condition' as const,
  condition: vote.rule!.conditions[0]!,
  had: 2,
  of: 3,
  needed: 2,
  isMet: true,
}
const sealed: Partial<Decision> = {
  version: 5,
  state: 'sealed',
  closedAt: 9,
  result: {
    turnout: [{ voterClass: null, cast: 3, present: 3, entitled: 3 }],
    votes: { '': votes },
    blank: 0,
    groups: 'g',
    count: null,
    elected: [],
    verdict: { outcome: 'carried', reasons: [reason] },
    awaits: null,
    root: 'r',
    leaves: 3,
  },
}
const ownSeat = { seat: 'Lan', voterClass: null, weight: 1, isNamed: false, isByProxy: false, ballot: null }
const byLan = (ballot: 'yes' | null): QueryOutput<'decision.find'>['mine'] => ({
  barred: null,
  seats: [
    {
      ...ownSeat,
      ballot: ballot && { content: { kind: 'choice', says: ballot }, serial: 'a'.repeat(64), nonce: 'b'.repeat(64) },
    },
  ],
})

/** The card of a decision as Lan sees it; `seat` is Lan's in the room. */
function show(decision: Partial<Decision>, mine = byLan(null), seat: 'participant' | 'chair' = 'participant') {
  const found = { ...vote, ...decision }
  listRooms([{ room: buildRoom('Hall'), seat: buildSeat('Lan', { seat }) }])
  fillRoom('Hall', { decision: [found] }, 5)
  const state = { mine }
  const answers: Answers = {
    'decision.find': () => ({ decision: found, progress: null, mine: state.mine, serverTime: 0 }),
  }
  const asked = hubAnswers(answers)
  return { ...renderPage(<DecisionCard room="Hall" decision="D1" />), answers, asked, state }
}
const press = (name: string | RegExp) => screen.getByRole('button', { name })
const doesNotOffer = (name: string) => expect(screen.queryByRole('button', { name })).toBeNull()

beforeEach(() => enterHall(lan))

test('an open vote offers the ballot to who has not voted, hides the tally, and tells the secrecy', async () => {
  show({})
  await screen.findByRole('button', { name: 'Vote' })
  expect(screen.getByText(/everybody sees who voted how/)).toBeTruthy()
  expect(screen.getByText(/Results are shown once it is closed/)).toBeTruthy()
  doesNotOffer('Lead this vote')
})

test.each([
  ['is not on the roll', { barred: null, seats: [] }, /not on the roll/],
  ['drafted what is decided', { barred: 'drafter' as const, seats: [] }, /You drafted this/],
])('whoever %s is told so and offered no ballot', async (_, mine, words) => {
  show({}, mine)
  await screen.findByText(words)
  doesNotOffer('Vote')
})

test('a ballot goes from the dialog to the hub, for the round that was opened, and the card says so', async () => {
  const { user, answers, asked, state } = show({})
  answers['ballot.cast'] = ({ seat, round }) => {
    state.mine = byLan('yes')
    return { seat, round, serial: 'a'.repeat(64), nonce: 'b'.repeat(64) }
  }
  await user.click(await screen.findByRole('button', { name: 'Vote' }))
  await user.click(await screen.findByRole('radio', { name: 'Yes' }))
  // What is told meanwhile touches nothing that was filled in.
  keepProgress('D1', { round: 1, cast: 1, of: 3, byClass: {} })
  await user.click(press('Look it over'))
  await user.click(press('Cast ballot'))
  await screen.findByText('You voted: Yes')
  expect(asked.find(({ name }) => name === 'ballot.cast')?.input).toMatchObject({
    seat: 'Lan',
    round: 1,
    ballot: { kind: 'choice', says: 'yes' },
  })
  doesNotOffer('Change your ballot')
})

test('a tap on a poll votes at once, and what the hub refuses marks nothing', async () => {
  const options = [
    { id: 'o1', text: 'Tuesday' },
    { id: 'o2', text: 'Thursday' },
  ]
  const poll = { kind: 'poll', method: 'plurality', options, isChangeable: true, isLive: true, rule: null } as const
  const { user, answers, asked } = show(poll)
  answers['ballot.cast'] = () => new Refusal('wrong_state', 'decisions.notOpen')
  await user.click(await screen.findByRole('button', { name: 'Thursday' }))
  await waitFor(() => expect(asked.map(({ name }) => name)).toContain('ballot.cast'))
  await waitFor(() => expect(press('Thursday')).toHaveProperty('disabled', false))
  expect(press('Thursday').getAttribute('aria-pressed')).toBe('false')
})

test('a sealed vote shows its verdict with reasons and figures; who runs the room may declare it, others may not', async () => {
  show(sealed)
  await screen.findByText('Carried')
  expect(screen.getByText('2 of 3 yes and no votes were yes; 2 were needed.')).toBeTruthy()
  doesNotOffer('Declare the result')
})

test('the chair is offered to declare what is sealed, but not before the lot where there is a tie', async () => {
  const first = show(sealed, byLan(null), 'chair')
  await screen.findByRole('button', { name: 'Declare the result' })
  first.unmount()
  show({ ...sealed, version: 6, result: { ...sealed.result!, awaits: 'dice' } }, byLan(null), 'chair')
  await screen.findByRole('button', { name: 'Write down the dice' })
  doesNotOffer('Declare the result')
})

test('progress never goes back within a round, and begins again with the next', () => {
  const told = (round: number, cast: number) => ({ round, cast, of: 9, byClass: { P: { cast, of: 9 } } })
  expect(further(told(1, 5), told(1, 4))).toEqual(told(1, 5))
  expect(further(told(1, 5), told(1, 6))).toEqual(told(1, 6))
  expect(further(told(1, 5), told(2, 0))).toEqual(told(2, 0))
  expect(further(told(2, 1), told(1, 9))).toEqual(told(2, 1))
})
