import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { mongodbAdapter } from 'better-auth/adapters/mongodb'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Logger } from 'pino'
import type { Language } from '#shared/platform/language.shape.ts'
import { forgetResets } from './account.model.ts'
import { cookiePrefix, isForTlsOnly, sessionTokenOf } from './authCookie.ts'
import { secondFactorLockMs } from './authRefusals.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { gatherReads } from './gather.ts'
import { type Letter, linkTo, type Mail } from './mail.ts'
import { isOwnOrigin } from './origin.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { findSessionsByToken } from './session.model.ts'
import type { Revocation } from './sessions.ts'
import type { Store } from './store.ts'
import { takeCode } from './usedCode.model.ts'

/** What accounts ask about the people whose they are. */
export interface AccountHolders {
  /** Null for an account whose person is not on the roll. */
  find(personId: string): Promise<{ state: 'invited' | 'active' | 'suspended' | 'former'; language: Language } | null>
  passwordResetLetter(link: string, language: Language): Promise<Letter>
  /** What a device calls this house beside its codes. */
  houseName(): Promise<string>
}

export interface AuthSurroundings {
  config: Pick<Config, 'secret' | 'publicUrl'>
  store: Store
  mail: Mail
  clock: Clock
  log: Logger
  holders: AccountHolders
}

export interface CookieSession {
  id: string
  personId: string
  expiresAt: Date
}

/** Whose password was reset, and from which address. */
export interface Reset {
  email: string
  from: string
}

export type SessionEnd = (revocation: Revocation) => Promise<void>
export type Auth = ReturnType<typeof createAuth>

/** The header by which the routes hand on what only Express knows; whoever sends it from outside is not heard. */
export const addressHeader = 'x-chandelier-address'
/** Nobody's address (RFC 2606): where PUBLIC_URL is not set, each request's own origin counts. */
export const nowhere = 'http://hub.invalid'

const sessionSeconds = 30 * 24 * 3600
const resetSeconds = 3600

/** Accounts with e-mail and password, cookie sessions and password resets: better-auth with all else turned off. */
export function createAuth(around: AuthSurroundings) {
  const ends = new Set<SessionEnd>()
  const resets = new Set<(reset: Reset) => Promise<void>>()
  const findRow = gatherReads(
    (found: string[]) => findSessionsByToken(around.store, found),
    ({ token }) => token,
  )
  const tellAll =
    <Told>(listeners: Set<(told: Told) => Promise<void>>) =>
    async (told: Told) =>
      void (await Promise.all(Array.from(listeners, (hear) => hear(told))))
  const auth = betterAuth(optionsOf(around, { onEnd: tellAll(ends), onReset: tellAll(resets) }))
  return {
    /** One request of better-auth's own HTTP interface. */
    handle: (request: Request): Promise<Response> => auth.handler(request),
    /** Called, and waited for, whenever a cookie session ends otherwise than by its time. */
    onSessionEnd(hear: SessionEnd) {
      ends.add(hear)
    },
    /** Called, and waited for, when the password of an account was reset. */
    onReset(hear: (reset: Reset) => Promise<void>) {
      resets.add(hear)
    },
    houseName: () => around.holders.houseName(),
    /** What a request's cookie is signed for; null where it is not. Asks no store. */
    sessionToken: (headers: IncomingHttpHeaders) => sessionTokenOf(headers, around.config),
    /** The session of a request's cookie; asks the store. */
    async findSession(headers: IncomingHttpHeaders): Promise<CookieSession | null> {
      const token = sessionTokenOf(headers, around.config)
      const row = token && (await findRow(token))
      if (!row || row.expiresAt <= around.clock.now()) return null
      return { id: row._id, personId: row.userId, expiresAt: row.expiresAt }
    },
  }
}

function optionsOf(
  { config, store, mail, log, holders, clock }: AuthSurroundings,
  { onEnd, onReset }: { onEnd: SessionEnd; onReset(reset: Reset): Promise<void> },
) {
  return {
    appName: 'Chandelier',
    baseURL: config.publicUrl ?? nowhere,
    basePath: '/api/auth',
    secret: config.secret,
    database: mongodbAdapter(store.connection.db as never),
    user: { modelName: 'accounts' },
    account: { modelName: 'accountCredentials' },
    verification: { modelName: 'verifications', storeIdentifier: 'hashed' as const },
    session: { modelName: 'sessions', expiresIn: sessionSeconds, updateAge: 24 * 3600 },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    trustedOrigins: (request?: Request) => ownOriginOf(request, config),
    advanced: {
      cookiePrefix,
      useSecureCookies: isForTlsOnly(config),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => randomUUID(), defaultFindManyLimit: 10_000 },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: resetSeconds,
      async sendResetPassword({ user, token }: { user: { id: string; email: string }; token: string }) {
        const holder = await holders.find(user.id)
        if (holder?.state !== 'active') return
        const link = linkTo(config, `/reset?token=${token}`)
        const letter = await holders.passwordResetLetter(link, holder.language)
        await mail.send({ key: `reset:${randomUUID()}`, to: user.email, ...letter })
      },
      async onPasswordReset({ user }: { user: { id: string; email: string } }, request?: Request) {
        await forgetResets(store, [user.id])
        await onReset({ email: user.email, from: request?.headers.get(addressHeader) ?? '' })
      },
    },
    plugins: [
      twoFactor({
        twoFactorTable: 'secondFactors',
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: secondFactorLockMs / 1000 },
      }),
    ],
    databaseHooks: {
      session: { create: { before: admit({ holders, store, clock }) }, delete: { after: tellEnd(onEnd) } },
    },
    logger: {
      level: 'error' as const,
      log: (_level: string, message: string, ...about: unknown[]) =>
        log.error({ err: about.find((part) => part instanceof Error) }, `accounts: ${message}`),
    },
  }
}

/** Asked before anybody gets a session: an active seat, and a code that has let nobody in yet. */
const admit =
  ({ holders, store, clock }: Pick<AuthSurroundings, 'holders' | 'store' | 'clock'>) =>
  async (session: { userId: string }, context?: { path?: string; body?: { code?: unknown } } | null) => {
    await onlyActive(holders)(session)
    if (context?.path !== '/two-factor/verify-totp') return
    const code = String(context.body?.code)
    if (await takeCode(store, { person: session.userId, code, now: clock.now() })) return
    throw new APIError('UNAUTHORIZED', { code: 'CODE_USED', message: '' })
  }

const onlyActive = (holders: AccountHolders) => async (session: { userId: string }) => {
  const holder = await holders.find(session.userId)
  if (holder?.state === 'active') return
  if (holder?.state === 'suspended') throw new APIError('FORBIDDEN', { code: 'SEAT_SUSPENDED', message: '' })
  throw new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD', message: '' })
}

const tellEnd =
  (onEnd: SessionEnd) => async (session: { id: string; expiresAt: Date }, context?: { path?: string } | null) => {
    const isOver = session.expiresAt.getTime() <= Date.now()
    const reason = isOver ? 'expired' : context?.path === '/sign-out' ? 'signedOut' : 'revoked'
    await onEnd({ key: `session:${session.id}`, reason })
  }

function ownOriginOf(request: Request | undefined, config: Pick<Config, 'publicUrl'>): string[] {
  const origin = request?.headers.get('origin') ?? undefined
  const host = request?.headers.get('host') ?? undefined
  return origin && isOwnOrigin(origin, host, config) === 'own' ? [origin] : []
}
