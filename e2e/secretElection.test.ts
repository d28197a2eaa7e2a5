import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtClient } from '#server/platform/httpPages.ts'
import { buildLounge, newCid } from '#server/testing/factories.ts'
import { unwrap } from '#server/testing/member.ts'
import type { Guest, Look } from './guest.ts'
import { type House, openHouse } from './house.ts'

/** A chair and six members, each at a device of their own: each test goes on where the one before ended. */
let house: House
let room: string
let decision: string
let chair: Guest
let members: Guest[]

const title = '选举两位副主持'
const names = ['顾澜舟', '罗知夏', '祁远山', '拉维']
const looks: Look[] = [
  { language: 'zh', size: 'phone' },
  { language: 'en', scheme: 'dark' },
  { language: 'zh', size: 'phone', scheme: 'dark' },
  { language: 'en', size: 'phone' },
  { language: 'zh' },
  { language: 'en' },
]
/** What each of them wants: the first is in at once, the second by transfer. */
const wishes = [[0, 1], [0, 1], [0, 1], [1], [1], [2, 1]]

beforeAll(async () => {
  house = await openHouse()
  const [chairId = '', ...ids] = await house.seat([
    { name: '陆听泉', seats: ['chair'], language: 'zh' },
    ...looks.map(({ language }, at) => ({ name: `投票人${at + 1}`, language })),
  ])
  const { hub } = house.app
  room = await buildLounge(house.app, { chair: chairId, members: ids })
  const options = names.map((text, at) => ({ id: `o${at + 1}`, text }))
  const terms = { title, method: 'scottish-stv', seats: 2, options, secrecy: 'secret', castDelaySeconds: 2 }
  const input = { room, kind: 'election', terms } as const
  const drafted = await hub.dispatch({
    name: 'decision.draft',
    input,
    actor: hub.actorOf(chairId),
    cid: newCid(),
  })
  decision = unwrap(drafted as never as { ok: true; data: { decision: string } }).decision
  chair = await house.open({ language: 'zh' })
  await chair.signIn(`${chairId}@people.example`)
  members = []
  for (const [at, look] of looks.entries()) {
    const member = await house.open(look)
    await member.signIn(`${ids[at]}@people.example`)
    members.push(member)
  }
  await Promise.all(members.map((member) => member.enter(room)))
}, 240_000)
afterAll(() => house?.close())

const card = ({ page }: Guest) => page.getByRole('log').getByRole('region', { name: title })
const said = ({ language }: Guest, zh: string, en: string) => (language === 'zh' ? zh : en)
const press = (guest: Guest, zh: string, en: string) =>
  guest.page.getByRole('button', { name: said(guest, zh, en), exact: true }).click()
const received = (guest: Guest) =>
  card(guest)
    .getByText(said(guest, '您的无记名选票已收到。', 'Your secret ballot has been received.'))
    .waitFor()

/** Up to the one touch that casts it. */
async function fillIn(guest: Guest, wish: number[]): Promise<void> {
  await card(guest)
    .getByRole('button', { name: said(guest, '去投票', 'Vote'), exact: true })
    .click()
  for (const [at, option] of wish.entries()) {
    await press(guest, `“${names[option]}”排到第 ${at + 1} 位`, `${names[option]}: give place ${at + 1}`)
  }
  await press(guest, '核对选票', 'Look it over')
}
const cast = (guest: Guest) => press(guest, '投票', 'Cast ballot')

test('the chair opens a secret election, and it stands in everybody’s talk', async () => {
  await chair.page.goto(`/rooms/${room}/decisions/${decision}`)
  await press(chair, '开始投票', '')
  await chair.page.getByRole('dialog').getByRole('button', { name: '开始投票' }).click()
  await Promise.all(members.map((member) => card(member).waitFor()))
})

test('six members vote; one reloads and one loses the network as the ballot is on its way', async () => {
  const [first, second, reloading, cutOff, ...others] = members as [Guest, Guest, Guest, Guest, ...Guest[]]
  for (const [at, member] of [first, second].entries()) {
    await fillIn(member, wishes[at]!)
    await member.shot(`secret-review-${at + 1}`)
    await cast(member)
  }
  await fillIn(reloading, wishes[2]!)
  await cast(reloading)
  await card(reloading).getByText('您的选票已交出，正在途中。', { exact: false }).waitFor()
  await reloading.page.reload()
  await fillIn(cutOff, wishes[3]!)
  await cutOff.context.setOffline(true)
  await cast(cutOff)
  await card(cutOff).getByText('It has not arrived yet', { exact: false }).waitFor()
  await cutOff.shot('secret-cut-off-phone')
  await cutOff.context.setOffline(false)
  for (const [at, member] of others.entries()) {
    await fillIn(member, wishes[at + 4]!)
    await cast(member)
  }
  await Promise.all(members.map(received))
  await chair.page.getByText('已投 6 票，共 7 票').first().waitFor()
  await chair.shot('secret-open-zh')
  await first.shot('secret-received-phone')
})

test('the chair closes and declares, and the wall shows the count stage by stage', async () => {
  const { page } = chair
  await press(chair, '管理这次投票', '')
  await page.getByRole('menuitem', { name: '结束投票' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '结束投票' }).click()
  await press(chair, '宣布结果', '')
  await page.getByRole('dialog').getByRole('button', { name: '宣布结果' }).click()
  await page.getByText('已宣布').first().waitFor()
  await press(chair, '投到大屏', '')
  const wall = page.getByRole('dialog')
  await wall.getByRole('button', { name: /逐轮播放|从头播放/ }).click()
  await wall.getByText(/^第 3 轮，共 3 轮$/).waitFor()
  await chair.shot('secret-wall-zh')
  await press(chair, '退出大屏', '')
})

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  return file.path()
}

test('a member checks the own receipt on a page without a connection, and an outsider counts again', async () => {
  const [, member] = members as [Guest, Guest]
  await member.page.goto(`/rooms/${room}/decisions/${decision}`)
  await press(member, '', 'Is my ballot in the sealed list?')
  await member.page.getByText('Yes. Your ballot was sealed and counted.').waitFor()
  await member.shot('secret-sealed-en-dark')
  const receipt = await download(member.page, 'Download the receipt')
  const pack = await download(member.page, 'The sealed package')

  const context = await house.browser.newContext({ locale: 'en-GB', offline: true })
  const page = await context.newPage()
  await page.goto(pathToFileURL(join(builtClient, 'verify.html')).href)
  await page.getByLabel('The sealed package').first().setInputFiles(pack)
  const field = page.getByRole('textbox', { name: 'Your receipt' })
  await field.fill(await readFile(receipt, 'utf8'))
  await page.getByText('Your ballot is among those that were sealed', { exact: false }).waitFor()
  await page.getByText('Everything that can be checked is right.', { exact: false }).waitFor()
  await context.close()

  const verify = fileURLToPath(new URL('../server/decisions/verify.ts', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [verify, '--json', pack], { encoding: 'utf8' })
  expect([status, JSON.parse(stdout)]).toMatchObject([0, { isSound: true }])
  const quiet = [chair, ...members.filter((_, at) => at !== 3)]
  expect(quiet.flatMap(({ complaints }) => complaints)).toEqual([])
})
