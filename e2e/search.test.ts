import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { change } from '#server/platform/handler.ts'
import { buildLounge, writeFacts } from '#server/testing/factories.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'

let house: House
let room: string
let chair: Guest
let reader: Guest

const linesBetween = 150
const empty = { mentions: [], replyTo: null, editedAt: null, erased: null }

beforeAll(async () => {
  house = await openHouse()
  const [one, two] = await house.seat([
    { name: '兰心', language: 'zh' },
    { name: 'Nora', language: 'en' },
  ])
  const title = { zh: '圆桌', en: 'Round Table', authoritative: 'zh' as const }
  room = await buildLounge(house.app, { chair: one!, members: [two!], title })
  chair = await house.open({ language: 'zh' })
  reader = await house.open({ language: 'en', scheme: 'dark' })
  await chair.signIn(`${one}@people.example`)
  await reader.signIn(`${two}@people.example`)
  await chair.enter(room)
  await chair.write('这款吸顶灯的**显色指数**是 97')
  await chair.write('The ceiling lamp keeps its colour')
  await chair.message('keeps its colour').waitFor()
  const { head } = (await house.app.hub.rooms.view(room))!
  const at = Date.now()
  const lines = Array.from({ length: linesBetween }, (_, n) =>
    change('message.posted', {
      id: `l${n}`,
      seq: head.seq + 10 + n,
      author: one!,
      at: at + n,
      text: `line ${n}`,
      ...empty,
    }),
  )
  await writeFacts(house.app, room, lines)
})
afterAll(() => house?.close())

const searchPanel = ({ page }: Guest) => page.getByRole('dialog', { name: /^(Search Round Table|在“圆桌”中搜索)$/ })

async function openPanel(guest: Guest) {
  await guest.page.getByRole('banner').last().waitFor()
  const name = guest.language === 'zh' ? '搜索' : 'Search'
  await guest.page.locator('#main').getByRole('button', { name, exact: true }).click()
  return searchPanel(guest)
}

test('one finds by a word of two characters what another said far back, goes there, and the link leads there again', async () => {
  await reader.enter(room)
  const panel = await openPanel(reader)
  await panel.getByRole('textbox').fill('显色')
  const hit = panel.getByRole('link', { name: /^兰心|^Nora|go to the message/ })
  await hit.waitFor()
  expect(await hit.locator('mark').allInnerTexts()).toEqual(['显色'])
  await reader.shot('search-panel-en-dark')
  await reader.page.keyboard.press('ArrowDown')
  await reader.page.keyboard.press('Enter')
  await reader.message('显色指数').waitFor()
  await expect.poll(() => reader.message('显色指数').evaluate((row) => row.hasAttribute('data-is-lit'))).toBe(true)
  const deeds = await reader.deedsOf(reader.message('显色指数'))
  await deeds.getByRole('button', { name: 'More' }).click()
  await reader.page.keyboard.press('Escape')
  const { message } = (await reader.page.evaluate(async () => {
    const reply = await fetch('/api/search?text=%E6%98%BE%E8%89%B2')
    return (await reply.json()).data.hits[0]
  })) as { message: string }
  await reader.page.goto(`/rooms/${room}?message=${message}`)
  await reader.message('显色指数').waitFor()
})

test('a pin of the chair is seen at once, leads to its message, and the first message of a day is found', async () => {
  await chair.write('本周议题：能效')
  await expect.poll(() => house.app.hub.rooms.view(room).then((view) => view!.head.n)).toBe(3)
  const deeds = await chair.deedsOf(chair.message('本周议题'))
  await deeds.getByRole('button', { name: '更多' }).click()
  await chair.page.getByRole('menuitem', { name: '置顶', exact: true }).click()
  await reader.page.getByRole('button', { name: '1 pinned message' }).click()
  const pins = reader.page.getByRole('dialog', { name: 'Pinned messages' })
  await pins.getByText('本周议题').click()
  await reader.message('本周议题').waitFor()
  const panel = await openPanel(reader)
  await panel.getByRole('button', { name: 'Go to a day' }).click()
  await reader.page.getByRole('button', { name: 'Go there' }).click()
  await reader.message('显色指数').waitFor()
})

test('over all rooms, by keyboard alone: Ctrl+K, a page of results, filters, and nothing that was taken out', async () => {
  const { page } = reader
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Go to…' }).waitFor()
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.keyboard.type('ceiling')
  await page.getByRole('option', { name: 'Search messages for “ceiling”', selected: undefined }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search\?q=ceiling/)
  const hit = page.getByRole('link', { name: /go to the message/ })
  await hit.waitFor()
  await reader.shot('search-page-en-dark')
  const deeds = await chair.deedsOf((await visible(chair, 'keeps its colour'))!)
  await deeds.getByRole('button', { name: '更多' }).click()
  await chair.page.getByRole('menuitem', { name: '删除' }).click()
  await chair.page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await chair.page.getByText('作者删除了这条消息').waitFor()
  await page.reload()
  await page.getByText('No messages found').waitFor()
  expect(await hit.count()).toBe(0)
  expect([...reader.complaints, ...chair.complaints]).toEqual([])
})

/** Brings a message far back on screen by its own search. */
async function visible(guest: Guest, text: string) {
  const panel = await openPanel(guest)
  await panel.getByRole('textbox').fill(text)
  await panel.getByRole('link').first().click()
  await guest.message(text).waitFor()
  return guest.message(text)
}

test('on a phone, too, one searches, and reads what can be written', async () => {
  const phone = await house.open({ language: 'zh', size: 'phone' })
  await phone.context.addCookies(await chair.context.cookies())
  await phone.enter(room)
  const panel = await openPanel(phone)
  await panel.getByText('可以这样搜索').waitFor()
  await phone.shot('search-phone-start')
  await panel.getByRole('textbox').fill('显色 97')
  await panel.getByRole('link').first().waitFor()
  await phone.shot('search-phone-hits')
  await panel.getByRole('link').first().tap()
  await phone.message('显色指数').waitFor()
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})
