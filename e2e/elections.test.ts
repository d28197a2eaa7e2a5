import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge, newCid } from '#server/testing/factories.ts'
import { unwrap } from '#server/testing/member.ts'
import { until } from '#server/testing/until.ts'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import type { Election } from '#shared/decisions/election.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { words } from './words.ts'

/** The secretariat's officer, a delegate in English and the dark, and a member on a phone: each test goes on where the one before ended. */
let house: House
let room: string
let [officerId, oliviaId, wenId] = ['', '', '']
let officer: Guest
let olivia: Guest
let wen: Guest
let address: string
const all = () => [officer, olivia, wen]

beforeAll(async () => {
  house = await openHouse()
  const ids = await house.seat([
    { name: '沈知衡', seats: ['secretariat'], language: 'zh' },
    { name: 'Olivia Brandt', language: 'en' },
    { name: '温语冬', language: 'zh' },
  ])
  ;[officerId = '', oliviaId = '', wenId = ''] = ids
  const title = { zh: '会员大会', en: 'General assembly', authoritative: 'zh' as const }
  room = await buildLounge(house.app, { title, chair: officerId, members: [oliviaId, wenId] })
  officer = await house.open({ language: 'zh' })
  olivia = await house.open({ language: 'en', scheme: 'dark' })
  wen = await house.open({ language: 'zh', size: 'phone' })
  await officer.signIn(`${officerId}@people.example`)
  await olivia.signIn(`${oliviaId}@people.example`)
  await wen.signIn(`${wenId}@people.example`)
})
afterAll(() => house?.close())

const send = async <C extends CommandName>(person: string, name: C, input: Ask<C>): Promise<Output<C>> =>
  unwrap((await house.app.hub.dispatch({ name, input, actor: house.app.hub.actorOf(person), cid: newCid() })) as never)
const electionNow = async (): Promise<Election> => (await house.app.hub.rooms.fresh(room))!.all('election')[0]!
const button = ({ page }: Guest, name: string | RegExp) => page.getByRole('button', { name, exact: true })

async function expectAccessible({ page }: Guest): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

/** Moves days that still lie ahead, as nobody can wait for them. */
async function plan(given: Partial<Election['calendar']>): Promise<void> {
  const { id: election, calendar } = await electionNow()
  const planned = { ...calendar, ...given }
  await send(officerId, 'election.plan', { room, election, calendar: planned, reason: '提前举行' })
}

test('the secretariat calls an election of chair and vice-chairs', async () => {
  await olivia.page.goto(`/rooms/${room}/elections`)
  await olivia.page.getByText('No elections yet').waitFor()
  expect(await button(olivia, 'Call an election').count()).toBe(0)
  await officer.page.goto(`/rooms/${room}/elections`)
  await button(officer, '发起选举').click()
  const dialog = officer.page.getByRole('dialog', { name: '发起选举' })
  await dialog.getByLabel('选举名称 (中文)').fill('理事会换届')
  await dialog.getByLabel('选举名称 (英文)').fill('Election of the board')
  await dialog.getByRole('button', { name: '移除此职务' }).last().click()
  await officer.shot('election-call')
  await dialog.getByRole('combobox', { name: '投票方式' }).click()
  await officer.page.getByRole('option', { name: '记名', exact: true }).click()
  await expectAccessible(officer)
  await dialog.getByRole('button', { name: '发起选举' }).click()
  await officer.page.getByRole('heading', { name: '理事会换届' }).waitFor()
  address = new URL(officer.page.url()).pathname
  await olivia.page.getByRole('link', { name: 'Election of the board' }).click()
  await olivia.page.getByRole('heading', { name: 'Election of the board' }).waitFor()
  await wen.page.goto(address)
  await wen.page.getByRole('heading', { name: '理事会换届' }).waitFor()
})

test('members stand, are nominated, accept and are seconded, and say what they stand for', async () => {
  await button(olivia, 'Nominate for Chair').click()
  const dialog = olivia.page.getByRole('dialog')
  await dialog.getByLabel('I nominate somebody else').check()
  await dialog.getByRole('combobox', { name: 'Candidate' }).click()
  await olivia.page.getByRole('option', { name: '温语冬' }).click()
  await olivia.shot('election-nominate')
  await dialog.getByRole('button', { name: 'Nominate', exact: true }).click()
  await button(wen, '接受提名 · 温语冬').tap()
  await button(olivia, 'Nominate for Chair').click()
  await dialog.getByRole('button', { name: 'Nominate', exact: true }).click()
  await button(officer, '附议 · 温语冬').click()
  await button(wen, '附议 · Olivia Brandt').tap()
  await wen.page.getByText('附议 1/1').nth(1).waitFor()
  await wen.page.getByRole('link', { name: '温语冬的候选人页面' }).tap()
  await button(wen, '撰写陈述').tap()
  await wen.page.getByLabel('竞选陈述 (中文)').fill('**让每一盏灯都被看见。**')
  await wen.page.getByRole('dialog').getByRole('button', { name: '保存' }).tap()
  await wen.page.locator('strong').getByText('让每一盏灯都被看见。').waitFor()
  await wen.shot('election-candidate-phone')
  await expectAccessible(wen)
  await wen.page.goto(address)
})

test('nominations are closed, candidates vetted, and the order on the ballot is drawn', async () => {
  await button(officer, '截止提名').click()
  const dialog = officer.page.getByRole('dialog')
  await dialog.getByLabel(words.reason.zh).fill('候选人已齐')
  await dialog.getByRole('button', { name: '截止提名' }).click()
  await button(officer, '通过 · 温语冬').click()
  await button(officer, '通过 · Olivia Brandt').click()
  await officer.page.getByText('正式候选人').nth(1).waitFor()
  await button(officer, '抽签排序').click()
  await dialog.getByLabel('骰子点数').fill('4162')
  await officer.shot('election-draw')
  await dialog.getByRole('button', { name: '抽签排序' }).click()
  await olivia.page.getByText('Order on the ballots drawn by lot: dice 4162').waitFor()
  await olivia.shot('election-drawn')
  await wen.shot('election-drawn-phone')
  for (const guest of all()) await expectAccessible(guest)
})

test('the vote is opened on its day; who wins is told to everybody, and takes the seat on the day of the handover', async () => {
  await plan({ voteFrom: Date.now() + 3000 })
  await button(officer, '开始投票').click()
  const dialog = officer.page.getByRole('dialog')
  await dialog.getByRole('button', { name: '开始投票' }).click()
  await olivia.page.getByRole('link', { name: 'See the vote' }).click()
  await olivia.page
    .getByRole('heading', { name: /理事会换届/ })
    .first()
    .waitFor()
  await olivia.shot('election-ballot')
  const decision = (await electionNow()).offices[0]!.votes[0]!.decision!
  const { options } = (await house.app.hub.rooms.fresh(room))!.find('decision', decision)!
  const optionOf = (person: string) => options.find((option) => option.person === person)!.id
  for (const voter of [officerId, oliviaId, wenId]) {
    const first = voter === oliviaId ? oliviaId : wenId
    const ballot = { kind: 'ranked' as const, ranks: [[optionOf(first)]] }
    await send(voter, 'ballot.cast', { room, decision, round: 1, seat: voter, ballot })
  }
  await send(officerId, 'decision.close', { room, decision })
  await officer.page.getByRole('link', { name: '查看投票' }).click()
  await button(officer, '宣布结果').click()
  await officer.page.getByRole('dialog').getByRole('button', { name: '宣布结果' }).click()
  await wen.page.getByText('当选', { exact: true }).waitFor()
  await olivia.page.goto(address)
  await olivia.page.getByText('Elected', { exact: true }).waitFor()
  await olivia.shot('election-decided')
  await wen.shot('election-decided-phone')
  await plan({ handoverAt: Date.now() + 3000 })
  await until(async () => {
    await house.app.running.elections.look()
    return (await electionNow()).state === 'handedOver'
  })
  await until(async () => {
    const { seats } = (await house.app.hub.rooms.fresh(clusterRoom))!.find('person', wenId)!
    return seats.includes('chair')
  })
  await olivia.page.getByText('Handed over').waitFor()
  await olivia.page.goto(`/people/${wenId}`)
  await olivia.page.getByText('Chair', { exact: true }).first().waitFor()
  await olivia.page.goto(`/rooms/${clusterRoom}/record`)
  await olivia.page.getByText(/made 温语冬 .*Chair/).waitFor()
  await olivia.page.goto(`/rooms/${room}/record`)
  await olivia.page.getByText('温语冬 was elected: “Chair”.').waitFor()
  await olivia.shot('election-record')
})

test('no browser complained of anything', () => {
  for (const guest of all()) expect(guest.complaints).toEqual([])
})
