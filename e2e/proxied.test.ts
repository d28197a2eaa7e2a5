import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import { type Guest, openGuest } from './guest.ts'
import { type House, openHouse } from './house.ts'

/** Su sits behind a proxy that lets no WebSocket through; Ravi is at a free line. */
let house: House
let ravi: Guest
let su: Guest
let room: string
let [suId, raviId] = ['', '']
const proxies: Proxy[] = []

beforeAll(async () => {
  house = await openHouse()
  ;[suId = '', raviId = ''] = await house.seat([
    { name: '苏知微', seats: ['secretariat'], language: 'en' },
    { name: 'Ravi Keshwar', language: 'en' },
  ])
  room = await buildLounge(house.app, { chair: suId, members: [raviId] })
  ravi = await house.open({ language: 'en' })
  await ravi.signIn(`${raviId}@people.example`)
  await ravi.enter(room)
})
afterEach(async () => {
  await su?.context.close()
  for (const proxy of proxies.splice(0)) proxy.close()
})
afterAll(() => house?.close())

interface Proxy {
  url: string
  /** How often a WebSocket was asked for. */
  upgrades: number
  polls: number
  close(): void
}

/** Passes plain HTTP on to the hub; what asks for an upgrade is left to `onUpgrade`. */
async function openProxy(onUpgrade: (line: Duplex) => void): Promise<Proxy> {
  const server: Server = createServer((asked, answer) => {
    if (asked.url?.includes('transport=polling')) proxy.polls++
    const { method, headers, url: path } = asked
    const passed = request({ host: '127.0.0.1', port: house.app.port, path, method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(answer)
    })
    for (const end of [passed, answer]) end.on('error', () => passed.destroy())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  })
  const lines = new Set<Duplex>()
  server.on('upgrade', (_, line) => {
    proxy.upgrades++
    lines.add(line)
    line.on('error', () => line.destroy())
    onUpgrade(line)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    upgrades: 0,
    polls: 0,
    close() {
      for (const line of lines) line.destroy()
      server.close()
      server.closeAllConnections()
    },
  }
  proxies.push(proxy)
  return proxy
}

/** Waits until somebody sees these messages, in this order, as the newest. */
const sees = (guest: Guest, texts: string[]) =>
  expect.poll(async () => (await guest.texts()).slice(-texts.length), { timeout: 40_000 }).toEqual(texts)
const banner = (guest: Guest, words: string) => guest.page.getByRole('status').getByText(words).waitFor()

test.each([
  ['refuses upgrades', (line: Duplex) => line.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')],
  ['swallows upgrades without a word', () => {}],
])('behind a proxy that %s one talks all the same, by polling', async (how, onUpgrade) => {
  const proxy = await openProxy(onUpgrade)
  su = await openGuest(house.browser, proxy.url, { language: 'en' })
  await su.signIn(`${suId}@people.example`)
  await su.enter(room)
  await su.write(`${how}: 一`)
  await ravi.message(`${how}: 一`).waitFor()
  await ravi.write(`${how}: two`)
  await su.write(`${how}: 三`)
  await sees(su, [`${how}: 一`, `${how}: two`, `${how}: 三`])
  await sees(ravi, [`${how}: 一`, `${how}: two`, `${how}: 三`])
  expect(proxy.polls).toBeGreaterThan(0)

  const upgrades = proxy.upgrades
  await su.context.setOffline(true)
  await banner(su, 'No connection')
  await su.write(`${how}: 四`)
  await su.context.setOffline(false)
  await ravi.message(`${how}: 四`).waitFor()
  await sees(su, [`${how}: 四`])
  expect(proxy.upgrades).toBeGreaterThan(upgrades)
})

test('what ends a session ends it over polling too', async () => {
  const proxy = await openProxy((line) => line.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'))
  su = await openGuest(house.browser, proxy.url, { language: 'en' })
  await su.signIn(`${suId}@people.example`)
  await su.enter(room)
  await su.page.evaluate(() =>
    fetch('/api/auth/sign-out', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
  )
  await su.page.waitForURL(/sign-in/)
})
