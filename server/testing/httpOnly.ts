import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readConfig } from '#server/platform/config.ts'
import { createHttp } from '#server/platform/http.ts'
import type { Hub } from '#server/platform/hub.ts'
import { createLimits } from '#server/platform/limits.ts'
import { createLog } from '#server/platform/log.ts'
import { createMetrics } from '#server/platform/metrics.ts'
import { Refusal, type Reply } from '#shared/platform/refusal.ts'

export interface HttpOnly {
  address: string
  /** What reached dispatch and ask, in order. */
  asked: ({ road: 'dispatch' | 'ask'; name: string; input: unknown } & Record<string, unknown>)[]
  /** What dispatch and ask answer. */
  reply: Reply<unknown>
  /** Bodies that came to `/api/anonymous`; what `said` throws or gives is the answer. */
  received: unknown[]
  said(body: unknown): unknown
  isStopping: boolean
  isStoreUp: boolean
  log: string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

/** The true Express app around a hub that only writes down what it is asked: whoever brings a credential is `lin`. */
export async function openHttp(settings: Record<string, string> = {}, clientFolder?: string): Promise<HttpOnly> {
  const config = readConfig({ SECRET: 'a-secret-that-is-long-enough-for-tests', NODE_ENV: 'test', ...settings })
  const http = {
    asked: [],
    reply: { ok: true, data: { seq: 7 } },
    received: [],
    said: () => ({}),
    isStopping: false,
    isStoreUp: true,
    log: '',
  } as unknown as HttpOnly
  const answer = (road: 'dispatch' | 'ask') => async (call: { name: string; input: unknown }) => {
    http.asked.push({ road, ...call })
    return http.reply
  }
  const destination = {
    write(line: string) {
      http.log += line
    },
  }
  const ping = async () => (http.isStoreUp ? { ok: 1 } : Promise.reject(new Error('the store is gone')))
  const hub = {
    config,
    log: createLog({ logLevel: 'debug', isProduction: true }, destination),
    metrics: createMetrics(),
    store: { connection: { db: { admin: () => ({ ping }) } } },
    sessions: {
      find: async ({ headers }: { headers: Record<string, string | undefined> }) =>
        headers['cookie'] || headers['authorization']
          ? { personId: 'lin', key: 'session:1', scopes: ['read', 'write'], expiresAt: 0, isCookie: true }
          : null,
    },
    actorOf: (personId: string) => ({ personId }),
    dispatch: answer('dispatch'),
    ask: answer('ask'),
  } as unknown as Hub
  const app = await createHttp({
    hub,
    limits: createLimits(config),
    auth: (_request, response) => response.end('auth'),
    pictures: [
      {
        path: '/cluster/logo/:name',
        find: async (name) => (name === 'known' ? { type: 'image/png', bytes: Buffer.from('png') } : null),
      },
    ],
    files: { receive: async () => ({}), find: () => Promise.reject(new Refusal('not_found', 'platform.notFound')) },
    anonymous: [
      {
        path: '/anonymous',
        async receive(body) {
          http.received.push(body)
          return http.said(body)
        },
      },
    ],
    isStopping: () => http.isStopping,
    ...(clientFolder && { clientFolder }),
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return Object.assign(http, roadsTo(server))
}

function roadsTo(server: Server): Pick<HttpOnly, 'address' | 'get' | 'send' | 'close'> {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address,
    get: (path, headers = {}) => fetch(address + path, { headers }),
    send: (method, path, body, headers = {}) =>
      fetch(address + path, {
        method,
        headers: { 'content-type': 'application/json', origin: address, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
