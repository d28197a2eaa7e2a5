import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '#server/testing/freePort.ts'
import { type RedisServer, redisIn, whyNoRedis } from '#server/testing/redis.ts'
import { until } from '#server/testing/until.ts'
import { ConfigError } from './config.ts'
import { createRedisAdapter } from './redisAdapter.ts'

function heard() {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(JSON.parse(line).msg) })
  return { lines, log }
}

describe.runIf(whyNoRedis === null)(`Redis${whyNoRedis ? `, skipped: ${whyNoRedis}` : ''}`, () => {
  let folder: string
  let redis: RedisServer
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chandelier-redis-'))
    redis = redisIn(folder, await freePort())
    await redis.start()
  })
  afterAll(async () => {
    await redis.kill()
    await rm(folder, { recursive: true })
  })

  test('that goes away is told of once, and once when it is back', async () => {
    const { lines, log } = heard()
    const adapter = createRedisAdapter(redis.url, log)
    await adapter.checkEntry()
    expect(adapter.isUp()).toBe(true)
    await redis.kill()
    await until(() => lines.length > 0)
    expect(adapter.isUp()).toBe(false)
    await redis.start()
    await until(() => adapter.isUp())
    expect(lines).toEqual(['Redis is away; other processes hear of news late', 'Redis is back'])
    await adapter.close()
  })

  test('that refuses the password ends the start with a sentence', async () => {
    const client = new Redis(redis.url)
    await client.config('SET', 'requirepass', 'pearl')
    client.disconnect()
    for (const url of [redis.url, redis.url.replace('//', '//:jade@')]) {
      const { log } = heard()
      const adapter = createRedisAdapter(url, log)
      const error = await adapter.checkEntry().catch((refusal: unknown) => refusal)
      await adapter.close()
      expect(error).toBeInstanceOf(ConfigError)
      expect((error as Error).message).toBe('REDIS_URL: Redis refuses the name or password')
    }
  })
})

test('a Redis that is away keeps nobody from starting', async () => {
  const { lines, log } = heard()
  const adapter = createRedisAdapter(`redis://127.0.0.1:${await freePort()}`, log)
  await expect(adapter.checkEntry()).resolves.toBeUndefined()
  expect(adapter.isUp()).toBe(false)
  expect(lines).toEqual(['Redis is away; other processes hear of news late'])
  await adapter.close()
})
