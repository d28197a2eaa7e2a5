import { act, screen } from '@testing-library/react'
import { Suspense, useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useConnection } from '#client/platform/connection.store.ts'
import { renderPage } from '#client/testing/render.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { latePage, latePart } from './latePart.tsx'

const cut = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
const notKept = 'This part is not on your device yet'
const RollPart = ({ onClose }: { onClose(): void }) => (
  <button type="button" onClick={onClose}>
    The roll
  </button>
)

beforeEach(() => useConnection.setState({ state: 'offline' }))
afterEach(() => useConnection.setState(useConnection.getInitialState()))

/** A room with a door to a part that is fetched when it is opened. */
function renderRoom(fetchPart: () => Promise<typeof RollPart>) {
  const Roll = latePart(fetchPart)
  function Room() {
    const [isOpen, setOpen] = useState(false)
    return (
      <>
        <p>The talk</p>
        <button type="button" onClick={() => setOpen(true)}>
          Open
        </button>
        <Suspense>{isOpen && <Roll onClose={() => setOpen(false)} />}</Suspense>
      </>
    )
  }
  return renderPage(
    <ErrorBoundary>
      <Room />
    </ErrorBoundary>,
  )
}

test('a panel that was never opened says offline that it is not kept; the talk stays, and it opens once online', async () => {
  const fetchPart = vi.fn(cut as () => Promise<typeof RollPart>)
  const { user } = renderRoom(fetchPart)
  await user.click(screen.getByRole('button', { name: 'Open' }))
  expect((await screen.findByRole('alert')).textContent).toContain(notKept)
  expect(screen.getByText('The talk')).toBeTruthy()
  fetchPart.mockResolvedValue(RollPart)
  act(() => useConnection.setState({ state: 'online' }))
  expect(await screen.findByRole('button', { name: 'The roll' })).toBeTruthy()
  expect(screen.queryByText(notKept)).toBeNull()
})

test('what could not be fetched and was closed is asked for again when it is opened the next time', async () => {
  const fetchPart = vi.fn(cut as () => Promise<typeof RollPart>)
  const { user } = renderRoom(fetchPart)
  await user.click(screen.getByRole('button', { name: 'Open' }))
  await user.click(await screen.findByRole('button', { name: 'Close' }))
  expect(screen.queryByText(notKept)).toBeNull()
  fetchPart.mockResolvedValue(RollPart)
  await user.click(screen.getByRole('button', { name: 'Open' }))
  expect(await screen.findByRole('button', { name: 'The roll' })).toBeTruthy()
})

test('where the browser does not fetch it again although the connection is back, a reload is offered beside the talk', async () => {
  const { user } = renderRoom(cut as () => Promise<typeof RollPart>)
  await user.click(screen.getByRole('button', { name: 'Open' }))
  await screen.findByText(notKept)
  expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull()
  act(() => useConnection.setState({ state: 'online' }))
  expect(await screen.findByRole('button', { name: 'Reload' })).toBeTruthy()
  expect(screen.getByText('The talk')).toBeTruthy()
})

test('a page that this device does not have says so, and comes once online', async () => {
  const fetchPage = vi.fn(cut as () => Promise<() => React.JSX.Element>)
  const Page = latePage(fetchPage)
  renderPage(
    <Suspense>
      <Page />
    </Suspense>,
  )
  expect(await screen.findByRole('heading', { name: notKept })).toBeTruthy()
  fetchPage.mockResolvedValue(() => <p>The people</p>)
  act(() => useConnection.setState({ state: 'online' }))
  expect(await screen.findByText('The people')).toBeTruthy()
})

test('a part that cannot be fetched in spite of a connection is broken, and a reload is offered', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  useConnection.setState({ state: 'online' })
  const { user } = renderRoom(cut as () => Promise<typeof RollPart>)
  await user.click(screen.getByRole('button', { name: 'Open' }))
  expect(await screen.findByText('This page broke')).toBeTruthy()
})
