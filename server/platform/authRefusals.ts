import { Refusal } from '#shared/platform/refusal.ts'

const refusals: Record<string, () => Refusal> = {
  INVALID_EMAIL_OR_PASSWORD: () => new Refusal('not_signed_in', 'members.wrongPassword'),
  INVALID_PASSWORD: () =>
    new Refusal('invalid_input', 'platform.checkInput', { fields: { currentPassword: 'members.wrongPassword' } }),
  INVALID_TOKEN: () => new Refusal('invalid_input', 'members.resetOver'),
  USER_NOT_FOUND: () => new Refusal('invalid_input', 'members.resetOver'),
  SEAT_SUSPENDED: () => new Refusal('not_allowed', 'members.suspended'),
  UNAUTHORIZED: () => new Refusal('not_signed_in', 'platform.notSignedIn'),
}
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
