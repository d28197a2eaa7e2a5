import type { IncomingMessage, ServerResponse } from 'node:http'
import express, { type Response as Answer, type Request as Asked } from 'express'
import { asReply, Refusal } from '#shared/platform/refusal.ts'
import { forgetResets } from './account.model.ts'
import { type Auth, addressHeader, nowhere } from './auth.ts'
import { refusalOf } from './authRefusals.ts'
import { secondFactorRoutes } from './authSecondFactor.ts'
import { type AuthBody, type AuthPath, authShapes } from './authShapes.ts'
import type { Config } from './config.ts'
import { checked } from './dispatch.ts'
import { sendReply } from './httpReply.ts'
import type { Hub } from './hub.ts'
import { addressKey, type LimitKind, type Limits } from './limits.ts'
import type { Store } from './store.ts'

export interface AuthDesk {
  config: Pick<Config, 'publicUrl' | 'isDemo'>
  store: Store
  auth: Auth
  limits: Limits
  log: Hub['log']
}

const base = '/api/auth'
const readJson = express.json({ limit: '16kb', inflate: false })

/**
 * The few routes of better-auth that the hub opens, with its own shapes, limits and refusals. Rejects with a Refusal.
 * `settled` resolves once no reset is being prepared any more.
 */
export function authRoutes(desk: AuthDesk) {
  const background = new Set<Promise<void>>()
  desk.auth.onReset(({ email, from }) => forgetTries(desk, signInTries(email, from)))
  const routes: Record<string, (visit: Visit) => Promise<void>> = {
    'POST /sign-in/email': (visit) => signIn(desk, visit),
    'POST /sign-out': (visit) => pass(desk, visit, '/sign-out', { body: checkedBody(visit, '/sign-out') }),
    'POST /request-password-reset': async (visit) => {
      const prepare = await requestReset(desk, visit)
      const done = prepare().catch((error: unknown) => desk.log.error({ err: error }, 'password reset not prepared'))
      background.add(done)
      void done.finally(() => background.delete(done))
      sendReply(visit.asked, visit.answer, { ok: true, data: {} })
    },
    'POST /reset-password': (visit) => resetPassword(desk, visit),
    'POST /change-password': (visit) => changePassword(desk, visit),
    'GET /get-session': (visit) => tellSession(desk, visit),
  }
  return {
    /** For Express's own requests, whatever their type says here. */
    async handler(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const [asked, answer] = [request as Asked, response as Answer]
      const name = `${asked.method} ${asked.path.slice(base.length)}`
      const second = secondFactorRoutes[name]
      const route = second ? (visit: Visit) => second(desk, visit) : routes[name]
      if (!route) return sendReply(asked, answer, asReply(new Refusal('not_found', 'platform.notFound')))
      await new Promise<void>((done, fail) => readJson(asked, answer, (error) => (error ? fail(error) : done())))
      await route({ asked, answer })
    },
    settled: async () => void (await Promise.all(background)),
  }
}

export interface Visit {
  asked: Asked
  answer: Answer
}

export const checkedBody = <Path extends AuthPath>({ asked }: Visit, path: Path): AuthBody<Path> =>
  checked(authShapes[path], asked.body ?? {}) as AuthBody<Path>

async function signIn(desk: AuthDesk, visit: Visit): Promise<void> {
  const body = checkedBody(visit, '/sign-in/email')
  await desk.limits.consume('signInFromAddress', addressKey(visit.asked.ip))
  const tries = signInTries(body.email, visit.asked.ip)
  await withinTries(desk, tries, () => pass(desk, visit, '/sign-in/email', { body, tell: whatIsLeft }))
}

interface Try {
  kind: LimitKind
  key: string
}

/** The narrow count first: whoever is over it adds nothing to the wide one. */
const signInTries = (email: string, address: string | undefined): Try[] => [
  { kind: 'signInToAccountFromAddress', key: `${email} ${addressKey(address)}` },
  { kind: 'signInToAccount', key: email },
]

/** Every try counts before it is made, so that many at once gain nothing; one that succeeds wipes the slate. */
export async function withinTries(desk: AuthDesk, tries: Try[], work: () => Promise<void>): Promise<void> {
  // In a demo everybody knows the passwords, and a hall full of people takes the same seat at once.
  if (desk.config.isDemo) return work()
  for (const { kind, key } of tries) await desk.limits.consume(kind, key)
  await work()
  await forgetTries(desk, tries)
}

async function forgetTries({ limits }: AuthDesk, tries: Try[]): Promise<void> {
  for (const { kind, key } of tries) await limits.forget(kind, key)
}

/** Whether the address has an account must show neither in the answer nor in its time: the work comes after it. */
async function requestReset(desk: AuthDesk, visit: Visit): Promise<() => Promise<void>> {
  const { email } = checkedBody(visit, '/request-password-reset')
  await desk.limits.consume('resetFromAddress', addressKey(visit.asked.ip))
  const isWithin = await desk.limits.consume('resetOfAccount', email).then(
    () => true,
    () => false,
  )
  const request = requestFor(desk, visit, '/request-password-reset', { email })
  return async () => {
    if (isWithin) await throwRefusals(await desk.auth.handle(request))
  }
}

async function resetPassword(desk: AuthDesk, visit: Visit): Promise<void> {
  const body = checkedBody(visit, '/reset-password')
  await desk.limits.consume('resetFromAddress', addressKey(visit.asked.ip))
  await pass(desk, visit, '/reset-password', { body })
}

async function changePassword(desk: AuthDesk, visit: Visit): Promise<void> {
  const body = checkedBody(visit, '/change-password')
  const session = await desk.auth.findSession(visit.asked.headers)
  if (!session) throw new Refusal('not_signed_in', 'platform.notSignedIn')
  const before = () => forgetResets(desk.store, [session.personId])
  const tries: Try[] = [{ kind: 'passwordOfPerson', key: session.personId }]
  await withinTries(desk, tries, () => pass(desk, visit, '/change-password', { body, before }))
}

/** Who is signed in, and until when. Asking prolongs the session. */
async function tellSession(desk: AuthDesk, visit: Visit): Promise<void> {
  const response = await desk.auth.handle(requestFor(desk, visit, '/get-session', null))
  await throwRefusals(response)
  const found = (await response.json()) as { session: { userId: string; expiresAt: string } } | null
  keepCookies(response, visit)
  const data = found && { person: found.session.userId, expiresAt: Date.parse(found.session.expiresAt) }
  sendReply(visit.asked, visit.answer, { ok: true, data: { session: data } })
}

/** Whether a right password is not enough. */
const whatIsLeft = ({ twoFactorRedirect }: { twoFactorRedirect?: boolean }) =>
  twoFactorRedirect ? { needsSecondFactor: true } : {}

/**
 * Hands a request on. `before` is done once it has succeeded, before the answer. `tell` picks what the answer says: what
 * better-auth answers holds the session's token too.
 */
export async function pass(
  desk: AuthDesk,
  visit: Visit,
  path: AuthPath,
  { body, before, tell = () => ({}) }: { body: object; before?: () => Promise<void>; tell?: (answer: never) => object },
): Promise<void> {
  const response = await desk.auth.handle(requestFor(desk, visit, path, body))
  await throwRefusals(response)
  await before?.()
  keepCookies(response, visit)
  const data = tell((await response.json()) as never)
  sendReply(visit.asked, visit.answer, { ok: true, data })
}

function keepCookies(response: Response, { answer }: Visit): void {
  for (const cookie of response.headers.getSetCookie()) answer.append('set-cookie', cookie)
}

async function throwRefusals(response: Response): Promise<void> {
  if (response.status >= 400) throw refusalOf(response.status, (await response.json().catch(() => null)) as never)
}

const handedOn = ['cookie', 'origin', 'user-agent', 'host', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']

function requestFor({ config }: AuthDesk, { asked }: Visit, path: string, body: object | null): Request {
  const headers = new Headers({ [addressHeader]: asked.ip ?? '' })
  for (const name of handedOn) {
    const value = asked.get(name)
    if (value !== undefined) headers.set(name, value)
  }
  // What another site sent has been refused by now; a browser may leave Origin out of what it sends to its own.
  if (!headers.has('origin')) headers.set('origin', config.publicUrl ?? ownOrigin(asked))
  const url = `${config.publicUrl ?? nowhere}${base}${path}`
  if (body === null) return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

function ownOrigin({ protocol, host }: Asked): string {
  const origin = `${protocol}://${host}`
  return URL.canParse(origin) ? new URL(origin).origin : ''
}
