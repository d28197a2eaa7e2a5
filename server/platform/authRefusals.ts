import { Refusal } from '#shared/platform/refusal.ts'

/** After ten wrong codes in a row, over any number of sign-ins, the second factor rests for so long. */
export const secondFactorLockMs = 15 * 60_000

const refusals: Record<string, () => Refusal> = {
  INVALID_EMAIL_OR_PASSWORD: () => new Refusal('not_signed_in', 'members.wrongPassword'),
  INVALID_PASSWORD: () =>
    new Refusal('invalid_input', 'platform.checkInput', {
      fields: { currentPassword: 'members.wrongPassword', password: 'members.passwordWrong' },
    }),
  INVALID_TOKEN: () => new Refusal('invalid_input', 'members.resetOver'),
  USER_NOT_FOUND: () => new Refusal('invalid_input', 'members.resetOver'),
  INVALID_CODE: () => wrongCode(),
  INVALID_BACKUP_CODE: () => wrongCode(),
  INVALID_TWO_FACTOR_COOKIE: () => new Refusal('not_signed_in', 'members.secondFactorOver'),
  // Better-auth has ended the sign-in by then.
  CODE_USED: () => new Refusal('not_signed_in', 'members.codeUsed'),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => new Refusal('not_signed_in', 'members.secondFactorOver'),
  ACCOUNT_TEMPORARILY_LOCKED: () =>
    new Refusal('too_many_requests', 'platform.tooManyRequests', { retryAfterMs: secondFactorLockMs }),
  TOTP_ALREADY_ENABLED: () => new Refusal('wrong_state', 'platform.wrongState'),
  TOTP_NOT_ENABLED: () => new Refusal('wrong_state', 'platform.wrongState'),
  TWO_FACTOR_NOT_ENABLED: () => new Refusal('wrong_state', 'platform.wrongState'),
  BACKUP_CODES_NOT_ENABLED: () => new Refusal('wrong_state', 'platform.wrongState'),
  SEAT_SUSPENDED: () => new Refusal('not_allowed', 'members.suspended'),
  UNAUTHORIZED: () => new Refusal('not_signed_in', 'platform.notSignedIn'),
}
const wrongCode = () => new Refusal('invalid_input', 'platform.checkInput', { fields: { code: 'members.codeWrong' } })
const foreignOrigin = /ORIGIN|CROSS_SITE/

/** The hub's word for what better-auth says no with. */
export function refusalOf(status: number, body: { code?: string } | null): Refusal {
  const code = body?.code ?? ''
  const known = refusals[code]
  if (known) return known()
  if (foreignOrigin.test(code)) return new Refusal('not_allowed', 'platform.foreignOrigin')
  if (status === 401) return new Refusal('not_signed_in', 'platform.notSignedIn')
  return status < 500
    ? new Refusal('invalid_input', 'platform.checkInput')
    : new Refusal('internal', 'platform.internal')
}
