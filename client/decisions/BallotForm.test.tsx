import { screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { renderPage } from '#client/testing/render.tsx'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { BallotForm } from './BallotForm.tsx'
import { movedTo, type Paper } from './paper.ts'

const paper: Paper & { id: string; round: number } = {
  id: 'D1',
  round: 1,
  method: 'yes-no',
  options: [],
  seats: 1,
  allowsBlank: false,
}
const names = ['Ann', 'Bo', 'Chi', 'Dee']
const options = names.map((text, at) => ({ id: `o${at + 1}`, text }))
const press = (name: string | RegExp) => screen.getByRole('button', { name })

/** Shows the paper, and takes ballots as the hub would; `no` refuses the first. */
function show(decision: Partial<typeof paper>, { no, cast = null }: { no?: Refusal; cast?: Ballot | null } = {}) {
  const taken: Ballot[] = []
  const onDone = vi.fn()
  function Page() {
    const [refusal, setRefusal] = useState<Refusal | null>(null)
    const run = async (content: Ballot) => {
      const isRefused = no && refusal === null
      setRefusal(isRefused ? no : null)
      if (isRefused) return undefined
      taken.push(content)
      return {}
    }
    const deed = { run, refusal, isPending: false, clear: () => setRefusal(null) }
    return (
      <BallotForm
        decision={{ ...paper, ...decision }}
        seat="Lan"
        cast={cast}
        faultOf={() => null}
        deed={deed}
        onDone={onDone}
      />
    )
  }
  return { ...renderPage(<Page />), taken, onDone }
}
const review = () => screen.findByRole('heading', { name: 'Is this your ballot?' })

test('a yes is looked over before it is cast, and a refusal keeps it', async () => {
  const no = new Refusal('wrong_state', 'platform.wrongState')
  const { user, taken, onDone } = show({}, { no })
  await user.click(press('Look it over'))
  expect(screen.getByText('Fill in the ballot first.')).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: 'Yes' }))
  await user.click(press('Look it over'))
  expect(document.activeElement).toBe(await review())
  expect(taken).toEqual([])
  await user.click(press('Cast ballot'))
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(screen.getByText('Yes')).toBeTruthy()
  await user.click(press('Cast ballot'))
  await waitFor(() => expect(onDone).toHaveBeenCalled())
  expect(taken).toEqual([{ kind: 'choice', says: 'yes' }])
})

test('a half-filled ranking is there again after a reload, of this round only, and gone once it is cast', async () => {
  const ranked = { method: 'irv' as const, options }
  const first = show(ranked)
  await first.user.click(press('Chi: give place 1'))
  await first.user.click(press('Ann: give place 2'))
  first.unmount()
  const other = show({ ...ranked, round: 2 })
  expect(screen.getByText(/tap your favourite/)).toBeTruthy()
  other.unmount()
  const again = show(ranked)
  expect(orderShown()).toEqual(['Chi', 'Ann'])
  await again.user.click(press('Look it over'))
  await review()
  await again.user.click(press('Cast ballot'))
  await waitFor(() => expect(again.taken).toEqual([{ kind: 'ranked', ranks: [['o3'], ['o1']] }]))
  again.unmount()
  show(ranked)
  expect(orderShown()).toEqual([])
})

const orderShown = () =>
  within(screen.getByRole('list', { name: 'Your order' }))
    .queryAllByRole('listitem')
    .map((row) => names.find((name) => row.textContent?.includes(name)))

test('ranks move by buttons and by keys, and each place is said aloud', async () => {
  const { user } = show({ method: 'scottish-stv', options, seats: 2 })
  for (const [at, name] of names.entries()) await user.click(press(`${name}: give place ${at + 1}`))
  await user.click(press('Move Dee up'))
  expect(orderShown()).toEqual(['Ann', 'Bo', 'Dee', 'Chi'])
  expect(screen.getByText('Dee: place 3 of 4')).toBeTruthy()
  press(/^Dee, place 3 of 4/).focus()
  await user.keyboard('{Home}')
  expect(orderShown()).toEqual(['Dee', 'Ann', 'Bo', 'Chi'])
  expect(document.activeElement).toBe(press(/^Dee, place 1 of 4/))
  await user.keyboard('{ArrowUp}')
  expect(orderShown()).toEqual(['Dee', 'Ann', 'Bo', 'Chi'])
  await user.click(press('Take Ann out'))
  expect(orderShown()).toEqual(['Dee', 'Bo', 'Chi'])
  expect(screen.getByText('Ann: not ranked')).toBeTruthy()
})

test('a limited vote takes as many crosses as there are, and says so', async () => {
  const { user, taken } = show({ method: 'limited', options, seats: 3, most: 2 })
  await user.click(screen.getByRole('checkbox', { name: 'Ann' }))
  expect(screen.getByText('1 left')).toBeTruthy()
  await user.click(screen.getByRole('checkbox', { name: 'Bo' }))
  expect(screen.getByText(/take one back first/)).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('checkbox', { name: 'Chi' }).disabled).toBe(true)
  await user.click(screen.getByRole('checkbox', { name: 'Ann' }))
  await user.click(screen.getByRole('checkbox', { name: 'Chi' }))
  await user.click(press('Look it over'))
  await user.click(press('Cast ballot'))
  expect(taken).toEqual([{ kind: 'marked', marks: { o2: 1, o3: 1 } }])
})

test('points are shared out until none is left', async () => {
  const { user, taken } = show({ method: 'dot', options, most: 3 })
  await user.click(press('One point more for Bo'))
  await user.click(press('One point more for Bo'))
  await user.click(press('One point more for Dee'))
  expect(screen.getByText('0 points left')).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'One point more for Ann' }).disabled).toBe(true)
  await user.click(press('One point less for Dee'))
  await user.click(press('Look it over'))
  await user.click(press('Cast ballot'))
  expect(taken).toEqual([{ kind: 'marked', marks: { o2: 2 } }])
})

test('scores of STAR are given by one radio group for each', async () => {
  const { user, taken } = show({ method: 'star', options: options.slice(0, 2) })
  const score = (name: string, step: string) =>
    within(screen.getByRole('radiogroup', { name })).getByRole('radio', { name: step })
  await user.click(score('Ann', '5'))
  await user.click(score('Bo', '0'))
  await user.click(press('Look it over'))
  await user.click(press('Cast ballot'))
  expect(taken).toEqual([{ kind: 'marked', marks: { o1: 5, o2: 0 } }])
})

test('a single choice can be changed for a blank ballot, where one is allowed', async () => {
  const { user, taken } = show({ method: 'plurality', options, allowsBlank: true })
  await user.click(screen.getByRole('radio', { name: 'Chi' }))
  await user.click(screen.getByRole('checkbox', { name: /^Blank ballot/ }))
  expect(screen.getByRole('radio', { name: 'Chi' }).getAttribute('aria-checked')).toBe('false')
  await user.click(press('Look it over'))
  await user.click(press('Cast ballot'))
  expect(taken).toEqual([{ kind: 'blank' }])
})

test('what was cast before is what a change begins with', () => {
  show({ method: 'block', options, seats: 2 }, { cast: { kind: 'marked', marks: { o1: 1, o4: 1 } } })
  const checked = screen.getAllByRole('checkbox').filter((box) => box.getAttribute('aria-checked') === 'true')
  expect(checked.map((box) => box.textContent)).toEqual(['Ann', 'Dee'])
})

test.each([
  [['a', 'b', 'c'], 'c', 0, ['c', 'a', 'b']],
  [['a', 'b', 'c'], 'a', 2, ['b', 'c', 'a']],
  [['a', 'b', 'c'], 'b', 1, ['a', 'b', 'c']],
  [['a'], 'z', 9, ['a', 'z']],
])('%j with %s moved to %i is %j', (order, option, place, becomes) => {
  expect(movedTo(order, option, place)).toEqual(becomes)
})
