import type { IncomingMessage } from 'node:http'
import type { Config } from './config.ts'

export type OriginVerdict = 'own' | 'absent' | 'foreign'

/**
 * Whether a browser's Origin header names the hub itself: PUBLIC_URL where it is set, else the host that the request
 * came to. Everything that is not exactly an origin (`null`, a path, a user name) is foreign.
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): OriginVerdict {
  if (origin === undefined || origin === '') return 'absent'
  const given = asUrl(origin)
  if (given?.origin !== origin || !/^https?:$/.test(given.protocol)) return 'foreign'
  // The host is read under the given scheme, because the hub cannot know whether a proxy in front speaks TLS.
  const own = publicUrl ?? (host && `${given.protocol}//${host}`)
  return own && asUrl(own)?.origin === given.origin ? 'own' : 'foreign'
}

/**
 * Whether a request that changes something may have been sent by another site (OWASP, cross-site request forgery).
 * A bearer header cannot be set by another site; without Origin a browser says `same-origin` in Sec-Fetch-Site.
 */
export function isForeignRequest(
  { headers }: Pick<IncomingMessage, 'headers'>,
  config: Pick<Config, 'publicUrl'>,
): boolean {
  const verdict = isOwnOrigin(headers.origin, headers.host, config)
  if (verdict === 'own') return false
  if (/^bearer /i.test(headers.authorization ?? '')) return false
  if (verdict === 'foreign') return true
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin'
  return headers.cookie !== undefined
}

function asUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
