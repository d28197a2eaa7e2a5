import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'

/** Three people at three devices: each test goes on where the one before ended. */
let house: House
let room: string
let ids: { chair: string; others: string[] }
let chair: Guest
let olivia: Guest
let wen: Guest
const all = () => [chair, olivia, wen]
const everybody = <Result>(deed: (guest: Guest) => Promise<Result>) => Promise.all(all().map(deed))

beforeAll(async () => {
  house = await openHouse()
  const [chairId = '', oliviaId = '', wenId = '', ...others] = await house.seat([
    { name: '陆听泉', seats: ['chair'], language: 'zh' },
    { name: 'Olivia Brandt', language: 'en' },
    { name: '温语冬', language: 'zh' },
    { name: '石映川', language: 'zh' },
    { name: '夏槿川', language: 'zh' },
  ])
  ids = { chair: chairId, others }
  room = await buildLounge(house.app, {
    title: { zh: '圆桌', en: 'The Round Table', authoritative: 'zh' },
    chair: chairId,
    members: [oliviaId, wenId],
  })
  chair = await house.open({ language: 'zh' })
  olivia = await house.open({ language: 'en', scheme: 'dark' })
  wen = await house.open({ language: 'zh', size: 'phone' })
  await chair.signIn(`${chairId}@people.example`)
  await olivia.signIn(`${oliviaId}@people.example`)
  await wen.signIn(`${wenId}@people.example`)
  await everybody((guest) => guest.enter(room))
})
afterAll(() => house?.close())

const card = ({ page }: Guest, title: string) => page.getByRole('log').getByRole('region', { name: title })
const button = ({ page }: Guest, name: string | RegExp) => page.getByRole('button', { name, exact: true })

async function expectAccessible({ page }: Guest): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

test('a poll is asked from the field, others tap their answer, and all see the figures move', async () => {
  await olivia.write('/poll Which day suits you?')
  const dialog = olivia.page.getByRole('dialog', { name: 'Ask the room' })
  expect(await dialog.getByLabel('Question').inputValue()).toBe('Which day suits you?')
  await dialog.getByLabel('Option 1', { exact: true }).fill('Tuesday')
  await dialog.getByLabel('Option 1', { exact: true }).press('Enter')
  await olivia.page.keyboard.type('Thursday')
  await olivia.shot('poll-dialog')
  await expectAccessible(olivia)
  await button(olivia, 'Start the poll').click()
  await everybody((guest) => card(guest, 'Which day suits you?').waitFor())
  expect(await olivia.field.inputValue()).toBe('')
  await card(chair, 'Which day suits you?').getByRole('button', { name: 'Tuesday' }).click()
  await card(wen, 'Which day suits you?').getByRole('button', { name: 'Thursday' }).tap()
  await card(olivia, 'Which day suits you?').getByText('2 of 3 have voted').waitFor()
  // Thought better of it: one tap elsewhere.
  await card(wen, 'Which day suits you?').getByRole('button', { name: 'Tuesday' }).tap()
  await everybody((guest) => card(guest, 'Which day suits you?').getByRole('button', { name: 'Tuesday 2' }).waitFor())
  await chair.shot('poll-zh')
  await olivia.shot('poll-en-dark')
  await wen.shot('poll-phone')
  await everybody(expectAccessible)
})

test('whoever asked closes the poll, and the result stands in the talk', async () => {
  const asked = card(olivia, 'Which day suits you?')
  await asked.getByRole('button', { name: 'Lead this vote' }).click()
  await olivia.page.getByRole('menuitem', { name: 'Close voting' }).click()
  await olivia.page.getByRole('dialog').getByRole('button', { name: 'Close voting' }).click()
  await everybody((guest) =>
    card(guest, 'Which day suits you?')
      .getByText(/^(已封存|Sealed)$/)
      .waitFor(),
  )
  await olivia.shot('poll-closed')
})

test('a chair drafts an election, sees who is entitled, and opens it', async () => {
  const { page } = chair
  await button(chair, '会场菜单').click()
  await page.getByRole('menuitem', { name: '表决与投票' }).click()
  await button(chair, '起草表决或选举').click()
  const dialog = page.getByRole('dialog', { name: '起草表决或选举' })
  await dialog.getByLabel('表决事项').fill('选举轮值主持')
  await chair.shot('draft-vote-zh')
  await dialog.getByText('选举', { exact: true }).click()
  for (const [at, name] of ['顾澜舟', '罗知夏', '拉维'].entries()) {
    await dialog.getByLabel(`选项 ${at + 1}`, { exact: true }).fill(name)
    await dialog.getByLabel(`选项 ${at + 1}`, { exact: true }).press('Enter')
  }
  await dialog.getByText('保密', { exact: true }).click()
  await button(chair, '投票人').click()
  await dialog.getByText('会场名册上的全体成员（3 人，观察员除外）').waitFor()
  await chair.shot('draft-election-zh')
  await expectAccessible(chair)
  await button(chair, '保存草稿').click()
  await page.getByRole('link', { name: '选举轮值主持' }).click()
  await page.getByRole('heading', { name: '选举轮值主持', level: 1 }).waitFor()
  await button(chair, '开始投票').click()
  const opening = page.getByRole('dialog', { name: '开始投票？' })
  await opening.getByText('会场名册上的全体成员（3 人，观察员除外）').waitFor()
  await chair.shot('opening-zh')
  await opening.getByRole('button', { name: '开始投票' }).click()
  await Promise.all([olivia, wen].map((guest) => card(guest, '选举轮值主持').waitFor()))
})

test('three people rank, one of them reloads in the middle, and nothing of the ballot is lost', async () => {
  const choose = async (guest: Guest, names: string[]) => {
    for (const [at, name] of names.entries()) {
      const label = guest.language === 'zh' ? `“${name}”排到第 ${at + 1} 位` : `${name}: give place ${at + 1}`
      await button(guest, label).click()
    }
  }
  await card(wen, '选举轮值主持').getByRole('button', { name: '去投票' }).tap()
  await choose(wen, ['罗知夏', '拉维'])
  await wen.shot('ballot-phone')
  await expectAccessible(wen)
  await wen.page.reload()
  await card(wen, '选举轮值主持').getByRole('button', { name: '去投票' }).tap()
  await wen.page.getByRole('list', { name: '您的排序' }).getByText('罗知夏').waitFor()
  await button(wen, '“拉维”前移一位').tap()
  await button(wen, '核对选票').tap()
  await wen.page.getByRole('heading', { name: '请核对您的选票' }).waitFor()
  await wen.shot('review-phone')
  await button(wen, '投票').tap()
  await card(wen, '选举轮值主持').getByText('您投的是：拉维 > 罗知夏').waitFor()

  await card(olivia, '选举轮值主持').getByRole('button', { name: 'Vote', exact: true }).click()
  await choose(olivia, ['拉维', '顾澜舟', '罗知夏'])
  await olivia.shot('ballot-en-dark')
  await expectAccessible(olivia)
  await button(olivia, 'Look it over').click()
  await button(olivia, 'Cast ballot').click()
  await card(olivia, '选举轮值主持')
    .getByText(/^You voted: 拉维/)
    .waitFor()

  await button(chair, '去投票').click()
  await choose(chair, ['罗知夏'])
  await button(chair, '核对选票').click()
  await button(chair, '投票').click()
  await chair.page.getByText('已投 3 票，共 3 票').first().waitFor()
  await chair.shot('page-open-zh')
})

test('the chair closes and declares, and everybody sees who is elected', async () => {
  const { page } = chair
  await button(chair, '管理这次投票').click()
  await page.getByRole('menuitem', { name: '结束投票' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束投票' }).click()
  await button(chair, '宣布结果').click()
  await page.getByRole('dialog').getByRole('button', { name: '宣布结果' }).click()
  await page.getByText('已宣布').first().waitFor()
  await Promise.all(
    [olivia, wen].map((guest) =>
      card(guest, '选举轮值主持')
        .getByText(/^(当选|Elected)$/)
        .waitFor(),
    ),
  )
  await olivia.shot('elected-en-dark')
  await wen.shot('elected-phone')
  await chair.shot('declared-zh')
  await everybody(expectAccessible)
  await button(chair, '投到大屏').click()
  await page.getByRole('dialog').getByRole('heading', { name: '选举轮值主持' }).waitFor()
  await chair.shot('wall-zh')
  await expectAccessible(chair)
})

test('a secret ballot goes by itself once it is handed over, and leaves a receipt but no trace of the vote', async () => {
  const member = await connectMember(house.app, ids.chair)
  for (const person of ids.others) await member.send('seat.grant', { room, person, seat: 'participant' })
  const terms = { title: '秘书处是否续聘', secrecy: 'secret', castDelaySeconds: 0 } as const
  const { decision } = await member.send('decision.draft', { room, kind: 'vote', terms })
  await member.send('decision.open', { room, decision })
  await card(wen, terms.title).getByRole('button', { name: '去投票' }).tap()
  await wen.page.getByRole('radio', { name: '赞成' }).tap()
  await wen.shot('secret-phone')
  await expectAccessible(wen)
  await button(wen, '核对选票').tap()
  await button(wen, '投票').tap()
  await card(wen, terms.title).getByText('您的无记名选票已收到。').waitFor()
  expect(await wen.page.getByLabel('回执', { exact: true }).inputValue()).toMatch(/^[\da-f]{64}$/)
  await card(olivia, terms.title).getByText('1 of 5 have voted').waitFor()
  await wen.shot('receipt-phone')
  await expectAccessible(wen)
  await wen.page.reload()
  await card(wen, terms.title).getByText('您的无记名选票已收到。').waitFor()
  member.leave()
  expect(all().flatMap(({ complaints }) => complaints)).toEqual([])
})
