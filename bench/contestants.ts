import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
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
}

const flags = ['--expose-gc']

export const bare: Contestant = {
  name: 'bare',
  dialect: 'bare',
  async start({ rooms }) {
    const child = await startChild('./bareServer.ts', { flags, core: 'server' })
    return { ...ready(child), rooms: Array.from({ length: rooms }, (_, index) => `r${index}`) }
  },
}

/** Our hub, on data of its own in `folder`. */
export const ours = (folder = tmpdir()): Contestant => ({
  name: 'ours',
  dialect: 'hub',
  async start({ rooms, members }) {
    const args = [`--people=${members}`, `--rooms=${rooms}`, `--folder=${folder}`]
    return ready(await startChild('./hubServer.ts', { args, flags, core: 'server' }))
  },
})

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
})

export const tokensIn = (file: string) => readFileSync(file, 'utf8').trim().split('\n').length

export function ready({ word, pid, stop }: Child): Ready {
  return { ...(word as Announcement), host: '127.0.0.1', pid, stop }
}
