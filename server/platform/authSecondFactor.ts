import { Refusal } from '#shared/platform/refusal.ts'
import { findAccount } from './account.model.ts'
import { type AuthDesk, checkedBody, pass, type Visit, withinTries } from './authRoutes.ts'
import { addressKey } from './limits.ts'

/** What the device and its owner need to set up; shown once. */
const setUp = ({ totpURI, backupCodes }: { totpURI?: string; backupCodes?: string[] }) => ({
  ...(totpURI ? { uri: totpURI } : {}),
  codes: backupCodes ?? [],
})
const nothing = () => ({})

/** Second factors: setting one up, proving it, recovery codes. Those that change something ask for the password. */
export const secondFactorRoutes: Record<string, (desk: AuthDesk, visit: Visit) => Promise<void>> = {
  'POST /two-factor/enable': async (desk, visit) => {
    const body = { ...checkedBody(visit, '/two-factor/enable'), issuer: await desk.auth.houseName() }
    await withPassword(desk, visit, () => pass(desk, visit, '/two-factor/enable', { body, tell: setUp }))
  },
  'POST /two-factor/generate-backup-codes': (desk, visit) => {
    const body = checkedBody(visit, '/two-factor/generate-backup-codes')
    return withPassword(desk, visit, () =>
      pass(desk, visit, '/two-factor/generate-backup-codes', { body, tell: setUp }),
    )
  },
  'POST /two-factor/disable': (desk, visit) => {
    const body = checkedBody(visit, '/two-factor/disable')
    return withPassword(desk, visit, () => pass(desk, visit, '/two-factor/disable', { body, tell: nothing }))
  },
  'POST /two-factor/verify-totp': (desk, visit) => prove(desk, visit, '/two-factor/verify-totp'),
  'POST /two-factor/verify-backup-code': (desk, visit) => prove(desk, visit, '/two-factor/verify-backup-code'),
}

async function withPassword(desk: AuthDesk, { asked }: Visit, work: () => Promise<void>): Promise<void> {
  const session = await desk.auth.findSession(asked.headers)
  if (!session) throw new Refusal('not_signed_in', 'platform.notSignedIn')
  const account = await findAccount(desk.store, session.personId)
  // One visitor would shut out all others.
  if (account?.demoPassword !== undefined) throw new Refusal('not_allowed', 'members.demoSeat')
  await withinTries(desk, [{ kind: 'passwordOfPerson', key: session.personId }], work)
}

/** After the password, or while setting up. Better-auth itself counts wrong codes, per sign-in and per account. */
async function prove(
  desk: AuthDesk,
  visit: Visit,
  path: '/two-factor/verify-totp' | '/two-factor/verify-backup-code',
): Promise<void> {
  const body = checkedBody(visit, path)
  await desk.limits.consume('signInFromAddress', addressKey(visit.asked.ip))
  await pass(desk, visit, path, { body, tell: nothing })
}
