import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildOrganisation, buildPerson, signedInAs } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { Refusal } from '#shared/platform/refusal.ts'
import { PeoplePage } from './PeoplePage.tsx'

const guest = buildPerson({ name: { zh: '陈默', en: 'Chen Mo', authoritative: 'zh' }, state: 'invited' })
const delegate = buildPerson({ name: { zh: '周岩', en: 'Zhou Yan', authoritative: 'zh' } })
const lists = {
  'people.search': () => ({ people: [delegate, guest] }),
  'organisations.list': () => ({ organisations: [buildOrganisation()] }),
}

test('a delegate sees everybody by name, and no deed of the secretariat', async () => {
  hubAnswers(lists)
  signedInAs(buildPerson())
  const { user } = renderPage(<PeoplePage />)
  await screen.findByRole('button', { name: /Zhou Yan/ })
  const names = screen.getAllByRole('listitem').map((row) => /Chen Mo|Zhou Yan/.exec(row.textContent)?.[0])
  expect(names).toEqual(['Chen Mo', 'Zhou Yan'])
  await user.click(await screen.findByRole('button', { name: /Zhou Yan/ }))
  const card = await screen.findByRole('dialog', { name: 'Member' })
  expect(within(card).getByText('Local time')).toBeTruthy()
  expect(within(card).queryByRole('button', { name: 'Suspend' })).toBeNull()
  expect(within(card).queryByRole('button', { name: 'Change seats' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Invite' })).toBeNull()
})

test('typing asks the hub once, with the seat that was chosen', async () => {
  const asked: unknown[] = []
  hubAnswers({
    ...lists,
    'people.search': (input) => {
      asked.push(input)
      return { people: [] }
    },
  })
  signedInAs(buildPerson())
  const { user } = renderPage(<PeoplePage />, { at: '/people?seat=expert' })
  await user.type(await screen.findByRole('searchbox'), '光学')
  expect(await screen.findByText('Try another word, or drop a filter.')).toBeTruthy()
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ text: '光学', seat: 'expert' }))
  expect(asked.map((input) => (input as { text: string }).text)).not.toContain('光')
})

test('suspending needs a reason, and a refusal keeps the one that was given', async () => {
  const asked = hubAnswers({
    ...lists,
    'person.suspend': () => new Refusal('wrong_state', 'members.lastSecretariat'),
  })
  signedInAs(buildPerson({ seats: ['secretariat'] }))
  const { user } = renderPage(<PeoplePage />, { at: `/people?person=${delegate.id}` })
  await user.click(await screen.findByRole('button', { name: 'Suspend' }))
  const dialog = await screen.findByRole('dialog', { name: 'Suspend' })
  await user.click(within(dialog).getByRole('button', { name: 'Suspend' }))
  expect(await within(dialog).findByText('Please give a reason (at least 3 characters).')).toBeTruthy()
  await user.type(within(dialog).getByLabelText(/Reason/), '连续三次缺席')
  await user.click(within(dialog).getByRole('button', { name: 'Suspend' }))
  expect(await within(dialog).findByText(/last person of the secretariat/)).toBeTruthy()
  expect(within(dialog).getByLabelText<HTMLTextAreaElement>(/Reason/).value).toBe('连续三次缺席')
  expect(asked.find(({ name }) => name === 'person.suspend')?.input).toEqual({
    person: delegate.id,
    reason: '连续三次缺席',
  })
})

test('only what the life of a person allows is offered', async () => {
  hubAnswers(lists)
  signedInAs(buildPerson({ seats: ['secretariat'] }))
  renderPage(<PeoplePage />, { at: `/people?person=${guest.id}` })
  expect(await screen.findByRole('button', { name: 'Withdraw invitation' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Suspend' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Reinstate' })).toBeNull()
})

test('an invitation gives a link that can be passed on', async () => {
  const asked = hubAnswers({
    ...lists,
    'person.invite': () => ({ person: 'person-new', seq: 9, link: '/invitations/abc' }),
  })
  signedInAs(buildPerson({ seats: ['secretariat'] }))
  const { user } = renderPage(<PeoplePage />)
  await user.click(await screen.findByRole('button', { name: 'Invite' }))
  const dialog = await screen.findByRole('dialog', { name: 'Invite' })
  await user.type(within(dialog).getByLabelText(/E-mail/), 'Gu@Mingxi.example')
  await user.type(within(dialog).getByLabelText('Name (English)'), 'Gu Ran')
  await user.click(within(dialog).getByRole('checkbox', { name: 'Expert' }))
  await user.click(within(dialog).getByRole('button', { name: 'Send the invitation' }))
  const link = await within(dialog).findByLabelText<HTMLInputElement>('You may also pass on this link')
  expect(link.value).toBe(new URL('/invitations/abc', location.origin).href)
  expect(asked.find(({ name }) => name === 'person.invite')?.input).toMatchObject({
    email: 'gu@mingxi.example',
    seats: ['delegate', 'expert'],
    name: { zh: '', en: 'Gu Ran', authoritative: 'en' },
  })
})
