import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Redis } from 'ioredis'

/** Why tests that need a redis-server cannot run here; null where they can. */
export const whyNoRedis =
  spawnSync('redis-server', ['--version']).status === 0 ? null : 'no redis-server on the PATH of this machine'

/** A redis-server of one's own, on a unix socket in a given folder. */
export interface RedisServer {
  url: string
  start(): Promise<void>
  /** SIGKILL: what was in its streams is gone. */
  kill(): Promise<void>
}

export function redisIn(folder: string, port: number): RedisServer {
  let child: ChildProcess | null = null
  const url = `redis://127.0.0.1:${port}`
  return {
    url,
    async start() {
      const settings = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        folder,
      ]
      child = spawn('redis-server', [...settings, '--logfile', join(folder, 'redis.log')], { stdio: 'ignore' })
      const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null })
      client.on('error', () => {})
      await client.ping()
      client.disconnect()
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
