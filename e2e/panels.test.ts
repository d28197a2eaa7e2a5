import { AxeBuilder } from '@axe-core/playwright'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge, newCid } from '#server/testing/factories.ts'
import { until } from '#server/testing/until.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { words } from './words.ts'

let house: House
let officers: { zh: string; en: string }
let room: string

beforeAll(async () => {
  house = await openHouse()
  const ids = await house.seat([
    { name: '苏知微', seats: ['secretariat'], language: 'zh' },
    { name: 'Helena Marsh', seats: ['secretariat'], language: 'en' },
  ])
  officers = { zh: `${ids[0]}@people.example`, en: `${ids[1]}@people.example` }
  const title = { zh: '圆桌', en: 'The Round Table', authoritative: 'zh' as const }
  room = await buildLounge(house.app, { title, chair: ids[0]!, members: ids })
  await until(async () => (await house.app.hub.rooms.view(`${room}.backstage`)) !== null)
  for (const text of ['第一条', 'A second one']) {
    const actor = house.app.hub.actorOf(ids[0]!)
    await house.app.hub.dispatch({ name: 'message.post', input: { room, text }, actor, cid: newCid() })
  }
})
afterAll(() => house?.close())

const order = { zh: '会场秩序', en: 'Keep order' }
const menu = { zh: '会场菜单', en: 'Room menu' }
const list = { zh: '编辑词表', en: 'Edit the list' }
/** What opens a dialog from a menu of the room. */
const dialogs = [
  { from: order, item: { zh: '发言规则', en: 'Rules for writing' } },
  { from: order, item: { zh: '锁定会场', en: 'Lock the room' } },
  { from: order, item: { zh: '消息保存期', en: 'Keeping messages' } },
  { from: menu, item: { zh: '名册', en: 'Roll' } },
  { from: menu, item: { zh: '通知', en: 'Notices' } },
  { from: menu, item: { zh: '修改会场信息', en: 'Edit the room’s details' } },
  { from: menu, item: { zh: '推送', en: 'Web hooks' } },
] as const

const looks = [
  { language: 'zh', scheme: 'light', size: 'desktop' },
  { language: 'en', scheme: 'dark', size: 'desktop' },
  { language: 'zh', scheme: 'dark', size: 'phone' },
  { language: 'en', scheme: 'light', size: 'phone' },
] as const

async function lookAt(guest: Guest, dialog: Locator, name: string): Promise<string[]> {
  await dialog.waitFor()
  await guest.page.waitForLoadState('networkidle')
  await guest.shot(`panel-${name}`)
  const { violations } = await new AxeBuilder({ page: guest.page }).analyze()
  const width = await guest.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return [
    ...serious.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`),
    ...(width > 0 ? [`${name} is ${width} px too wide`] : []),
  ]
}

test.each(looks)('the panels of a room stand in $language, $scheme, on a $size', async (look) => {
  const guest = await house.open(look)
  const { page, language } = guest
  const found: string[] = []
  await guest.signIn(officers[language])
  await guest.enter(room)
  for (const { from, item } of dialogs) {
    await page.getByRole('button', { name: from[language], exact: true }).click()
    await page.getByRole('menuitem', { name: item[language], exact: true }).click()
    const name = `${item.en}-${language}-${look.scheme}-${look.size}`.replaceAll(/\W+/g, '-')
    found.push(...(await lookAt(guest, page.getByRole('dialog'), name)))
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await guest.enter(`${room}.backstage`)
  await page.getByRole('button', { name: list[language] }).click()
  found.push(...(await lookAt(guest, page.getByRole('dialog'), `words-${language}-${look.scheme}-${look.size}`)))
  expect(found).toEqual([])
  expect(guest.complaints).toEqual([])
  await guest.context.close()
})

test('how long a room keeps its messages is set with a look at what would go, and a refusal loses nothing', async () => {
  const guest = await house.open({ language: 'en' })
  const { page } = guest
  await guest.signIn(officers.en)
  await guest.enter(room)
  await page.getByRole('button', { name: order.en }).click()
  await page.getByRole('menuitem', { name: 'Keeping messages' }).click()
  const dialog = page.getByRole('dialog', { name: 'Keeping messages' })
  await dialog.getByRole('switch', { name: 'Keep messages for a time only' }).check({ force: true })
  await dialog.getByLabel('Days').fill('30')
  await dialog.getByText('Nothing would go now.').waitFor()
  await guest.shot('panel-retention-set')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByLabel(words.reason.en).and(page.locator('[aria-invalid=true]')).waitFor()
  expect(await dialog.getByLabel('Days').inputValue()).toBe('30')
  await dialog.getByLabel(words.reason.en).fill('Agreed in the assembly')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  const kept = await house.app.hub.rooms.view(room)
  expect(kept?.find('room', room)?.retention).toEqual({ days: 30, keepsPinned: true })
  expect(guest.complaints).toEqual([])
  await guest.context.close()
})
