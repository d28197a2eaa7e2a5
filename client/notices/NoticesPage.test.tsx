import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { renderPage } from '#client/testing/render.tsx'
import { Refusal } from '#shared/platform/refusal.ts'
import { NoticesPage } from './NoticesPage.tsx'
import type { Notice } from './useNotices.ts'

const notice = (given: Partial<Notice>): Notice => ({
  id: 'n1',
  ids: ['n1'],
  group: 'mention/hall',
  kind: 'mention',
  room: 'hall',
  roomTitle: { zh: '大厅', en: 'The hall', authoritative: 'zh' },
  people: ['p1'],
  peopleCount: 1,
  values: {},
  text: 'come and see @Lin',
  address: '/rooms/hall?message=m1',
  at: 1_700_000_000_000,
  isRead: false,
  ...given,
})

test('a notice says who did what, leads there, and is read by opening it, with all that its line stands for', async () => {
  const asked = hubAnswers({
    'notices.list': ({ before }) =>
      before
        ? { notices: [notice({ id: 'n3', ids: ['n3'] })], older: null, unread: 1 }
        : { notices: [notice({ ids: ['n1', 'n2'] })], older: '5.n2', unread: 1 },
    'notice.read': () => ({ unread: 0 }),
  })
  const { user } = renderPage(<NoticesPage />, { at: '/notices' })
  const link = await screen.findByRole('link', { name: /mentioned you in “The hall”.*come and see @Lin/ })
  expect(link.getAttribute('href')).toBe('/rooms/hall?message=m1')
  await user.click(screen.getByRole('button', { name: 'Older notices' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Older notices' })).toBeNull())
  await user.click(screen.getByRole('link', { name: /mentioned you/ }))
  await waitFor(() =>
    expect(asked.find(({ name }) => name === 'notice.read')?.input).toEqual({ ids: ['n1', 'n2', 'n3'] }),
  )
})

test('without notices the page says what will stand there', async () => {
  hubAnswers({ 'notices.list': () => ({ notices: [], older: null, unread: 0 }) })
  renderPage(<NoticesPage />)
  expect(await screen.findByText('No notices yet')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Mark all as read' })).toHaveProperty('disabled', true)
})

test('notices that cannot be read say so, and are asked for again', async () => {
  hubAnswers({ 'notices.list': () => new Refusal('internal', 'platform.internal') })
  const { user } = renderPage(<NoticesPage />)
  const retry = await screen.findByRole('button', { name: 'Try again' })
  hubAnswers({ 'notices.list': () => ({ notices: [notice({})], older: null, unread: 1 }) })
  await user.click(retry)
  expect(await screen.findByText(/mentioned you/)).toBeTruthy()
})
