import { reserveAccount, setPassword } from '#server/platform/account.model.ts'
import {
  type Ask,
  type CommandName,
  commands,
  type Output,
  type QueryAsk,
  type QueryName,
  type QueryOutput,
  queries,
} from '#shared/contract.ts'
import type { Reply } from '#shared/platform/refusal.ts'
import { newCid } from './factories.ts'
import { unwrap } from './member.ts'
import type { TestApp } from './testApp.ts'

export const goodPassword = 'a lamp in every window'

/** An account with a password for somebody on the roll; gives its address. */
export async function buildAccount(
  { hub }: Pick<TestApp, 'hub'>,
  personId: string,
  password = goodPassword,
): Promise<string> {
  const email = `${personId}@people.example`
  await reserveAccount(hub.store, { email, personId, now: hub.clock.now() })
  await setPassword(hub.store, personId, password, hub.clock.now())
  return email
}

/** A browser on one device: keeps cookies and sends them with its own origin, over REST. */
export interface Browser {
  cookies: Map<string, string>
  /** The last answer's `set-cookie` lines, as they came. */
  setCookies: string[]
  fetch(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply<unknown>>
  signIn(email: string, password?: string): Promise<void>
  send<C extends CommandName>(name: C, input: Ask<C>, cid?: string): Promise<Output<C>>
  ask<Q extends QueryName>(name: Q, input: QueryAsk<Q>): Promise<QueryOutput<Q>>
}

export function openBrowser({ url }: Pick<TestApp, 'url'>, always: Record<string, string> = {}): Browser {
  const browser: Browser = {
    cookies: new Map(),
    setCookies: [],
    async fetch(method, path, body, headers = {}) {
      const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(`${url}/api${path}`, {
        method,
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          ...(method === 'GET' ? {} : { origin: url }),
          ...(cookie ? { cookie } : {}),
          ...always,
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      browser.setCookies = response.headers.getSetCookie()
      for (const line of browser.setCookies) keepCookie(browser.cookies, line)
      return response
    },
    post: async (path, body, headers) => (await browser.fetch('POST', path, body, headers)).json(),
    async signIn(email, password = goodPassword) {
      unwrap(await browser.post('/auth/sign-in/email', { email, password }))
    },
    async send(name, input, cid = newCid()) {
      const { method, path, rest } = addressOf(commands[name].http, input)
      const response = await browser.fetch(method, path, rest, { 'idempotency-key': cid })
      return unwrap((await response.json()) as Reply<never>)
    },
    async ask(name, input) {
      const { path, rest } = addressOf(queries[name].http, input)
      const search = new URLSearchParams(rest as Record<string, string>)
      const response = await browser.fetch('GET', search.size > 0 ? `${path}?${search}` : path)
      return unwrap((await response.json()) as Reply<never>)
    },
  }
  return browser
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ')
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  if (value === '' || attributes.some((attribute) => /^max-age=0$/i.test(attribute))) cookies.delete(name)
  else cookies.set(name, value)
}

function addressOf(http: string, input: object) {
  const [method = 'GET', template = ''] = http.split(' ')
  const rest: Record<string, unknown> = { ...input }
  const path = template.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = encodeURIComponent(String(rest[field]))
    delete rest[field]
    return value
  })
  return { method, path, rest }
}
