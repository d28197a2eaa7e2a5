import type { IncomingMessage } from 'node:http'
import type { TokenScope } from '#shared/platform/actor.shape.ts'

/** Who a request or a socket is: found on one path for both. */
export interface Credential {
  personId: string
  /** `session:...` or `token:...`: what a revocation names. */
  key: string
  scopes: readonly TokenScope[]
  /** ms since 1970 */
  expiresAt: number
  isCookie: boolean
}

export interface Revocation {
  /** A credential's key, or `person:...` for everything that person holds. */
  key: string
  reason: 'signedOut' | 'revoked' | 'suspended' | 'expired'
}

export interface Sessions {
  /** Null where nobody is signed in. `token` is the socket's `auth.token`; REST gives its bearer header. */
  find(request: Pick<IncomingMessage, 'headers'>, token?: string): Promise<Credential | null>
  /** Whether a credential found earlier still stands; asks the store. */
  stands(credential: Pick<Credential, 'key'>): Promise<Credential | null>
  /** Ends a credential or everything of a person: stored, so that every process hears of it within a second. */
  revoke(revocation: Revocation): Promise<void>
  /** Called for each revocation, of this process at once and of others within a second. */
  onRevoked(listener: (revocation: Revocation) => void): void
  /** Stops listening to other processes. */
  close(): Promise<void>
}
