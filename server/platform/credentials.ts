import type { IncomingHttpHeaders } from 'node:http'
import type { Logger } from 'pino'
import { tokenScopes } from '#shared/platform/actor.ts'
import type { Auth, CookieSession } from './auth.ts'
import type { Clock } from './clock.ts'
import { CredentialCache } from './credentialCache.ts'
import { ExpiryWatch } from './expiryWatch.ts'
import { gatherReads } from './gather.ts'
import { RevocationFeed } from './revocationFeed.ts'
import { deleteSession, deleteSessionsOf, findSessionById, markSessionsUsed } from './session.model.ts'
import type { Credential, Revocation, Sessions } from './sessions.ts'
import type { Store } from './store.ts'
import {
  endToken,
  endTokensOf,
  findTokenById,
  findTokensByHash,
  hashOfToken,
  looksLikeToken,
  markUsed,
  type TokenRow,
} from './token.model.ts'

export interface SessionSurroundings {
  store: Store
  auth: Auth
  clock: Clock
  log: Logger
}

const usesKeptMs = 60_000

/** Who a request is, for REST and sockets alike: by personal access token where one is given, else by cookie. */
export function createSessions({ store, auth, clock, log }: SessionSurroundings): Sessions {
  const cache = new CredentialCache(clock)
  const listeners = new Set<(revocation: Revocation) => void>()
  const uses = new Map<string, Date>()
  const hear = (revocation: Revocation) => {
    cache.forget(revocation.key)
    watch.forget(revocation.key)
    for (const listener of listeners) listener(revocation)
  }
  const feed = new RevocationFeed(store, log, hear)
  const findToken = gatherReads(
    (hashes: string[]) => findTokensByHash(store, hashes, clock.now()),
    ({ hash }) => hash,
  )
  const stands = async ({ key }: Pick<Credential, 'key'>) => {
    const id = key.slice(key.indexOf(':') + 1)
    if (key.startsWith('token:')) return ofToken(await findTokenById(store, id, clock.now()))
    const row = await findSessionById(store, id, clock.now())
    return row && ofSession({ id: row._id, personId: row.userId, expiresAt: row.expiresAt })
  }
  const watch = new ExpiryWatch({ clock, log, stands, hear })
  auth.onSessionEnd((revocation) => feed.add(revocation))

  const markUses = async () => {
    const used = new Map(uses)
    uses.clear()
    await Promise.all([
      markUsed(store, usesOf(used, 'token:')),
      markSessionsUsed(store, usesOf(used, 'session:')),
    ]).catch((error: unknown) => log.warn({ err: error }, 'uses of credentials not kept'))
  }
  const timer = setInterval(() => void markUses(), usesKeptMs).unref()

  return {
    async find({ headers }, token = bearerOf(headers)) {
      await feed.started
      const found = await cache.find(nameOf(auth, headers, token), async () => {
        if (token === undefined) return ofSession(await auth.findSession(headers))
        return looksLikeToken(token) ? ofToken(await findToken(hashOfToken(token))) : null
      })
      if (!found) return null
      watch.add(found)
      uses.set(found.key, clock.now())
      return found
    },
    stands,
    async revoke(revocation) {
      await end(store, revocation.key, clock.now())
      await feed.add(revocation)
    },
    onRevoked(listener) {
      listeners.add(listener)
    },
    async close() {
      clearInterval(timer)
      watch.close()
      await feed.close()
      await markUses()
    },
  }
}

/** Times of use by id, of the credentials of one kind. */
const usesOf = (uses: Map<string, Date>, kind: string) =>
  new Map(
    Array.from(uses)
      .filter(([key]) => key.startsWith(kind))
      .map(([key, at]) => [key.slice(kind.length), at]),
  )

function bearerOf({ authorization }: IncomingHttpHeaders): string | undefined {
  return /^bearer +(\S*) *$/i.exec(authorization ?? '')?.[1]
}

/** What the request shows to be known by; the secret of a token is not kept in memory. */
function nameOf(auth: Auth, headers: IncomingHttpHeaders, token: string | undefined): string | null {
  if (token !== undefined) return `token ${hashOfToken(token)}`
  const signed = auth.sessionToken(headers)
  return signed && `cookie ${signed}`
}

function ofToken(row: TokenRow | null): Credential | null {
  if (!row) return null
  const { _id, person, scopes, expiresAt } = row
  return { personId: person, key: `token:${_id}`, scopes, expiresAt: expiresAt.getTime(), isCookie: false }
}

function ofSession(session: CookieSession | null): Credential | null {
  if (!session) return null
  const { id, personId, expiresAt } = session
  return { personId, key: `session:${id}`, scopes: tokenScopes, expiresAt: expiresAt.getTime(), isCookie: true }
}

async function end(store: Store, key: string, now: Date): Promise<void> {
  const id = key.slice(key.indexOf(':') + 1)
  if (key.startsWith('session:')) return deleteSession(store, id)
  if (key.startsWith('token:')) return endToken(store, id, now)
  await Promise.all([deleteSessionsOf(store, id), endTokensOf(store, id, now)])
}
