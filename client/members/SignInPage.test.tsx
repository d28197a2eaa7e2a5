import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { buildCluster, buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { asReply, Refusal, type Reply } from '#shared/platform/refusal.ts'
import { useSession } from './me.store.ts'
import { SignInPage } from './SignInPage.tsx'

const front = { isFounded: true, cluster: buildCluster({ isDemo: true }), demoSeats: [] }
const calls: { address: string; body: unknown }[] = []

function answer(reply: Reply<object>) {
  calls.length = 0
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    calls.push({ address, body: init.body ? JSON.parse(String(init.body)) : null })
    const isAuth = address.startsWith('/api/auth')
    return Response.json(isAuth ? reply : asReply(new Refusal('not_signed_in', 'platform.notSignedIn')))
  })
}
beforeEach(() => useSession.setState({ state: 'visitor', me: null, ended: null, refusal: null }))

test('a wrong password is said, and the address stays in its field', async () => {
  answer(asReply(new Refusal('not_signed_in', 'members.wrongPassword')))
  const { user } = renderPage(<SignInPage front={front} />)
  await user.type(screen.getByLabelText(/E-mail/), 'lin@yaoyu.example')
  await user.type(screen.getByLabelText(/^Password/), 'not-this-one')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect((await screen.findByText('The address or the password is wrong.')).closest('[role=alert]')).not.toBeNull()
  expect(screen.getByLabelText<HTMLInputElement>(/E-mail/).value).toBe('lin@yaoyu.example')
})

test('too many attempts are told apart from a wrong password', async () => {
  answer(asReply(new Refusal('too_many_requests', 'platform.tooManyRequests')))
  const { user } = renderPage(<SignInPage front={front} />)
  await user.type(screen.getByLabelText(/E-mail/), 'lin@yaoyu.example')
  await user.type(screen.getByLabelText(/^Password/), 'whatever-it-is{Enter}')
  expect(await screen.findByText('Too many requests; please wait a moment.')).toBeTruthy()
})

test('a malformed address is not even sent', async () => {
  answer({ ok: true, data: {} })
  const { user } = renderPage(<SignInPage front={front} />)
  await user.type(screen.getByLabelText(/E-mail/), 'nobody')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByText('Please give a valid e-mail address.')).toBeTruthy()
  expect(calls).toEqual([])
})

test('one click takes a demo seat; without a demo there are none', async () => {
  answer({ ok: true, data: {} })
  const person = buildPerson({ name: { zh: '林晓岚', en: 'Lin Xiaolan', authoritative: 'zh' }, seats: ['chair'] })
  const demoSeats = [{ person, organisation: null, email: 'chair@yaoyu.example', password: 'open-for-demo' }]
  const { user, unmount } = renderPage(<SignInPage front={{ ...front, demoSeats }} />)
  expect(screen.getByRole('region', { name: 'Chair' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /Lin Xiaolan/ }))
  await waitFor(() =>
    expect(calls[0]).toEqual({
      address: '/api/auth/sign-in/email',
      body: { email: 'chair@yaoyu.example', password: 'open-for-demo' },
    }),
  )
  unmount()
  renderPage(<SignInPage front={front} />)
  expect(screen.queryByText('Demo seats')).toBeNull()
})

test('why the last session ended is said', () => {
  useSession.setState({ ended: 'suspended' })
  renderPage(<SignInPage front={front} />)
  expect(screen.getByRole('status').textContent).toContain('Your seat is suspended')
})
