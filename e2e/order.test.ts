import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import { until } from '#server/testing/until.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { words } from './words.ts'

/** A chair, a delegate with another language and scheme, and a member on a phone: each test goes on where the one before ended. */
let house: House
let room: string
let [chairId, oliviaId, wenId] = ['', '', '']
let chair: Guest
let olivia: Guest
let wen: Guest

beforeAll(async () => {
  house = await openHouse()
  const ids = await house.seat([
    { name: '顾澜舟', seats: ['chair'], language: 'zh' },
    { name: 'Olivia Brandt', language: 'en' },
    { name: '温语冬', language: 'zh' },
  ])
  ;[chairId = '', oliviaId = '', wenId = ''] = ids
  const title = { zh: '圆桌', en: 'The Round Table', authoritative: 'zh' as const }
  room = await buildLounge(house.app, { title, chair: chairId, members: [oliviaId, wenId] })
  await until(async () => (await house.app.hub.rooms.view(`${room}.backstage`)) !== null)
  chair = await house.open({ language: 'zh' })
  // A clock that is an hour wrong changes nothing of when a mute ends.
  olivia = await house.open({ language: 'en', scheme: 'dark', clockOffMs: 3_600_000 })
  wen = await house.open({ language: 'zh', size: 'phone' })
  await chair.signIn(`${chairId}@people.example`)
  await olivia.signIn(`${oliviaId}@people.example`)
  await wen.signIn(`${wenId}@people.example`)
  for (const guest of [chair, olivia, wen]) await guest.enter(room)
})
afterAll(() => house?.close())

const axe = async (guest: Guest) => {
  const { violations } = await new AxeBuilder({ page: guest.page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

async function seatDeed(deed: string): Promise<void> {
  await chair.page.getByRole('button', { name: /人在场$/ }).click()
  await chair.page.getByRole('button', { name: 'Olivia Brandt的席位' }).click()
  await chair.page.getByRole('menuitem', { name: deed, exact: true }).click()
}

test('a delegate who is muted in the midst of a sentence keeps it, and is told by whom, until when and why', async () => {
  await olivia.field.fill('Half a sentence about prices')
  await seatDeed('禁言')
  const dialog = chair.page.getByRole('dialog', { name: '将Olivia Brandt禁言？' })
  await dialog.getByText('10 分钟').click()
  await dialog.getByRole('button', { name: '禁言', exact: true }).click()
  await dialog.getByText('请写明理由').waitFor()
  await dialog.getByLabel(words.reason.zh).fill('会场内不谈价格')
  await chair.shot('order-mute')
  await dialog.getByRole('button', { name: '禁言', exact: true }).click()
  await olivia.page.getByText(/You were muted by 顾澜舟\. It ends: \d\d:\d\d/).waitFor()
  await olivia.page.getByText('Reason: 会场内不谈价格').waitFor()
  await expect.poll(() => olivia.field.inputValue()).toBe('Half a sentence about prices')
  await olivia.field.press('Enter')
  expect(await olivia.page.getByRole('button', { name: words.send.en, exact: true }).isDisabled()).toBe(true)
  await expect.poll(() => olivia.field.inputValue()).toBe('Half a sentence about prices')
  await olivia.shot('order-muted')
  await olivia.page.reload()
  await olivia.page.getByText('Reason: 会场内不谈价格').waitFor()
  await expect.poll(() => olivia.field.inputValue()).toBe('Half a sentence about prices')
  expect(await axe(olivia)).toEqual([])
})

test('lifted, the half sentence can be sent', async () => {
  await chair.page.keyboard.press('Escape')
  await seatDeed('解除禁言')
  const dialog = chair.page.getByRole('dialog', { name: '解除Olivia Brandt的禁言？' })
  await dialog.getByLabel(words.reason.zh).fill('已说明情况')
  await dialog.getByRole('button', { name: '解除禁言' }).click()
  await olivia.page.getByText('You were muted').waitFor({ state: 'detached' })
  await olivia.field.press('Enter')
  await wen.message('Half a sentence about prices').waitFor()
  await chair.page.keyboard.press('Escape')
})

test('a lock silences all but those who run the room, in each one’s language', async () => {
  await chair.page.getByRole('button', { name: '会场秩序' }).click()
  await chair.page.getByRole('menuitem', { name: '锁定会场' }).click()
  const dialog = chair.page.getByRole('dialog')
  await dialog.getByLabel(words.reason.zh).fill('请先听报告')
  await dialog.getByRole('button', { name: '锁定会场' }).click()
  await olivia.page.getByText('顾澜舟 has locked this room').waitFor()
  await wen.page.getByText('顾澜舟锁定了会场').waitFor()
  await wen.shot('order-locked-phone')
  await chair.write('现在请听报告。')
  await wen.message('现在请听报告').waitFor()
  await chair.page.getByRole('button', { name: '会场秩序' }).click()
  await chair.page.getByRole('menuitem', { name: '解除锁定' }).click()
  await dialog.getByLabel(words.reason.zh).fill('报告已经结束')
  await dialog.getByRole('button', { name: '解除锁定' }).click()
  await wen.page.getByText('顾澜舟锁定了会场').waitFor({ state: 'detached' })
})

test('a member reports a message, the chair settles it backstage, and the member is told the outcome', async () => {
  const deeds = await wen.deedsOf(wen.message('Half a sentence'))
  await deeds.getByRole('button', { name: words.more.zh }).tap()
  await wen.page.getByRole('menuitem', { name: '举报' }).tap()
  await wen.page.getByRole('dialog').getByLabel(words.reason.zh).fill('在谈价格')
  await wen.page.getByRole('dialog').getByRole('button', { name: '提交举报' }).tap()
  await wen.page.getByText('已提交，处理后会告知您').waitFor()
  await chair.enter(`${room}.backstage`)
  await chair.page.getByText('Olivia Brandt的一条消息被举报').waitFor()
  await chair.page.getByText('温语冬：在谈价格').waitFor()
  await chair.page.getByText('“Half a sentence about prices”').waitFor()
  await chair.shot('order-desk')
  expect(await axe(chair)).toEqual([])
  await chair.page.getByRole('button', { name: '处理', exact: true }).click()
  const dialog = chair.page.getByRole('dialog')
  await dialog.getByLabel('撤下消息').check()
  await dialog.getByLabel(words.reason.zh).fill('会场内不谈价格')
  await chair.shot('order-settle')
  await dialog.getByRole('button', { name: '处理', exact: true }).click()
  await wen.page.getByText('您的举报已处理：撤下消息').waitFor()
  await wen.shot('order-told-phone')
  await olivia.message('Taken out by 顾澜舟').waitFor()
  await wen.page.getByRole('button', { name: '知道了' }).tap()
  await wen.page.getByText('您的举报已处理').waitFor({ state: 'detached' })
})

test('a listed word holds a message back until the chair approves it', async () => {
  await chair.page.getByRole('button', { name: '编辑词表' }).click()
  await chair.page.getByRole('dialog').getByLabel('词语').fill('返点')
  await chair.page.keyboard.press('Enter')
  await chair.page.getByRole('dialog').getByLabel(words.reason.zh).fill('本厅不谈价格')
  await chair.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await chair.page.getByText('审阅词表：1 个词').waitFor()
  await until(async () => (await house.app.hub.rooms.view(room))?.find('room', room)?.isScreened === true)
  await wen.write('返点的事请会后联系')
  await wen.page.getByText('这条消息正等待主持人员审阅').waitFor()
  await wen.shot('order-waiting-phone')
  await chair.page.getByText('温语冬的消息待审阅（返点）').waitFor()
  expect(await olivia.message('返点').count()).toBe(0)
  await chair.page.getByRole('button', { name: '通过', exact: true }).click()
  await olivia.message('返点的事请会后联系').getByText('posted after review').waitFor()
  await wen.page.getByText('这条消息正等待主持人员审阅').waitFor({ state: 'detached' })
})

test('everybody is called at once by those who may', async () => {
  await chair.enter(room)
  await chair.field.pressSequentially('请 @所有', { delay: 30 })
  await chair.page.getByRole('option', { name: '所有人' }).waitFor()
  await chair.field.press('Enter')
  await chair.field.pressSequentially('签到')
  await chair.field.press('Enter')
  await olivia.message('签到').locator('[data-mention=everybody][data-is-me=true]').waitFor()
  expect(await olivia.message('签到').locator('[data-mention]').innerText()).toBe('@everybody')
  await olivia.field.pressSequentially('@every', { delay: 30 })
  expect(await olivia.page.getByRole('option').count()).toBe(0)
  await olivia.field.fill('')
})

test('the record tells it all in plain sentences, and the browser itself proves that nothing was changed', async () => {
  await olivia.page.goto(`/rooms/${room}/record`)
  await olivia.page.getByText(/^顾澜舟 muted Olivia Brandt until /).waitFor()
  await olivia.page.getByText('顾澜舟 took out a message of Olivia Brandt.').waitFor()
  await olivia.page.getByText('顾澜舟 let a message of 温语冬 be posted after review.').waitFor()
  expect(await olivia.page.locator('body').innerText()).not.toContain('在谈价格')
  await olivia.page.getByRole('button', { name: 'Verify now' }).click()
  await olivia.page.getByText('The record is whole and unchanged').waitFor()
  await olivia.page.getByText(/\d texts? w(as|ere) erased as the rules allow/).waitFor()
  const { head } = (await house.app.hub.rooms.view(room))!
  expect(await olivia.page.getByLabel(`Hash of the last entry (${head.seq})`).inputValue()).toBe(head.hash)
  await olivia.shot('order-record')
  expect(await axe(olivia)).toEqual([])
  const saving = olivia.page.waitForEvent('download')
  await olivia.page.getByRole('button', { name: 'Export' }).click()
  await olivia.page.getByRole('menuitem', { name: 'Export as CSV' }).click()
  expect((await saving).suggestedFilename()).toMatch(/Round Table.*\.csv$/)
  await olivia.page.getByRole('combobox', { name: 'Kind' }).click()
  await olivia.page.getByRole('option', { name: 'Seats and mutes' }).click()
  await olivia.page.getByText('顾澜舟 took out a message').waitFor({ state: 'detached' })
  await olivia.page.getByText('顾澜舟 lifted the mute of Olivia Brandt.').waitFor()
  await wen.page.goto(`/rooms/${room}/record`)
  await wen.page.getByText('顾澜舟锁定了会场。').waitFor()
  await wen.shot('order-record-phone')
  await chair.page.getByRole('button', { name: '会场秩序' }).click()
  await chair.page.getByRole('menuitem', { name: '发言规则' }).click()
  await chair.page.getByRole('dialog').waitFor()
  await chair.shot('order-rules')
  await chair.page.keyboard.press('Escape')
})

test('whoever is removed is told from where and why', async () => {
  await olivia.enter(room)
  await seatDeed('移出会场')
  const dialog = chair.page.getByRole('dialog', { name: '将Olivia Brandt移出会场？' })
  await dialog.getByLabel(words.reason.zh).fill('多次提醒后仍谈价格')
  await dialog.getByRole('button', { name: '移出会场' }).click()
  await olivia.page.getByText('You were removed from “The Round Table”. Reason: 多次提醒后仍谈价格').waitFor()
  await olivia.shot('order-removed')
})

test('no browser complained of anything', () => {
  // The removed one asks once more for what is no longer theirs, and hears a no.
  const expectedNo = /status of 404/
  for (const guest of [chair, olivia, wen]) {
    expect(guest.complaints.filter((complaint) => !expectedNo.test(complaint))).toEqual([])
  }
})
