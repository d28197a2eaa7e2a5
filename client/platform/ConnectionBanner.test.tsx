import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '#client/testing/render.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { type ConnectionState, useConnection } from './connection.store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const become = (change: Partial<ConnectionState>) => act(() => useConnection.setState(change))
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))
const said = () => screen.getByRole('status').textContent

test('it says what is true of the connection, and nothing of a hiccup', () => {
  useConnection.setState({ state: 'online', waiting: 0, hasBeenOnline: true })
  renderPage(<ConnectionBanner />)
  expect(said()).toBe('')
  become({ state: 'connecting' })
  pass(500)
  become({ state: 'online' })
  pass(5000)
  expect(said()).toBe('')

  become({ state: 'connecting' })
  pass(1500)
  expect(said()).toBe('Connection lost. Reconnecting…')
  become({ state: 'offline' })
  expect(said()).toMatch(/^No connection\. It comes back by itself/)
  become({ waiting: 1 })
  expect(said()).toMatch(/1 message is waiting/)
  become({ waiting: 3 })
  expect(said()).toMatch(/3 messages are waiting/)
  expect(screen.getByRole('button', { name: 'Try now' })).toBeTruthy()
  become({ state: 'online' })
  expect(said()).toBe('Connected again. Sending 3 messages…')
  become({ waiting: 0 })
  expect(said()).toBe('Connected again, and up to date.')
  pass(3500)
  expect(said()).toBe('')
})
