import { createAdapter } from '@socket.io/redis-streams-adapter'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { ConfigError } from './config.ts'

const blockTimeInMs = 1000
const commandTimeout = 3000
const subscribeAgainMs = 500
const firstWordMs = 2000
const refusals = /^(WRONGPASS|NOAUTH|NOPERM)|invalid (username-)?password/i

export interface RedisAdapter {
  /** For one hub's sockets; reads from Redis from then on, until they are closed. */
  createAdapter(): unknown
  /** Whether Redis answers now. */
  isUp(): boolean
  /** Waits a moment for Redis, and rejects with a ConfigError where it refuses the name or password: it will for ever. */
  checkEntry(): Promise<void>
  /** Resolves where Redis answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** A hub that starts while Redis is away listens once it is there; nobody waits for the adapter's first try. */
function subscribeForSure(client: Redis): void {
  const subscribe = client.subscribe.bind(client) as (...channels: unknown[]) => Promise<unknown>
  const again = async (...channels: unknown[]): Promise<unknown> => {
    try {
      return await subscribe(...channels)
    } catch {
      if (client.status === 'end') return 0
      await new Promise((resolve) => setTimeout(resolve, subscribeAgainMs).unref())
      return again(...channels)
    }
  }
  client.subscribe = again as typeof client.subscribe
}

/**
 * One line in the log when Redis goes away, and one when it is back, however often it is tried in between. The promise
 * rejects where Redis refuses the name or password.
 */
function tellOfChanges(client: Redis, log: Logger): Promise<never> {
  let isAway = false
  client.on('ready', () => {
    if (isAway) log.warn('Redis is back')
    isAway = false
  })
  const refused = new Promise<never>((_, reject) => {
    client.on('error', (error) => {
      if (refusals.test(error.message)) reject(new ConfigError('REDIS_URL: Redis refuses the name or password'))
      if (isAway) return
      isAway = true
      log.warn({ err: error }, 'Redis is away; other processes hear of news late')
    })
  })
  // Whoever waits for it hears of it; later on the log does.
  refused.catch(() => {})
  return refused
}

/**
 * Spreads frames over several server processes. Where Redis is away, commands fail fast, so that the members of this
 * process hear everything all the same, and those of others are healed by the head digests.
 */
export function createRedisAdapter(url: string, log: Logger): RedisAdapter {
  const client = new Redis(url, { commandTimeout, maxRetriesPerRequest: 1, lazyConnect: false })
  const clients = [client]
  const refused = tellOfChanges(client, log)
  // The adapter awaits what it adds to the stream, but not what it publishes or subscribes to: what is lost there
  // was ephemeral, and must not end the process.
  const publish = client.publish.bind(client)
  client.publish = ((...given: Parameters<typeof publish>) => publish(...given).catch(() => 0)) as typeof publish
  const duplicate = client.duplicate.bind(client)
  client.duplicate = (override) => {
    const copy = duplicate(override)
    // The first connection tells of Redis; the others go and come with it.
    copy.on('error', () => {})
    subscribeForSure(copy)
    clients.push(copy)
    return copy
  }
  return {
    createAdapter: () =>
      createAdapter(client, {
        streamName: 'chandelier',
        channelPrefix: 'chandelier',
        blockTimeInMs,
        onlyPlaintext: true,
      }),
    isUp: () => client.status === 'ready',
    async checkEntry() {
      const ready =
        client.status === 'ready' ? Promise.resolve() : new Promise((resolve) => client.once('ready', resolve))
      const late = new Promise((resolve) => setTimeout(resolve, firstWordMs).unref())
      await Promise.race([ready, refused, late])
    },
    async ping() {
      await client.ping()
    },
    async close() {
      for (const each of clients) each.disconnect()
    },
  }
}
