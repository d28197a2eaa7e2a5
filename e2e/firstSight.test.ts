import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge, newCid } from '#server/testing/factories.ts'
import { type House, openHouse } from './house.ts'
import { keptRooms } from './kept.ts'

/** What a room's first sight may cost, in bytes of gzipped scripts. */
const mostBytes = 250_000

let house: House
let room: string
/** Who reads, and who writes. */
let people: string[] = []
let storageState: NonNullable<BrowserContextOptions['storageState']>

beforeAll(async () => {
  house = await openHouse()
  people = await house.seat([{ language: 'zh' }, { language: 'zh' }])
  const [reader = '', author = ''] = people
  room = await buildLounge(house.app, { members: people })
  for (const text of ['显色指数不低于 90。', '那么色温呢？', '3000 K 就够了。']) {
    const actor = house.app.hub.actorOf(author)
    await house.app.hub.dispatch({ name: 'message.post', input: { room, text }, actor, cid: newCid() })
  }
  const guest = await house.open({ language: 'zh' })
  await guest.signIn(`${reader}@people.example`)
  storageState = await guest.context.storageState()
  await guest.context.close()
})
afterAll(() => house?.close())

/** A device that was never here, and that no worker serves. */
async function openAnew() {
  const context = await house.browser.newContext({ baseURL: house.url, storageState, serviceWorkers: 'block' })
  const page = await context.newPage()
  const scripts = new Map<string, Promise<number>>()
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  page.on('response', (response) => {
    const name = /\/assets\/([\w-]+)-[\w-]{8}\.js$/.exec(response.url())?.[1]
    if (name)
      scripts.set(
        name,
        response.body().then((body) => gzipSync(body).byteLength),
      )
  })
  return { page, scripts, requests, close: () => context.close() }
}

async function enter(page: Page, where = room) {
  await page.goto(`/rooms/${where}`)
  await page.getByRole('log').locator('article').filter({ hasText: '3000 K' }).waitFor()
  await page.waitForLoadState('networkidle')
}

const formatted = [
  '**显色指数**不低于 90，见 [规范](https://standards.example/cri)。',
  '- [x] 色温 *暖白*\n- [ ] 频闪',
  '| 样品 | Ra |\n| --- | ---: |\n| 3000 K | `92` |',
]

test('until its messages stand and the line is quiet, a room costs no more scripts than it may, formatted or not', async () => {
  const { hub } = house.app
  const [, author = ''] = people
  const talk = await buildLounge(house.app, { members: people })
  for (const text of formatted) {
    const actor = hub.actorOf(author)
    await hub.dispatch({ name: 'message.post', input: { room: talk, text }, actor, cid: newCid() })
  }
  for (const [where, mark] of [
    [room, 'p'],
    [talk, 'td code'],
  ] as const) {
    const { page, scripts, close } = await openAnew()
    await enter(page, where)
    await page.getByRole('log').locator(mark).first().waitFor()
    const bytes = (await Promise.all(scripts.values())).reduce((sum, each) => sum + each, 0)
    expect(bytes, [...scripts.keys()].join(' ')).toBeLessThanOrEqual(mostBytes)
    await close()
  }
})

test('what every page asks is asked once and before any script runs, and the room’s page comes beside the entry', async () => {
  const { page, requests, close } = await openAnew()
  const held = new Promise<void>((go) => {
    void page.route(/\/assets\/index-[\w-]+\.js$/, async (route) => {
      await expect.poll(() => requests.some((path) => /\/assets\/room-[\w-]+\.js$/.test(path))).toBe(true)
      await expect.poll(() => requests).toContain('/api/session')
      await route.continue()
      go()
    })
  })
  await enter(page)
  await held
  expect(requests.filter((path) => path === '/api/cluster')).toHaveLength(1)
  await close()
})

test('where the unread begins stands at the top, however low the rows are', async () => {
  const { hub } = house.app
  const low = await buildLounge(house.app, { members: people })
  const [reader, author] = people.map((person) => hub.actorOf(person))
  const post = (text: string) =>
    hub.dispatch({ name: 'message.post', input: { room: low, text }, actor: author!, cid: newCid() })
  for (let line = 1; line <= 12; line++) await post(`${line}.`)
  const { seq, n } = (await hub.rooms.view(low))!.head
  await hub.dispatch({ name: 'marker.move', input: { room: low, seq, n }, actor: reader!, cid: newCid() })
  for (let line = 13; line <= 90; line++) await post(`${line}.`)
  const { page, close } = await openAnew()
  await page.setViewportSize({ width: 1440, height: 1400 })
  await page.goto(`/rooms/${low}`)
  const top = async (of: Locator) => (await of.boundingBox())?.y ?? 0
  // By the text alone: at 10:31, what stands beside 3. reads 10:313.
  const firstNew = page
    .getByRole('log')
    .locator('article')
    .filter({ has: page.getByText('13.', { exact: true }) })
  await firstNew.waitFor()
  expect((await top(firstNew)) - (await top(page.getByRole('log')))).toBeLessThan(120)
  await close()
})

test('a panel is fetched when the way to it is come near, and no other with it', async () => {
  const { page, scripts, close } = await openAnew()
  await enter(page)
  expect([...scripts.keys()]).not.toContain('SearchPanel')
  await page.getByRole('button', { name: '搜索', exact: true }).first().hover()
  await expect.poll(() => [...scripts.keys()]).toContain('SearchPanel')
  await page.getByRole('button', { name: '搜索', exact: true }).first().click()
  await page.getByRole('dialog').waitFor()
  for (const other of ['LoungeDialog', 'HooksPanel', 'RollPanel', 'EmojiPanel']) {
    expect([...scripts.keys()]).not.toContain(other)
  }
  await close()
})

test('where data is to be saved the worker keeps only what was used, and the room opens offline all the same', async () => {
  const context = await house.browser.newContext({ baseURL: house.url, storageState, locale: 'zh-CN' })
  await context.addInitScript(() => localStorage.setItem('chandelier.dataSaver', 'on'))
  const page = await context.newPage()
  await enter(page)
  await expect.poll(() => page.evaluate(keptFiles), { timeout: 20_000 }).toContain('room')
  await expect.poll(() => page.evaluate(keptRooms), { timeout: 20_000 }).toContain(`rooms/${room}`)
  expect(await page.evaluate(keptFiles)).not.toContain('ImportPage')
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('log').locator('article').filter({ hasText: '3000 K' }).waitFor()
  await context.close()
})

/** Runs in the page: the client's scripts that this device keeps, once a worker serves it. */
async function keptFiles(): Promise<string[]> {
  await navigator.serviceWorker.ready
  const caching = (await caches.keys()).map(async (name) => (await caches.open(name)).keys())
  const requests = (await Promise.all(caching)).flat()
  return requests.flatMap(({ url }) => /\/assets\/([\w-]+)-[\w-]{8}\.js/.exec(url)?.[1] ?? [])
}
