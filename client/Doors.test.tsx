import { screen, waitFor, within } from '@testing-library/react'
import { useLocation } from 'react-router'
import { beforeEach, expect, test, vi } from 'vitest'
import { Doors } from './Doors.tsx'
import { useSession } from './members/me.store.ts'
import { connection } from './platform/connection.ts'
import { type Answers, hubAnswers } from './testing/hub.ts'
import { buildCluster, buildPerson } from './testing/people.ts'
import { renderPage } from './testing/render.tsx'

const cluster = buildCluster()
const nobody: Answers = {
  'cluster.front': () => ({ isFounded: true, cluster, demoSeats: [] }),
  'session.find': () => ({ me: null }),
}
const somebody = (seats: ('secretariat' | 'delegate')[]): Answers => ({
  ...nobody,
  'session.find': () => ({
    me: { person: buildPerson({ seats }), email: 'a@b.example', cluster, scopes: ['read', 'write'] },
  }),
  'rooms.list': () => ({ rooms: [] }),
  'people.search': () => ({ people: [] }),
  'organisations.list': () => ({ organisations: [] }),
  'mails.list': () => ({ mails: [], isSending: false }),
})

const Address = () => <output data-testid="address">{useLocation().pathname}</output>
const open = (at: string) =>
  renderPage(
    <>
      <Doors />
      <Address />
    </>,
    { at },
  )
const address = () => screen.getByTestId('address').textContent

beforeEach(() => {
  vi.spyOn(connection, 'open').mockImplementation(() => {})
  useSession.setState({ state: 'unknown', me: null, ended: null, refusal: null })
})

test('before the cluster is founded every address leads to the founding', async () => {
  hubAnswers({ ...nobody, 'cluster.front': () => ({ isFounded: false, cluster: null, demoSeats: [] }) })
  open('/people')
  expect(await screen.findByRole('heading', { name: 'Found the cluster' })).toBeTruthy()
  expect(address()).toBe('/found')
})

test('a visitor is asked to sign in, and then gets the page that was wanted', async () => {
  hubAnswers(nobody)
  open('/people')
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
  hubAnswers(somebody(['delegate']))
  const { findSession } = await import('./members/me.store.ts')
  await findSession()
  expect(await screen.findByRole('heading', { name: 'People' })).toBeTruthy()
  expect(address()).toBe('/people')
})

test('a delegate is not shown the way to mails and settings, and finds no page there', async () => {
  hubAnswers(somebody(['delegate']))
  open('/mails')
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeTruthy()
  const ways = within(screen.getByRole('navigation')).getAllByRole('link')
  expect(ways.map((way) => way.textContent)).toEqual(['Lounges', 'Search', 'People', 'Organisations'])
})

test('the secretariat is shown both', async () => {
  hubAnswers(somebody(['secretariat']))
  open('/mails')
  expect(await screen.findByRole('heading', { name: 'Mails' })).toBeTruthy()
  expect(within(screen.getByRole('navigation')).getByRole('link', { name: 'Cluster settings' })).toBeTruthy()
})

test('without an answer from the hub one is told so and can try again', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  const { user } = open('/people')
  const retry = await screen.findByRole('button', { name: 'Try again' }, { timeout: 10_000 })
  hubAnswers(nobody)
  await user.click(retry)
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
})

test('the language changes on the spot, and with it the document', async () => {
  hubAnswers(nobody)
  const { user } = open('/sign-in')
  await user.click(await screen.findByRole('button', { name: 'Language: English' }))
  await user.click(await screen.findByRole('menuitemradio', { name: '中文' }))
  expect(await screen.findByRole('heading', { name: '登录' })).toBeTruthy()
  await waitFor(() => expect(document.documentElement.lang).toBe('zh-CN'))
})
