import { screen, within } from '@testing-library/react'
import { Building2 } from 'lucide-react'
import { Route, Routes, useLocation } from 'react-router'
import { beforeEach, expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { buildRoom, buildSeat, enterHall, listRooms } from '#client/testing/rooms.ts'
import { SearchPage } from './SearchPage.tsx'
import { Switcher } from './Switcher.tsx'

const me = buildPerson({ id: 'Me', name: { zh: '我自己', en: 'My Self', authoritative: 'zh' } })
const lan = buildPerson({ id: 'Lan', name: { zh: '兰心', en: 'Lan Xin', authoritative: 'zh' } })

const hit = (message: string, words: string, part: object = {}) => ({
  room: 'Hall',
  message,
  seq: 3,
  at: Date.UTC(2026, 2, 1),
  author: 'Lan',
  snippet: [
    { text: 'a ', isHit: false },
    { text: words, isHit: true },
  ],
  files: [],
  ...part,
})
const end = { next: null, reached: null, isIndexing: false }

beforeEach(() => {
  localStorage.clear()
  enterHall(me, [lan])
  listRooms([
    { room: buildRoom('Hall'), seat: buildSeat('Me'), head: { seq: 9, n: 9 }, marker: { seq: 9, n: 9 } },
    { room: buildRoom('Light'), seat: buildSeat('Me'), head: { seq: 9, n: 3 } },
  ])
})

const Address = () => {
  const { pathname, search } = useLocation()
  return <output>{pathname + search}</output>
}
const openSearch = (at = '/search') =>
  renderPage(
    <>
      <Address />
      <Routes>
        <Route path="/search" element={<SearchPage />} />
        <Route path="*" element={null} />
      </Routes>
    </>,
    { at },
  )
const address = () => screen.getByText(/^\//).textContent
const line = () => screen.getByRole('textbox', { name: 'Search messages' })

test('what is written is asked for and stands in the address; hits are told apart and lead to their message', async () => {
  const asked = hubAnswers({ 'messages.search': () => ({ hits: [hit('m1', 'lamp')], ...end }) })
  const { user } = openSearch()
  expect(screen.getByText('has:file')).toBeTruthy()
  await user.type(line(), 'lamp')
  const found = await screen.findByRole('link', { name: /^Lan Xin, .*: go to the message$/ })
  expect(found.querySelector('mark')?.textContent).toBe('lamp')
  expect(within(found).getByText('Hall')).toBeTruthy()
  expect(address()).toBe('/search?q=lamp')
  expect(asked.at(-1)?.input).toMatchObject({ text: 'lamp' })
  await user.click(line())
  await user.keyboard('{ArrowDown}{Enter}')
  expect(address()).toBe('/rooms/Hall?message=m1')
  openSearch()
  expect(await screen.findByRole('button', { name: 'lamp' })).toBeTruthy()
})

test('filters are added to the question, and what is half written is not asked for', async () => {
  const asked = hubAnswers({ 'messages.search': () => ({ hits: [], ...end }) })
  const { user } = openSearch('/search?q=lamp&has=file')
  expect(await screen.findByText('No messages found')).toBeTruthy()
  expect(asked.at(-1)?.input).toMatchObject({ text: 'lamp', has: 'file' })
  await user.type(line(), ' before:2026-1')
  expect(await screen.findByText('Please write a day like 2026-03-01.')).toBeTruthy()
  await user.type(line(), '-05')
  await expect.poll(() => asked.at(-1)?.input).toMatchObject({ text: 'lamp before:2026-1-05' })
  expect(asked.every(({ input }) => !/before:2026-1$/.test((input as { text: string }).text))).toBe(true)
})

test('pages without a hit are gone through by themselves; more are shown when asked for', async () => {
  const pages: Record<string, object> = {
    '': { hits: [], next: '5:~:1', reached: 5, isIndexing: true },
    '5:~:1': {
      hits: ['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => hit(id, 'lamp')),
      next: '3:Hall:1',
      reached: 3,
      isIndexing: true,
    },
    '3:Hall:1': { hits: [hit('m9', 'torch')], ...end },
  }
  hubAnswers({ 'messages.search': ({ cursor = '' }) => pages[cursor] as never })
  const { user } = openSearch('/search?q=lamp')
  expect(await screen.findAllByRole('link', { name: /go to the message/ })).toHaveLength(5)
  expect(screen.getByText(/Older messages are still being made searchable/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByText('torch')).toBeTruthy()
  expect(screen.getByText('6 messages')).toBeTruthy()
})

test('the quick switcher shows unread rooms first, finds by either language, and goes by keyboard alone', async () => {
  const destinations = [{ to: '/organisations', icon: Building2, label: 'Organisations' }]
  const open = () =>
    renderPage(
      <>
        <Address />
        <Switcher destinations={destinations} onClose={() => {}} />
      </>,
    )
  const { user, unmount } = open()
  const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent)
  expect(await screen.findByRole('option', { name: /Light/ })).toBeTruthy()
  expect(
    options()
      .map((text) => text?.slice(0, 4))
      .slice(0, 2),
  ).toEqual(['Ligh', 'Hall'])
  const field = screen.getByRole('combobox', { name: 'Go to…' })
  await user.type(field, '兰')
  expect(options()[0]).toContain('Lan Xin')
  await expect.poll(() => field.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[0]!.id)
  await user.clear(field)
  await user.type(field, 'org')
  await expect.poll(() => field.getAttribute('aria-activedescendant')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(address()).toBe('/organisations')
  unmount()
  const again = open()
  await again.user.type(screen.getByRole('combobox', { name: 'Go to…' }), 'no such place')
  await expect.poll(() => options()).toEqual(['Search messages for “no such place”'])
  await again.user.keyboard('{ArrowDown}{Enter}')
  expect(address()).toBe('/search?q=no+such+place')
})

test('the quick switcher does what the rules allow, and tells commands by their words in either language', async () => {
  let isOpen = true
  const { user } = renderPage(
    <>
      <Address />
      <Switcher
        destinations={[]}
        onClose={() => {
          isOpen = false
        }}
      />
    </>,
  )
  const field = await screen.findByRole('combobox', { name: 'Go to…' })
  const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)
  await user.type(field, 'new lounge')
  await expect.poll(options).toEqual(['Search messages for “new lounge”'])
  await user.clear(field)
  await user.type(field, '通知设置')
  await expect.poll(() => options()[0]).toBe('Notice settingsCommand')
  await expect.poll(() => field.getAttribute('aria-activedescendant')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(address()).toBe('/notices/settings')
  expect(isOpen).toBe(false)
})
