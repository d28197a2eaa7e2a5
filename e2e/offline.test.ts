import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import { type Guest, guestAt } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { keptRooms } from './kept.ts'

/** Su is the one whose connection fails; Ravi reads along at a good one. Each test has a lounge of its own. */
let house: House
let room: string
let [suId, raviId] = ['', '']
let su: Guest
let ravi: Guest
const dayMs = 86_400_000

beforeAll(async () => {
  house = await openHouse()
  ;[suId = '', raviId = ''] = await house.seat([
    { name: '苏知微', seats: ['secretariat'], language: 'zh' },
    { name: 'Ravi Keshwar', language: 'en' },
  ])
  su = await house.open({ language: 'zh' })
  ravi = await house.open({ language: 'en', scheme: 'dark' })
  await su.signIn(`${suId}@people.example`)
  await ravi.signIn(`${raviId}@people.example`)
})
afterAll(() => house?.close())
beforeEach(async () => {
  room = await buildLounge(house.app, { chair: suId, members: [raviId] })
  await su.enter(room)
  await ravi.enter(room)
})

/** Waits until somebody sees exactly these messages, in this order. */
const sees = (guest: Guest, texts: string[]) => expect.poll(guest.texts, { timeout: 40_000 }).toEqual(texts)
const banner = (guest: Guest, words: string) => guest.page.getByRole('status').getByText(words).waitFor()
const cutByServer = () => house.app.io.in(`person:${suId}`).disconnectSockets(true)

test('offline, the banner tells how many messages wait; online again they go out once and in order', async () => {
  await su.context.setOffline(true)
  await banner(su, '没有连接')
  for (const text of ['一', '二', '三']) await su.write(text)
  await banner(su, '3 条消息等待发送')
  await su.shot('offline-waiting')
  await ravi.write('meanwhile')
  await ravi.message('meanwhile').waitFor()
  expect(await ravi.texts()).toEqual(['meanwhile'])
  await su.context.setOffline(false)
  await banner(su, '已重新连接')
  await sees(ravi, ['meanwhile', '一', '二', '三'])
  await sees(su, ['meanwhile', '一', '二', '三'])
})

test('what was written offline survives the closed page', async () => {
  await su.context.setOffline(true)
  await banner(su, '没有连接')
  for (const text of ['甲', '乙', '丙']) await su.write(text)
  await banner(su, '3 条消息等待发送')
  await su.page.close()
  await su.context.setOffline(false)
  su = guestAt(await su.context.newPage(), { url: house.url, language: 'zh', isTouch: false })
  await su.enter(room)
  await sees(ravi, ['甲', '乙', '丙'])
  await sees(su, ['甲', '乙', '丙'])
})

test('reloading while the line is cut loses and repeats nothing', async () => {
  const texts = Array.from({ length: 6 }, (_, index) => `第 ${index + 1} 条`)
  for (const text of texts) {
    await su.write(text)
    await su.message(text).waitFor()
    cutByServer()
    await su.page.reload()
    await su.field.waitFor()
  }
  await sees(ravi, texts)
  await sees(su, texts)
})

test('two tabs of one person share what waits, and nothing goes out twice', async () => {
  const other = guestAt(await su.context.newPage(), { url: house.url, language: 'zh', isTouch: false })
  await other.enter(room)
  await su.context.setOffline(true)
  await banner(su, '没有连接')
  await banner(other, '没有连接')
  await su.write('左一')
  await banner(other, '1 条消息等待发送')
  await other.write('右二')
  await banner(su, '2 条消息等待发送')
  await su.write('左三')
  await banner(other, '3 条消息等待发送')
  await su.context.setOffline(false)
  await sees(ravi, ['左一', '右二', '左三'])
  await sees(su, ['左一', '右二', '左三'])
  await sees(other, ['左一', '右二', '左三'])
  await other.page.close()
})

test('where only one of two tabs has a line, what both wrote goes out by that one, once and in order', async () => {
  const other = guestAt(await su.context.newPage(), { url: house.url, language: 'zh', isTouch: false })
  await other.enter(room)
  await su.write('先由这一页')
  await sees(other, ['先由这一页'])
  const line = await su.context.newCDPSession(su.page)
  const cut = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await line.send('Network.emulateNetworkConditions', cut)
  await cutByServer()
  await banner(su, '没有连接')
  await su.write('断线的一页')
  await other.write('在线的一页')
  await sees(ravi, ['先由这一页', '断线的一页', '在线的一页'])
  await sees(other, ['先由这一页', '断线的一页', '在线的一页'])
  await line.send('Network.emulateNetworkConditions', { ...cut, offline: false })
  await banner(su, '已重新连接')
  await other.page.close()
  await su.write('又由这一页')
  const all = ['先由这一页', '断线的一页', '在线的一页', '又由这一页']
  await sees(ravi, all)
  await sees(su, all)
})

test('a draft survives a reload, and is not sent by it', async () => {
  await su.field.fill('还没写完的话')
  await su.page.reload()
  await su.field.waitFor()
  await expect.poll(() => su.field.inputValue()).toBe('还没写完的话')
  await su.field.press('Enter')
  await sees(ravi, ['还没写完的话'])
  await su.page.reload()
  await sees(su, ['还没写完的话'])
  await expect.poll(() => su.field.inputValue()).toBe('')
})

test('a hub that restarts finds everybody again by themselves, with what they wrote meanwhile', async () => {
  await ravi.write('before')
  await sees(su, ['before'])
  await house.restart(async () => {
    await banner(ravi, 'No connection')
    await su.write('其间一')
    await su.write('其间二')
    await banner(su, '2 条消息等待发送')
  })
  await banner(ravi, 'Connected again')
  await sees(ravi, ['before', '其间一', '其间二'])
  await ravi.write('after')
  await sees(su, ['before', '其间一', '其间二', 'after'])
  await sees(ravi, ['before', '其间一', '其间二', 'after'])
  await su.page.getByRole('button', { name: '2 人在场' }).waitFor()
})

test.each([
  ['fast', dayMs],
  ['slow', -dayMs],
])('a clock a day too %s shows the true times and order, and its owner can post', async (_, clockOffMs) => {
  const off = await house.open({ language: 'zh', clockOffMs })
  await off.signIn(`${suId}@people.example`)
  await ravi.write('first')
  await off.enter(room)
  await off.message('first').waitFor()
  await off.write('第二')
  await ravi.message('第二').waitFor()
  await ravi.write('third')
  await sees(off, ['first', '第二', 'third'])
  await sees(ravi, ['first', '第二', 'third'])
  expect(await timesOf(off)).toEqual(await timesOf(ravi))
  expect(await off.page.getByRole('separator').allInnerTexts()).toEqual(['今天'])
  await off.page
    .getByRole('link', { name: /第二|third/ })
    .first()
    .waitFor()
  const complaints = off.complaints.filter((complaint) => !complaint.startsWith('console'))
  expect(complaints).toEqual([])
  await off.context.close()
})

const timesOf = (guest: Guest) =>
  guest.page
    .getByRole('log')
    .locator('article header time')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')))

test('nothing was thrown in any page', () => {
  const thrown = [su, ravi].flatMap(({ complaints }) => complaints.filter((text) => !text.startsWith('console')))
  expect(thrown).toEqual([])
})

test('opened anew without a connection, the page says so, shows what the device kept, and goes on writing', async () => {
  await su.write('留在本机')
  await ravi.message('留在本机').waitFor()
  await su.page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
  await expect.poll(() => su.page.evaluate(keptRooms), { timeout: 20_000 }).toContain(`rooms/${room}`)
  await su.context.setOffline(true)
  await su.page.reload()
  await banner(su, '本设备保存的内容')
  await su.message('留在本机').waitFor()
  await su.shot('offline-reloaded')
  await su.write('离线写下')
  await banner(su, '1 条消息等待发送')
  await su.context.setOffline(false)
  await sees(ravi, ['留在本机', '离线写下'])
  await sees(su, ['留在本机', '离线写下'])
})

test('whoever signs out leaves nothing on the device', async () => {
  await ravi.write('private')
  await expect.poll(() => ravi.page.evaluate(keptRooms), { timeout: 20_000 }).toContain(`rooms/${room}`)
  await ravi.page.evaluate(() =>
    fetch('/api/auth/sign-out', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
  )
  await ravi.page.waitForURL(/sign-in/)
  await expect.poll(() => ravi.page.evaluate(keptRooms)).toEqual([])
})
