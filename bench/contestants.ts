import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Announcement } from './announce.ts'
import { type Child, startChild } from './child.ts'
import type { Dialect } from './plan.ts'
import type { Variant } from './scenarios.ts'

/** A server that is ready to be loaded. */
export interface Ready extends Announcement {
  host: string
  pid: number | null
  stop(): Promise<void>
}

export interface Contestant {
  name: 'ours' | 'bare'
  dialect: Dialect
  start(variant: Variant): Promise<Ready>
  /** Takes away what it keeps between starts. */
  close(): Promise<void>
}

interface Where {
  /** What the hub stores goes below this folder. */
  folder?: string
  /** Each server writes where its time went into this folder. */
  profileFolder?: string | undefined
}

const flagsFor = ({ profileFolder }: Where) => [
  '--expose-gc',
  ...(profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : []),
]

export const bare = (where: Where = {}): Contestant => ({
  name: 'bare',
  dialect: 'bare',
  async start({ rooms }) {
    const child = await startChild('./bareServer.ts', { flags: flagsFor(where), core: 'server' })
    return { ...ready(child), rooms: Array.from({ length: rooms }, (_, index) => `r${index}`) }
  },
  async close() {},
})

/** Our hub. Its data is seeded once for each crowd; every start gets a copy of its own. */
export function ours(where: Where = {}): Contestant {
  const { folder = tmpdir() } = where
  const seeded = new Map<string, string>()

  async function seed({ rooms, members }: Variant): Promise<string> {
    const crowd = `${members} in ${rooms}`
    const known = seeded.get(crowd)
    if (known) return known
    const fresh = await mkdtemp(join(folder, 'chandelier-bench-'))
    seeded.set(crowd, fresh)
    const args = [`--people=${members}`, `--rooms=${rooms}`, `--folder=${fresh}`]
    const seeding = await startChild('./seed.ts', { args, core: 'server' })
    await seeding.stop()
    return fresh
  }

  return {
    name: 'ours',
    dialect: 'hub',
    async start(variant) {
      const source = await seed(variant)
      const own = await mkdtemp(join(folder, 'chandelier-bench-'))
      const clear = () => rm(own, { recursive: true })
      try {
        await cp(source, own, { recursive: true, filter: (path) => !path.endsWith('.sock') })
        const hub = ready(await startChild('./hubServer.ts', { args: [own], flags: flagsFor(where), core: 'server' }))
        return { ...hub, stop: () => hub.stop().then(clear) }
      } catch (error) {
        await clear()
        throw error
      }
    },
    async close() {
      for (const folder of seeded.values()) await rm(folder, { recursive: true })
    },
  }
}

export interface Elsewhere {
  /** `host:port`, or an address that begins with http:// */
  url: string
  tokensFile: string
  rooms: string[]
  pid: number | null
}

/** A hub that runs already; whoever holds the tokens must sit in the rooms. */
export const elsewhere = ({ url, tokensFile, rooms, pid }: Elsewhere): Contestant => ({
  name: 'ours',
  dialect: 'hub',
  async start() {
    const { hostname, port } = new URL(url.includes('://') ? url : `http://${url}`)
    return { host: hostname, port: Number(port || 80), pid, tokensFile, rooms, folder: null, async stop() {} }
  },
  async close() {},
})

export const tokensIn = (file: string) => readFileSync(file, 'utf8').trim().split('\n').length

export function ready({ word, pid, stop }: Child): Ready {
  return { ...(word as Announcement), host: '127.0.0.1', pid, stop }
}
