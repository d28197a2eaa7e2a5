import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'

let house: House
let room: string
let people: string[]
let desk: Guest
let phone: Guest
let author: Guest

beforeAll(async () => {
  house = await openHouse()
  people = await house.seat([
    { name: '温语冬', language: 'zh', seats: ['chair'] },
    { name: 'Nora Field', language: 'en' },
  ])
  room = await buildLounge(house.app, {
    chair: people[0]!,
    members: people,
    title: { zh: '灯光之夜', en: 'Night of Light', authoritative: 'zh' },
  })
  desk = await house.open({ language: 'zh' })
  phone = await house.open({ language: 'zh', size: 'phone', scheme: 'dark' })
  author = await house.open({ language: 'en' })
  for (const device of [desk, phone]) await device.signIn(`${people[0]}@people.example`)
  await author.signIn(`${people[1]}@people.example`)
  await author.enter(room)
})
afterAll(() => house?.close())

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const bell = ({ page }: Guest, name: RegExp) => page.getByRole('link', { name })
async function expectAccessible({ page }: Guest) {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

test('a mention rings on every device, and what is read on one is read on the other', async () => {
  await desk.page.goto('/people')
  await phone.page.goto('/people')
  const [{ hub }, text] = [house.app, `请看新的样灯 ${mentionOf('温语冬', people[0]!)}`]
  const actor = hub.actorOf(people[1]!)
  await hub.dispatch({ name: 'message.post', input: { room, text }, actor, cid: 'e2e-mention' })
  await bell(desk, /^通知，1 条未读$/).waitFor()
  await bell(phone, /^通知，1 条未读$/).waitFor()
  await bell(phone, /^通知，1 条未读$/).tap()
  const line = phone.page.getByRole('link', { name: /Nora Field在“灯光之夜”中提到了您/ })
  await line.waitFor()
  await phone.shot('notices-phone')
  await expectAccessible(phone)
  await line.tap()
  await phone.message(/请看新的样灯/).waitFor()
  await bell(desk, /^通知$/).waitFor()
  expect([...desk.complaints, ...phone.complaints]).toEqual([])
})

test('reading the message in its room reads the notice too', async () => {
  await phone.page.goto('/people')
  await desk.enter(room)
  await desk.page.goto('/people')
  const { hub } = house.app
  const text = `再看一次 ${mentionOf('温语冬', people[0]!)}`
  await hub.dispatch({ name: 'message.post', input: { room, text }, actor: hub.actorOf(people[1]!), cid: 'e2e-again' })
  await bell(desk, /^通知，1 条未读$/).waitFor()
  await desk.enter(room)
  await desk.message(/再看一次/).waitFor()
  await bell(desk, /^通知$/).waitFor()
  await bell(phone, /^通知$/).waitFor()
})

test('a room is put to silence from its menu, and what one chose is there again', async () => {
  const { page } = desk
  await page.getByRole('button', { name: '会场菜单' }).click()
  await page.getByRole('menuitem', { name: '通知' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: '每条消息' }).check()
  await dialog.getByLabel('暂时静音').first().click()
  await page.getByRole('option', { name: '4 小时', exact: true }).click()
  await desk.shot('notices-tuning')
  await expectAccessible(desk)
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '会场菜单' }).click()
  await page.getByRole('menuitem', { name: '通知' }).click()
  await dialog.getByRole('radio', { name: '每条消息' }).and(page.locator(':checked')).waitFor()
  await page.keyboard.press('Escape')
})

test('who is told when is chosen on a page of its own', async () => {
  const { page } = author
  await page.goto('/notices')
  await page.getByRole('link', { name: 'Notice settings' }).click()
  await page.getByLabel('Mails about unread notices').first().click()
  await page.getByRole('option', { name: 'Hourly' }).click()
  await page.getByRole('switch', { name: 'Quiet hours' }).check()
  await page.getByLabel('From').first().fill('21:30')
  await author.shot('notices-settings')
  await expectAccessible(author)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').first().waitFor()
  const { hub } = house.app
  const kept = await hub.ask({ name: 'notices.settings', input: {}, actor: hub.actorOf(people[1]!) })
  expect(kept).toMatchObject({ data: { settings: { mail: 'hourly', quiet: { from: '21:30', to: '07:00' } } } })
  expect(author.complaints).toEqual([])
})

test('whoever runs a room adds a robot, and sees that it cannot be reached', async () => {
  const { page } = desk
  await page.getByRole('button', { name: '会场菜单' }).click()
  await page.getByRole('menuitem', { name: '推送' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('button', { name: '添加' }).click()
  await panel.getByLabel('名称').fill('品牌部工作群')
  await panel.getByLabel('地址').fill('https://10.0.0.8/hook')
  await panel.getByRole('button', { name: '添加' }).click()
  await panel.getByText('不能指向内部网络').waitFor()
  await panel.getByLabel('地址').fill('https://robot.invalid/hook?key=made-up')
  await desk.shot('hooks-form')
  await panel.getByRole('button', { name: '添加' }).click()
  await panel.getByText('robot.invalid').waitFor()
  await panel.getByRole('button', { name: '发送测试' }).click()
  await page.getByText('无法连接').waitFor()
  await desk.shot('hooks-panel')
  await expectAccessible(desk)
})
