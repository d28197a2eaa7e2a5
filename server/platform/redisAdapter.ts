import { createAdapter } from '@socket.io/redis-streams-adapter'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'

const blockTimeInMs = 1000
const commandTimeout = 3000

export interface RedisAdapter {
  adapter: unknown
  /** Resolves where Redis answers. */
  ping(): Promise<void>
  close(): Promise<void>
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
  const duplicate = client.duplicate.bind(client)
  client.duplicate = (override) => {
    const copy = duplicate(override)
    copy.on('error', (error) => log.warn({ err: error }, 'redis'))
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
