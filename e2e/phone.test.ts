import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'

/** Lin holds a phone; Ravi sits at a desk. */
let house: House
let lin: Guest
let ravi: Guest
let [linId, raviId] = ['', '']

beforeAll(async () => {
  house = await openHouse()
  ;[linId = '', raviId = ''] = await house.seat([
    { name: '林向晚', language: 'zh' },
    { name: 'Ravi Keshwar', language: 'en' },
  ])
  lin = await house.open({ language: 'zh', size: 'phone' })
  ravi = await house.open({ language: 'en' })
  await lin.signIn(`${linId}@people.example`)
  await ravi.signIn(`${raviId}@people.example`)
})
afterAll(() => house?.close())
beforeEach(async () => {
  const room = await buildLounge(house.app, { chair: raviId, members: [linId] })
  await lin.enter(room)
  await ravi.enter(room)
  await ravi.write('Shall we meet at the booth?')
  await lin.message('at the booth').waitFor()
})

/** A finger set down in the middle of a message, moved to the left in steps, held, and lifted. */
async function finger(guest: Guest, { leftPx, holdMs }: { leftPx: number; holdMs: number }) {
  const box = (await guest.message('at the booth').boundingBox())!
  const screen = await guest.context.newCDPSession(guest.page)
  const at = (x: number) => ({ touchPoints: [{ x, y: box.y + box.height / 2 }] })
  const start = box.x + box.width * 0.7
  await screen.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(start) })
  for (let moved = 10; moved <= leftPx; moved += 10) {
    await screen.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(start - moved) })
  }
  await guest.page.waitForTimeout(holdMs)
  await screen.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  // Nobody's next touch comes sooner; the browser would take both for one gesture.
  await guest.page.waitForTimeout(500)
}

test('a message drawn to the left is answered', async () => {
  await finger(lin, { leftPx: 80, holdMs: 0 })
  await lin.page.getByText('回复Ravi Keshwar').waitFor()
  await lin.shot('phone-answer')
  await lin.write('好的')
  await ravi.message('好的').waitFor()
  await ravi.message('好的').getByText('Shall we meet').waitFor()
})

test('a message drawn a little, or held, is not answered; held, it shows what may be done with it', async () => {
  await finger(lin, { leftPx: 30, holdMs: 0 })
  expect(await lin.page.getByText('回复Ravi Keshwar').count()).toBe(0)
  await finger(lin, { leftPx: 0, holdMs: 700 })
  await lin.message('at the booth').getByRole('toolbar').waitFor()
  await lin.shot('phone-held')
  await lin.page.getByRole('button', { name: '更多' }).last().tap()
  await lin.page.getByRole('menuitem', { name: '复制文字' }).tap()
  await lin.page.getByText('文字已复制').waitFor()
})

test('the browser may install it, under the name of the cluster', async () => {
  const link = await lin.page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = await lin.page.evaluate(async (address) => (await fetch(address)).json(), link!)
  expect(manifest.name).toContain('曜域')
  for (const { src } of manifest.icons)
    expect((await fetch(house.url + src)).headers.get('content-type')).toBe('image/png')
})

test('nothing was thrown in any page', () => {
  expect([...lin.complaints, ...ravi.complaints]).toEqual([])
})
