import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodPassword } from '#server/testing/browser.ts'
import { buildLounge, newCid } from '#server/testing/factories.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'

let house: House
let room: string
let people: string[]
let author: Guest
let reader: Guest

beforeAll(async () => {
  house = await openHouse({ LEAVE_AFTER_DAYS: '0' })
  people = await house.seat([
    { name: 'Nora Field', language: 'en' },
    { name: '韦光', language: 'zh' },
    { name: '苏知微', language: 'zh', seats: ['secretariat'] },
  ])
  room = await buildLounge(house.app, { members: people })
  const officer = house.app.hub.actorOf(people[2]!)
  const { name, colour, timeZone } = (await house.app.hub.rooms.view('cluster'))!.find('cluster', 'cluster')!
  const input = { name, colour, timeZone, logo: 'keep', leavers: 'erase' }
  const reply = await house.app.hub.dispatch({ name: 'cluster.describe', input, actor: officer, cid: newCid() })
  expect(reply).toMatchObject({ ok: true })
  author = await house.open({ language: 'en' })
  reader = await house.open({ language: 'zh' })
  await author.signIn(`${people[0]}@people.example`)
  await reader.signIn(`${people[1]}@people.example`)
})
afterAll(() => house?.close())

const hits = () => reader.page.getByRole('link', { name: /^Nora Field/ })
async function search(sought: string): Promise<void> {
  await reader.page.goto(`/search?q=${encodeURIComponent(sought)}`)
}

test('what a leaver wrote and attached is found, and after they left it is gone from room and search; the record holds', async () => {
  await author.enter(room)
  const buffer = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF')
  const file = { name: 'chandelier-sketch.pdf', mimeType: 'application/pdf', buffer }
  await author.page.locator('input[type=file]').setInputFiles(file)
  await author.page.getByText('chandelier-sketch.pdf').waitFor()
  await author.write('Embers over the table')
  await author.message('Embers').getByText('chandelier-sketch.pdf').waitFor()

  await search('含:文件 sketch')
  await hits().waitFor()
  await reader.shot('leaver-found')
  await hits().click()
  const row = reader.message('Embers over the table')
  const path = await row.getByRole('link', { name: /chandelier-sketch/ }).getAttribute('href')
  const statusOf = () => reader.page.evaluate(async (address) => (await fetch(address)).status, path!)
  expect(await statusOf()).toBe(200)

  await author.page.goto('/security')
  await author.page.getByRole('button', { name: 'Ask for deletion' }).click()
  const dialog = author.page.getByRole('dialog')
  await dialog.getByLabel(/Current password/).fill(goodPassword)
  await dialog.getByRole('button', { name: 'Ask for deletion' }).click()
  await author.page.getByText(/Your account will be deleted on/).waitFor()
  await house.app.running.departures.look()
  await row.waitFor({ state: 'detached' })
  expect(await statusOf()).toBe(404)
  await reader.shot('leaver-erased')

  for (const sought of ['Embers', '含:文件 sketch']) {
    await search(sought)
    await reader.page.getByText('没有找到消息').waitFor()
  }
  await reader.page.goto(`/rooms/${room}/record`)
  await reader.page.getByText('系统清除了 1 条消息。').waitFor()
  await reader.page.getByRole('button', { name: '开始校验' }).click()
  await reader.page.getByText('记录完整，未被改动').waitFor()
  await reader.page.getByText(/其中 1 处内容已依规删除/).waitFor()
  await reader.shot('leaver-record')
  expect(reader.complaints.filter((line) => !/404/.test(line))).toEqual([])
})
