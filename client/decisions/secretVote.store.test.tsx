import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSession } from '#client/members/me.store.ts'
import { buildPerson } from '#client/testing/people.ts'
import { enterHall } from '#client/testing/rooms.ts'
import type { SecretRow, SecretVote } from './secretShelf.ts'

const rows = vi.hoisted(() => new Map<string, unknown>())
const asked = vi.hoisted(() => [] as { name: string; input: unknown }[])
vi.mock('./secretShelf.ts', async (original) => ({
  ...(await original<typeof import('./secretShelf.ts')>()),
  indexedDbVotes: () => ({
    all: async () => [...rows.values()],
    find: async (id: string) => rows.get(id) ?? null,
    async put(id: string, change: (held: unknown) => unknown) {
      const next = change(rows.get(id) ?? null)
      if (next) rows.set(id, next)
      return next ?? rows.get(id) ?? null
    },
  }),
}))
vi.mock('./blinding.ts', () => ({
  blindSerial: async () => ({ serial: 'ab'.repeat(32), blinded: 'blinded', inverse: 'i' }),
  unblind: async () => 'token',
}))
vi.mock('#client/platform/hub.ts', async (original) => ({
  ...(await original<typeof import('#client/platform/hub.ts')>()),
  send: async (name: string, input: unknown) => {
    asked.push({ name, input })
    return { signature: 's' }
  },
}))

const vote: SecretVote = { room: 'r', decision: 'd', round: 1, seat: 'Me', key: 'k', delaySeconds: 0 }
const me = buildPerson({ id: 'Me' })

beforeEach(() => {
  rows.clear()
  asked.length = 0
  vi.stubGlobal('indexedDB', {})
  const locks = { request: (_: string, work: () => unknown) => work() } as unknown as LockManager
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks)
})
afterEach(() => {
  act(() => useSession.setState({ state: 'visitor', me: null }))
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('a ballot goes without cookies and without the address of the page, and the note of it is gone with the receipt', async () => {
  const sent = vi.fn(async (_path: string, { body }: RequestInit) => {
    expect(localStorage.getItem('chandelier.votes.Me')).toBe('1')
    const { leafOf } = await import('#shared/decisions/leaves.ts')
    return Response.json({ ok: true, data: { leaf: leafOf(JSON.parse(String(body))), receipt: 'r' } })
  })
  vi.stubGlobal('fetch', sent)
  const { useSecretVote } = await import('./secretVote.store.ts')
  act(() => enterHall(me))
  const { result } = renderHook(() => useSecretVote(vote, { prepares: false }))
  expect(result.current.phase).toBe('none')
  await act(() => result.current.cast({ kind: 'choice', says: 'yes' }, null))
  await waitFor(() => expect(result.current.phase).toBe('done'))
  expect(sent.mock.calls.map(([path, init]) => [path, init.credentials, init.referrerPolicy, init.keepalive])).toEqual([
    ['/api/ballots', 'omit', 'no-referrer', true],
  ])
  expect(asked).toEqual([
    { name: 'ballot.token', input: { room: 'r', decision: 'd', round: 1, seat: 'Me', blinded: 'blinded' } },
  ])
  expect(localStorage.getItem('chandelier.votes.Me')).toBeNull()
  expect(JSON.stringify([...rows.values()])).not.toMatch(/yes|abab/)
})

test('who looks at an open vote gets the token ready, and nothing is cast', async () => {
  const { useSecretVote } = await import('./secretVote.store.ts')
  act(() => enterHall(me))
  const { result } = renderHook(() => useSecretVote(vote, { prepares: true }))
  await waitFor(() => expect(result.current.phase).toBe('ready'), { timeout: 4000 })
  expect((rows.get('Me/d/1/Me') as SecretRow).chosen).toBeNull()
})

test('where the browser can hide no serial, that is told', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const { useSecretVote } = await import('./secretVote.store.ts')
  act(() => enterHall(me))
  const { result } = renderHook(() => useSecretVote(vote, { prepares: true }))
  expect(result.current.phase).toBe('unsupported')
})
