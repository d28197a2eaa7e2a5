import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAccount, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPerson, buildToken } from '#server/testing/factories.ts'
import { openRawSocket, signInRaw } from '#server/testing/rawSocket.ts'
import { everyDocument, settledDocuments } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { commands } from '#shared/contract.ts'

let app: TestApp
let cookie: string
let token: string
let room: string

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const person = await buildPerson(app, { seats: ['secretariat'] })
  room = await buildLounge(app, { chair: person })
  token = await buildToken(app, person)
  const browser = openBrowser(app)
  await browser.signIn(await buildAccount(app, person))
  cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ')
  await settledDocuments(app.hub)
})
afterAll(() => app.stop())

const host = () => new URL(app.url).host
const foreign: [string, () => string][] = [
  ['of another site', () => 'https://evil.example'],
  ['null', () => 'null'],
  ['of a site that begins alike', () => `${app.url}.evil.example`],
  ['of a site that ends alike', () => `http://evil.${host()}`],
  ['with the hub as a user name', () => `http://${host()}@evil.example`],
  ['of another port', () => 'http://127.0.0.1:1'],
  ['without a port', () => 'http://127.0.0.1'],
  ['with a path', () => `${app.url}/`],
  ['of another scheme', () => `ftp://${host()}`],
  ['that is no origin', () => 'evil'],
  ['of two sites', () => `${app.url} https://evil.example`],
]

describe('a socket', () => {
  test.each(foreign)(
    'with an origin %s is refused before it is opened, with cookie and with token',
    async (_, origin) => {
      for (const headers of [{ origin: origin(), cookie }, { origin: origin() }]) {
        const raw = await openRawSocket(app.url, { headers })
        expect(raw.status).toBe(400)
        raw.end()
      }
    },
  )

  test('with a cookie and no origin is not signed in; with its own origin, or a token, it is', async () => {
    const without = await openRawSocket(app.url, { headers: { cookie } })
    const refusal = without.heard((frame) => frame.startsWith('44'))
    without.sendText('40{}')
    expect(await refusal).toContain('platform.foreignOrigin')
    const within = await openRawSocket(app.url, { headers: { cookie, origin: app.url } })
    const welcome = within.heard((frame) => frame.startsWith('40'))
    within.sendText('40{}')
    await welcome
    const machine = await openRawSocket(app.url)
    await signInRaw(machine, token)
    for (const raw of [without, within, machine]) raw.end()
  })

  test('of the same site by polling, where a browser names no origin, is signed in; of a sister site it is not', async () => {
    expect(await pollIn({ 'sec-fetch-site': 'same-origin' })).toMatch(/^40/)
    expect(await pollIn({ 'sec-fetch-site': 'same-site' })).toContain('platform.foreignOrigin')
    expect(await pollIn({ 'sec-fetch-site': 'none' })).toContain('platform.foreignOrigin')
  })

  test('that changes its origin when it is upgraded, or between two polls, is refused', async () => {
    const opened = await (await poll('', { origin: app.url, cookie })).text()
    const { sid } = JSON.parse(opened.slice(1))
    const upgrade = await openRawSocket(app.url, {
      headers: { origin: 'https://evil.example', cookie },
      query: `&sid=${sid}`,
    })
    expect(upgrade.status).toBe(400)
    expect((await poll(`&sid=${sid}`, { origin: 'https://evil.example' }, '40{}')).status).toBe(400)
    expect((await poll(`&sid=${sid}`, { origin: app.url }, '40{}')).status).toBe(200)
    upgrade.end()
  })
})

const poll = (query: string, headers: Record<string, string>, body?: string) =>
  fetch(`${app.url}/socket.io/?EIO=4&transport=polling${query}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
  })

async function pollIn(headers: Record<string, string>): Promise<string> {
  const opened = await (await poll('', { cookie, ...headers })).text()
  const { sid } = JSON.parse(opened.slice(1))
  await poll(`&sid=${sid}`, { cookie, ...headers }, '40{}')
  return (await poll(`&sid=${sid}`, { cookie, ...headers })).text()
}

const stateChanging = [
  ...Object.values(commands).map(({ http }) => http),
  'POST /auth/sign-out',
  'POST /auth/change-password',
  'POST /auth/sign-in/email',
  'POST /auth/request-password-reset',
  'POST /auth/reset-password',
]

test.each(stateChanging)('%s with a cookie from another site is refused and changes nothing', async (http) => {
  const [method = '', path = ''] = http.split(' ')
  const url = `${app.url}/api${path.replace(/\{\w+\}/g, room)}`
  const before = await everyDocument(app.hub)
  const bodies = [
    { 'content-type': 'application/json', body: '{"name":"x"}' },
    { 'content-type': 'text/plain', body: '{"name":"x"}' },
    { 'content-type': 'application/x-www-form-urlencoded', body: 'name=x' },
  ]
  const sites = [...foreign.map(([, origin]) => ({ origin: origin() })), {}, { 'sec-fetch-site': 'cross-site' }]
  for (const site of sites) {
    for (const { body, ...type } of bodies) {
      const response = await fetch(url, { method, headers: { cookie, ...type, ...site } as never, body })
      expect({ site, type, status: response.status }).toEqual({ site, type, status: 403 })
      expect(await response.json()).toMatchObject({ error: { key: 'platform.foreignOrigin' } })
    }
  }
  expect(await everyDocument(app.hub)).toEqual(before)
})

test('another site may not read an answer, nor ask beforehand whether it may', async () => {
  for (const [method, path] of [
    ['GET', '/api/me'],
    ['OPTIONS', '/api/rooms'],
    ['GET', '/socket.io/?EIO=4&transport=polling'],
  ]) {
    const response = await fetch(`${app.url}${path}`, { method: method!, headers: { origin: 'https://evil.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  }
})
