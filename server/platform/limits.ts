import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Config } from './config.ts'
import type { Credential } from './sessions.ts'

/** How often something may be done: `points` within `seconds`. No points means no limit. */
interface Rate {
  points: number
  seconds: number
}

const manyDevices = 3
const manyAddresses = 10
/** People who may sit behind one address: a hall shares one. */
const aHallFull = 300

const kinds = (rates: Config['rates']) => ({
  /** By credential: what one session or token does. */
  command: { points: rates.commandsPer10s, seconds: 10 },
  query: { points: rates.queriesPer10s, seconds: 10 },
  /** By person, over all their sessions and tokens. */
  commandOfPerson: { points: rates.commandsPer10s * manyDevices, seconds: 10 },
  queryOfPerson: { points: rates.queriesPer10s * manyDevices, seconds: 10 },
  /** By credential: pieces of uploads; pictures of a page come many at once. */
  upload: { points: rates.commandsPer10s * 5, seconds: 10 },
  download: { points: rates.queriesPer10s * 3, seconds: 10 },
  /** By person: typing, entering and leaving, following. */
  signal: { points: 60, seconds: 10 },
  /** By address. */
  connection: { points: rates.connectionsPerMinute, seconds: 60 },
  request: { points: rates.queriesPer10s * 20, seconds: 10 },
  /** By address: deeds of people who are not signed in, among them guesses at codes. */
  visitorCommand: { points: aHallFull, seconds: 600 },
  visitorQuery: { points: rates.queriesPer10s * 10, seconds: 10 },
  /** By account and address: a stranger locks out nobody but those who share theirs. */
  signInToAccountFromAddress: { points: rates.signInsPerAccount, seconds: 900 },
  /** By account, from all addresses together. */
  signInToAccount: { points: rates.signInsPerAccount * manyAddresses, seconds: 900 },
  /** By person, who is signed in already and gives the password once more. */
  passwordOfPerson: { points: rates.signInsPerAccount, seconds: 900 },
  signInFromAddress: { points: rates.signInsPerAddress, seconds: 900 },
  /** By person: it reads all that they ever wrote. */
  exportOfPerson: { points: 6, seconds: 3600 },
  resetOfAccount: { points: 3, seconds: 900 },
  resetFromAddress: { points: aHallFull, seconds: 900 },
})
export type LimitKind = keyof ReturnType<typeof kinds>

/** Rates per key, in the memory of one process. */
export interface Limits {
  /** Counts one deed; throws the Refusal `too_many_requests` with `retryAfterMs` once there were too many. */
  consume(kind: LimitKind, key: string): Promise<void>
  /** Forgets the count of a key, as after a sign-in that succeeded. */
  forget(kind: LimitKind, key: string): Promise<void>
}

export function createLimits({ rates }: Pick<Config, 'rates'>): Limits {
  const limiters = Object.fromEntries(
    Object.entries(kinds(rates)).map(([kind, rate]) => [kind, limiterOf(rate)]),
  ) as Record<LimitKind, RateLimiterMemory | null>
  return {
    async consume(kind, key) {
      const limiter = limiters[kind]
      if (!limiter) return
      await limiter.consume(key).catch((rejection: unknown) => {
        if (!(rejection instanceof RateLimiterRes)) throw rejection
        const retryAfterMs = Math.max(1, rejection.msBeforeNext)
        throw new Refusal('too_many_requests', 'platform.tooManyRequests', { retryAfterMs })
      })
    },
    async forget(kind, key) {
      await limiters[kind]?.delete(key)
    },
  }
}

/** Counts one command or query: by credential and person, or by address where nobody is signed in. */
export async function consumeCall(
  limits: Limits,
  { kind, credential, address }: { kind: 'command' | 'query'; credential: Credential | null; address: string },
): Promise<void> {
  if (!credential) return limits.consume(kind === 'command' ? 'visitorCommand' : 'visitorQuery', address)
  await limits.consume(kind, credential.key)
  await limits.consume(kind === 'command' ? 'commandOfPerson' : 'queryOfPerson', credential.personId)
}

/** What an address is counted under: one IPv6 customer commands a whole /64. */
export function addressKey(address: string | undefined): string {
  if (!address) return 'unknown'
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const groups = address.includes('::')
    ? [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
    : before
  const prefix = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${prefix.join(':')}::/64`
}

function limiterOf({ points, seconds }: Rate): RateLimiterMemory | null {
  return points === 0 ? null : new RateLimiterMemory({ points, duration: seconds })
}
