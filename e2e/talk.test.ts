import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { until } from '#server/testing/until.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { words } from './words.ts'

/** Three people at three devices: each test goes on where the one before ended. */
let house: House
let room: string
let [chairId, oliviaId, wenId] = ['', '', '']
let chair: Guest
let olivia: Guest
let wen: Guest
const all = () => [chair, olivia, wen]
const everybody = <Result>(deed: (guest: Guest) => Promise<Result>) => Promise.all(all().map(deed))

beforeAll(async () => {
  house = await openHouse()
  const ids = await house.seat([
    { name: '陆听泉', seats: ['chair'], language: 'zh' },
    { name: 'Olivia Brandt', language: 'en' },
    { name: '温语冬', language: 'zh' },
  ])
  ;[chairId = '', oliviaId = '', wenId = ''] = ids
  room = await buildLounge(house.app, {
    title: { zh: '圆桌', en: 'The Round Table', authoritative: 'zh' },
    chair: chairId,
    members: [wenId],
  })
  chair = await house.open({ language: 'zh' })
  olivia = await house.open({ language: 'en', scheme: 'dark' })
  wen = await house.open({ language: 'zh', size: 'phone' })
})
afterAll(() => house?.close())

test('three people sign in by the form, open a lounge and see each other there', async () => {
  await chair.signIn(`${chairId}@people.example`)
  await olivia.signIn(`${oliviaId}@people.example`)
  await wen.signIn(`${wenId}@people.example`)
  await chair.page.getByRole('link', { name: '圆桌' }).first().click()
  await olivia.page.getByRole('link', { name: 'The Round Table' }).first().click()
  await wen.page.getByRole('link', { name: '圆桌' }).last().click()
  await chair.page.getByRole('button', { name: '3 人在场' }).waitFor()
  await olivia.page.getByRole('button', { name: '3 people here' }).waitFor()
  await wen.page.getByRole('button', { name: '3 人在场' }).waitFor()
})

test('whoever has no seat joins and may write; all see it, and nobody twice', async () => {
  await olivia.page.getByText('Join the room to write in it.').waitFor()
  await olivia.page.getByRole('button', { name: words.join.en, exact: true }).click()
  await olivia.write('Good evening, everybody')
  await wen.message('Good evening, everybody').waitFor()
  await wen.write('晚上好！')
  await everybody(async (guest) => {
    await guest.message('Good evening, everybody').waitFor()
    await guest.message('晚上好').waitFor()
    expect(await guest.texts()).toEqual(['Good evening, everybody', '晚上好！'])
  })
})

test('writing is seen while it goes on, and is over with the message', async () => {
  await olivia.field.pressSequentially('One moment, please: here is the list', { delay: 110 })
  await chair.page.getByText('Olivia Brandt正在输入……').waitFor()
  await wen.page.getByText('Olivia Brandt正在输入……').waitFor()
  await olivia.field.press('Enter')
  await chair.message('One moment').waitFor()
  await chair.page.getByText('Olivia Brandt正在输入……').waitFor({ state: 'detached' })
})

test('leaving and coming back moves presence', async () => {
  await wen.page.goto('/people')
  await chair.page.getByRole('button', { name: '2 人在场' }).waitFor()
  await wen.enter(room)
  await chair.page.getByRole('button', { name: '3 人在场' }).waitFor()
})

test('a mention is completed by keyboard, and lights up for the one who is meant', async () => {
  await chair.field.pressSequentially('有请 @Oli', { delay: 30 })
  await chair.page.getByRole('option', { name: /Olivia/ }).waitFor()
  await chair.shot('talk-mention')
  await chair.field.press('Enter')
  await expect.poll(() => chair.field.inputValue()).toBe('有请 @Olivia Brandt ')
  await chair.field.pressSequentially('介绍一下')
  await chair.field.press('Enter')
  const named = (guest: Guest) => guest.message('有请').locator('[data-mention]')
  await named(olivia).waitFor()
  expect(await named(olivia).innerText()).toBe('@Olivia Brandt')
  expect(await named(olivia).getAttribute('data-is-me')).toBe('true')
  await named(wen).waitFor()
  expect(await named(wen).getAttribute('data-is-me')).toBeNull()
})

test('a reply shows what it answers, and leads there', async () => {
  const deeds = await olivia.deedsOf(olivia.message('有请'))
  await deeds.getByRole('button', { name: words.answer.en }).click()
  await olivia.page.getByText('Answering 陆听泉').waitFor()
  await olivia.write('With pleasure: twelve new wall lights')
  await everybody(async (guest) => {
    await guest.message('twelve new wall lights').getByText('有请').waitFor()
  })
  await wen
    .message('twelve new wall lights')
    .getByRole('button', { name: /^回复陆听泉的消息/ })
    .tap()
  await wen.page.locator('article[data-is-lit]').filter({ hasText: '介绍一下' }).waitFor()
})

test('emoji are put on a message by pointer and by touch, and taken back', async () => {
  const byTouch = await wen.deedsOf(wen.message('twelve new wall lights'))
  await wen.shot('talk-deeds-phone')
  await byTouch.getByRole('button', { name: '以 👍 回应' }).tap()
  const byPointer = await chair.deedsOf(chair.message('twelve new wall lights'))
  await byPointer.getByRole('button', { name: words.react.zh }).click()
  await chair.page.getByRole('searchbox', { name: '查找表情' }).fill('灯泡')
  await chair.page.getByRole('gridcell', { name: '灯泡' }).or(chair.page.getByTitle('灯泡')).first().click()
  await olivia.page.getByRole('button', { name: '👍 by 温语冬' }).waitFor()
  await olivia.page.getByRole('button', { name: '💡 by 陆听泉' }).waitFor()
  await olivia.page.getByRole('button', { name: '👍 by 温语冬' }).click()
  await wen.page.getByRole('button', { name: '👍，来自温语冬和Olivia Brandt' }).tap()
  await chair.page.getByRole('button', { name: '👍，来自Olivia Brandt', exact: true }).waitFor()
})

test('an edited message says so; a deleted one leaves only a mark', async () => {
  await olivia.field.press('ArrowUp')
  await olivia.page.locator('#composer').fill('With pleasure: fourteen new wall lights')
  await olivia.field.press('Enter')
  await everybody(async (guest) => {
    await guest.message('fourteen new wall lights').getByText(words.edited[guest.language]).waitFor()
    await guest.message('twelve').waitFor({ state: 'detached' })
  })
  const deeds = await wen.deedsOf(wen.message('晚上好'))
  await deeds.getByRole('button', { name: words.more.zh }).tap()
  await wen.page.getByRole('menuitem', { name: words.delete.zh }).tap()
  await wen.page.getByRole('dialog').getByRole('button', { name: words.delete.zh }).tap()
  await olivia.message('Deleted by its author').waitFor()
  await everybody(async (guest) => {
    await guest.message('晚上好').waitFor({ state: 'detached' })
  })
})

test('the chair takes a message out with a reason: its text is gone from every screen', async () => {
  await wen.write('价目表：A 型 128 元')
  await chair.message('128').waitFor()
  await olivia.write('Noted')
  await chair.message('Noted').waitFor()
  const deeds = await chair.deedsOf(chair.message('128'))
  await deeds.getByRole('button', { name: words.more.zh }).click()
  await chair.page.getByRole('menuitem', { name: words.redact.zh }).click()
  const dialog = chair.page.getByRole('dialog')
  await dialog.getByRole('button', { name: words.redact.zh }).click()
  await dialog.getByText('请写明理由').waitFor()
  await chair.shot('talk-redact')
  await dialog.getByLabel(words.reason.zh).fill('会场内不谈价格')
  await dialog.getByRole('button', { name: words.redact.zh }).click()
  await everybody(async (guest) => {
    await guest.message('会场内不谈价格').waitFor()
    await expect.poll(() => guest.page.getByText('128').count()).toBe(0)
  })
  await olivia.page.getByText('Taken out by 陆听泉. Reason: 会场内不谈价格').waitFor()
  await olivia.page.reload()
  await olivia.message('会场内不谈价格').waitFor()
  await expect.poll(() => olivia.page.getByText('128').count()).toBe(0)
})

test('who has read up to here is shown', async () => {
  await chair
    .message('Noted')
    .getByRole('img', { name: /温语冬.*已读到这里/ })
    .waitFor()
  await everybody((guest) => guest.shot(`talk-${guest === chair ? 'chair' : guest === olivia ? 'olivia' : 'wen'}`))
})

test('a reader further up is told how much is new, and the way there', async () => {
  const member = await connectMember(house.app, wenId)
  for (let line = 1; line <= 30; line++) await member.send('message.post', { room, text: `第 ${line} 行` })
  await olivia.message('第 30 行').waitFor()
  await olivia.page.getByRole('log').hover()
  await olivia.page.mouse.wheel(0, -4000)
  await olivia.page.getByRole('button', { name: 'To the newest' }).waitFor()
  for (let line = 31; line <= 33; line++) await member.send('message.post', { room, text: `第 ${line} 行` })
  await olivia.shot('talk-pill')
  await olivia.page.getByRole('button', { name: '3 new messages' }).click()
  await olivia.message('第 33 行').waitFor()
  await olivia.page.getByRole('button', { name: words.toNewest.en }).waitFor({ state: 'detached' })
  member.leave()
})

test('what is unread moves together on two devices of one person, and is never negative', async () => {
  const second = await house.open({ language: 'en', size: 'phone' })
  await second.signIn(`${oliviaId}@people.example`)
  const counts = new Set<string>()
  const watch = (guest: Guest) => guest.page.exposeFunction('noteUnread', (text: string) => counts.add(text))
  const devices = [olivia, second]
  await olivia.page.goto('/people')
  await Promise.all(devices.map(watch))
  for (const { page } of devices) await page.evaluate(noteBadges)
  await chair.write('第一条')
  await chair.write('第二条')
  const badge = (guest: Guest, count: number) =>
    guest.page.getByRole('link', { name: 'The Round Table' }).getByRole('img', { name: `${count} unread` })
  await badge(olivia, 2).first().waitFor()
  await badge(second, 2).last().waitFor()
  await second.shot('talk-unread-phone')
  await second.page.getByRole('link', { name: 'The Round Table' }).last().tap()
  await second.message('第二条').waitFor()
  await badge(olivia, 2).first().waitFor({ state: 'detached' })
  await chair.write('第三条')
  await second.message('第三条').waitFor()
  const asked = await connectMember(house.app, oliviaId)
  await until(async () => {
    const { rooms } = await asked.ask('rooms.list', {})
    return rooms.every(({ head, marker }) => head.n === marker.n)
  })
  asked.leave()
  await second.page.goto('/people')
  await chair.write('第四条')
  await badge(olivia, 1).first().waitFor()
  expect([...counts].filter((count) => !/^[1-9]\d*\+?$/.test(count))).toEqual([])
  expect(counts.size).toBeGreaterThan(0)
  expect(second.complaints).toEqual([])
})

test('no browser complained of anything', () => {
  for (const guest of all()) expect(guest.complaints).toEqual([])
})

/** Runs in the page: tells every number that a badge of the list ever shows. */
function noteBadges(): void {
  const tell = (globalThis as unknown as { noteUnread(text: string): void }).noteUnread
  const look = () => {
    for (const badge of document.querySelectorAll('[role=img][aria-label$=unread]')) tell(badge.textContent ?? '')
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  look()
}
