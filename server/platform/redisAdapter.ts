import { createAdapter } from '@socket.io/redis-streams-adapter'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'

const blockTimeInMs = 1000
const commandTimeout = 3000
const subscribeAgainMs = 500

export interface RedisAdapter {
  adapter: unknown
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
 * Spreads frames over several server processes. Where Redis is away, commands fail fast, so that the members of this
 * process hear everything all the same, and those of others are healed by the head digests.
 */
export function createRedisAdapter(url: string, log: Logger): RedisAdapter {
  const clients: Redis[] = []
  const open = () => {
    const client = new Redis(url, { commandTimeout, maxRetriesPerRequest: 1, lazyConnect: false })
    client.on('error', (error) => log.warn({ err: error }, 'redis'))
    clients.push(client)
    return client
  }
  const client = open()
  // The adapter awaits what it adds to the stream, but not what it publishes or subscribes to: what is lost there
  // was ephemeral, and must not end the process.
  const publish = client.publish.bind(client)
  client.publish = ((...given: Parameters<typeof publish>) => publish(...given).catch(() => 0)) as typeof publish
  const duplicate = client.duplicate.bind(client)
  client.duplicate = (override) => {
    const copy = duplicate(override)
    copy.on('error', (error) => log.warn({ err: error }, 'redis'))
    subscribeForSure(copy)
    clients.push(copy)
    return copy
  }
  return {
    adapter: createAdapter(client, {
      streamName: 'chandelier',
      channelPrefix: 'chandelier',
      blockTimeInMs,
      onlyPlaintext: true,
    }),
    async ping() {
      await client.ping()
    },
    async close() {
      for (const each of clients) each.disconnect()
    },
  }
}
