import { openReply } from '#client/platform/rest.ts'
import { Refusal, type Reply } from '#shared/platform/refusal.ts'

/** The session's own addresses; all else of the hub is in the contract. */
export const signIn = (account: { email: string; password: string }) => post('sign-in/email', account)
/** Sends a link by mail. The answer is the same for an address without an account, so that nobody can be found out. */
export const requestReset = ({ email }: { email: string }) =>
  post('request-password-reset', { email, redirectTo: '/reset' })
export const setPassword = (reset: { newPassword: string; token: string }) => post('reset-password', reset)
/** Every other session of one's own ends with it. */
export const changePassword = (change: { currentPassword: string; newPassword: string }) =>
  post('change-password', change)

async function post(path: string, body: object): Promise<object> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => {
    throw new Refusal('unavailable', 'platform.offline')
  })
  const reply = (await response.json().catch(() => null)) as Reply<object> | null
  if (!reply) throw new Refusal('unavailable', 'platform.unavailable')
  return openReply(reply)
}
