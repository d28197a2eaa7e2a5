import { Refusal } from '#shared/platform/refusal.ts'
import { refusals } from '#shared/refusals.ts'

/** What the session's library answers for itself; the rest of the hub speaks the contract. */
export const signIn = (account: { email: string; password: string }) => post('sign-in/email', account)
/** Sends a link by mail. The answer is the same for an address without an account, so that nobody can be found out. */
export const requestReset = ({ email }: { email: string }) =>
  post('request-password-reset', { email, redirectTo: '/reset' })
export const setPassword = (reset: { newPassword: string; token: string }) => post('reset-password', reset)

async function post(path: string, body: object): Promise<object> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => {
    throw new Refusal('unavailable', 'platform.offline')
  })
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw refusalOf(response.status, answer)
  return typeof answer === 'object' && answer !== null ? answer : {}
}

function refusalOf(status: number, answer: unknown): Refusal {
  const key = (answer as { error?: { key?: string } } | null)?.error?.key
  const code = (answer as { code?: string } | null)?.code
  if (status === 429) return new Refusal('too_many_requests', 'platform.tooManyRequests')
  if (key && key in refusals) return new Refusal(status === 403 ? 'not_allowed' : 'invalid_input', key)
  if (status >= 500) return new Refusal('internal', 'platform.internal')
  if (code === 'INVALID_TOKEN') return new Refusal('not_found', 'members.resetOver')
  if (status === 403) return new Refusal('not_allowed', 'members.suspended')
  return new Refusal('invalid_input', 'members.wrongPassword')
}
