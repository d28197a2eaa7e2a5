import { openReply } from '#client/platform/rest.ts'
import { Refusal, type Reply } from '#shared/platform/refusal.ts'

/** The session's own addresses; all else of the hub is in the contract. */
export const signIn = (account: { email: string; password: string }) =>
  post<{ needsSecondFactor?: true }>('sign-in/email', account)
/** A code of the authenticator, or a recovery code: after the password, or while setting up. */
export const proveCode = ({ code, isRecovery }: { code: string; isRecovery: boolean }) =>
  post(isRecovery ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', { code })
/** `uri` is for the authenticator; the recovery codes are shown this once. */
export const beginSecondFactor = (own: { password: string }) =>
  post<{ uri: string; codes: string[] }>('two-factor/enable', own)
export const renewCodes = (own: { password: string }) =>
  post<{ codes: string[] }>('two-factor/generate-backup-codes', own)
export const endSecondFactor = (own: { password: string }) => post('two-factor/disable', own)
/** Sends a link by mail. The answer is the same for an address without an account, so that nobody can be found out. */
export const requestReset = ({ email }: { email: string }) =>
  post('request-password-reset', { email, redirectTo: '/reset' })
export const setPassword = (reset: { newPassword: string; token: string }) => post('reset-password', reset)
/** Every other session of one's own ends with it. */
export const changePassword = (change: { currentPassword: string; newPassword: string }) =>
  post('change-password', change)

let latest: Promise<unknown> = Promise.resolve()
/** Resolves once nothing is asked any more that may bring a new session. */
export const accountSettled = (): Promise<unknown> => latest.catch(() => {})

function post<Answer extends object = object>(path: string, body: object): Promise<Answer> {
  const answer = ask<Answer>(path, body)
  latest = answer
  return answer
}

async function ask<Answer extends object>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => {
    throw new Refusal('unavailable', 'platform.offline')
  })
  const reply = (await response.json().catch(() => null)) as Reply<Answer> | null
  if (!reply) throw new Refusal('unavailable', 'platform.unavailable')
  return openReply(reply)
}
