import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge, buildOrganisation, newCid } from '#server/testing/factories.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'

let house: House
/** One of the secretariat for each language: the house speaks a person's own. */
let officers: { zh: string; en: string }
let room: string
let [organisation, expert] = ['', '']

const hostile = [
  '<img src=x onerror="alert(1)"><script>alert(2)</script>',
  '[click](javascript:alert(3)) ![x](https://elsewhere.example/pixel.png) <javascript:alert(4)>',
  '"><svg onload=alert(5)> [a]("onmouseover="alert(6)) \u202edrawkcab\u202c',
  '| a | b |\n| --- | --- |\n| `<b>` | **strong** |\n\n```\n<script>alert(7)</script>\n```',
]

beforeAll(async () => {
  house = await openHouse()
  organisation = await buildOrganisation(house.app, '<b onclick=alert(8)>示例照明</b>')
  const ids = await house.seat([
    { seats: ['secretariat'], name: '<img src=x onerror=alert(9)>苏', language: 'zh', organisation },
    { seats: ['secretariat'], name: '"><svg onload=alert(11)> Su', language: 'en', organisation },
    { seats: ['expert'], name: 'Nora "><script>alert(10)</script>', organisation },
  ])
  officers = { zh: `${ids[0]}@people.example`, en: `${ids[1]}@people.example` }
  expert = ids[2]!
  room = await buildLounge(house.app, {
    chair: ids[0]!,
    members: ids,
    title: { zh: '<u>圆桌</u>', en: '<u>Round Table</u>', authoritative: 'zh' },
  })
  for (const text of hostile) {
    const actor = house.app.hub.actorOf(ids[2]!)
    await house.app.hub.dispatch({ name: 'message.post', input: { room, text }, actor, cid: newCid() })
  }
})
afterAll(() => house?.close())

const routes = () => [
  '/rooms',
  `/rooms/${room}`,
  '/search',
  '/search?q=alert&has=file',
  `/rooms/${room}/record`,
  '/rooms/cluster/record',
  `/rooms/${room}.backstage`,
  '/people',
  '/people/import',
  '/organisations',
  `/people/${expert}`,
  `/organisations/${organisation}`,
  '/profile',
  '/security',
  '/notices',
  '/notices/settings',
  '/tokens',
  '/mails',
  '/settings',
  '/nowhere',
]
const openRoutes = ['/sign-in', '/reset', '/reset?token=made-up', '/invitations/made-up', '/unsubscribe/made-up']

/** Nothing sticks out sideways, nothing shows the key of a text, and the browser has nothing to say. */
async function lookAround(guest: Guest, route: string): Promise<void> {
  await guest.page.goto(route)
  await guest.page.getByRole('heading').first().waitFor()
  await guest.page.waitForLoadState('networkidle')
  const { page } = guest
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  expect([route, width[0]]).toEqual([route, width[1]])
  const shown = await page.locator('body').innerText()
  expect([route, shown.match(/\b(platform|members|rooms)\.[a-z]\w+(\.\w+)*/g)]).toEqual([route, null])
  await guest.shot(`${route.replaceAll(/\W+/g, '-')}-${guest.language}-${await schemeAndSize(guest)}`)
}

const schemeAndSize = ({ page }: Guest) =>
  page.evaluate(() => `${document.documentElement.dataset['mantineColorScheme']}-${innerWidth}`)

/** Answers of the hub that a page asks for on purpose, and gets a no. */
const expectedNo = /status of 404 .*\/api\/invitations\/made-up/
const unexpected = ({ complaints }: Guest) => complaints.filter((complaint) => !expectedNo.test(complaint))

const looks = [
  { language: 'zh', scheme: 'light', size: 'desktop' },
  { language: 'en', scheme: 'dark', size: 'desktop' },
  { language: 'zh', scheme: 'dark', size: 'phone' },
  { language: 'en', scheme: 'light', size: 'phone' },
] as const

test.each(looks)(
  'every page stands, and axe finds nothing serious, in $language, $scheme, on a $size',
  async (look) => {
    const guest = await house.open(look)
    const serious: string[] = []
    const see = async (route: string) => {
      await lookAround(guest, route)
      const { violations } = await new AxeBuilder({ page: guest.page }).analyze()
      for (const { id, impact, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') serious.push(`${route} ${id}: ${nodes[0]?.html}`)
      }
    }
    for (const route of openRoutes) await see(route)
    await guest.signIn(officers[guest.language])
    for (const route of routes()) await see(route)
    expect(serious).toEqual([])
    expect(unexpected(guest)).toEqual([])
    await guest.context.close()
  },
)

test('hostile names and messages are shown as the letters that they are', async () => {
  const guest = await house.open({ language: 'en' })
  await guest.signIn(officers[guest.language])
  await guest.enter(room)
  await guest.message('alert(1)').first().waitFor()
  const links = await guest.page
    .locator('[role=log] a')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href')))
  expect(links.filter((href) => !/^(https?:|mailto:|\/)/.test(href ?? ''))).toEqual([])
  expect(await guest.page.locator('[role=log] img[src^="http"]').count()).toBe(0)
  expect(await guest.page.locator('script:not([src])').count()).toBe(0)
  expect(guest.complaints).toEqual([])
  await guest.context.close()
})
