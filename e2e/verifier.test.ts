import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtClient } from '#server/platform/httpPages.ts'
import { buildLounge, newCid } from '#server/testing/factories.ts'
import { unwrap } from '#server/testing/member.ts'
import { board, bytes32, motion, sealedPackage, signAgain, wordFor } from '#server/testing/sealedPackages.ts'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import { shoot } from './guest.ts'
import { type House, openHouse } from './house.ts'

const address = pathToFileURL(join(builtClient, 'verify.html')).href

let house: House
let browser: Browser
let folder: string
beforeAll(async () => {
  house = await openHouse()
  browser = house.browser
  folder = await mkdtemp(join(tmpdir(), 'chandelier-verifier-'))
})
afterAll(async () => {
  await house?.close()
  await rm(folder, { recursive: true })
})

/** The page as it lies in a folder of somebody who has no connection. */
async function openPage(
  language: 'zh' | 'en',
  { scheme = 'light', width = 1200, at = address }: { scheme?: 'light' | 'dark'; width?: number; at?: string } = {},
) {
  const context = await browser.newContext({
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: scheme,
    viewport: { width, height: 900 },
    offline: true,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => request.url() !== at && complaints.push(request.url()))
  await page.goto(at)
  return { page, complaints }
}

async function choose(page: Page, label: string, content: unknown): Promise<void> {
  const file = join(folder, 'chosen.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  await page.getByLabel(label).first().setInputFiles(file)
}

test('an outsider counts a ranked election again without a connection, and sees what is not proved', async () => {
  const { page, complaints } = await openPage('zh', { scheme: 'dark', width: 390 })
  await choose(page, '封存文件', sealedPackage({ ...board, kind: 'public' }))
  await page.getByText('全部核对无误。').waitFor()
  await page.getByText('只有监票人的文件能证明', { exact: false }).waitFor()
  const stages = page.getByRole('table')
  expect(await stages.getByRole('row').count()).toBe(5)
  expect(await stages.getByRole('row', { name: /^灯甲/ }).textContent()).toContain('4.00000')
  await shoot(page, 'verifier-phone-dark-zh', true)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(complaints).toEqual([])
})

test('a voter pastes the receipt of a secret vote, and finds the ballot, or the proof that it was lost', async () => {
  const { page, complaints } = await openPage('en')
  const pack = sealedPackage({ ...motion, kind: 'public' })
  await choose(page, 'The sealed package', pack)
  const own = { decision: 'd1', round: 1, leaf: pack.leaves[2]! }
  const receipt = page.getByRole('textbox', { name: 'Your receipt' })
  await receipt.fill(JSON.stringify({ ...own, receipt: wordFor(own) }))
  await page.getByText('Your ballot is among those that were sealed', { exact: false }).waitFor()
  await shoot(page, 'verifier-desktop-light-en', true)
  const lost = { ...own, leaf: bytes32(91) }
  await receipt.fill(JSON.stringify({ ...lost, receipt: wordFor(lost) }))
  await page.getByText('a ballot was lost', { exact: false }).waitFor()
  await page.getByText('Not everything is right: see above.').waitFor()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByText('有一张选票丢失了', { exact: false }).waitFor()
  expect(complaints).toEqual([])
})

test('a scrutineer is told which ballot was changed, and a file that is none is refused in a sentence', async () => {
  const { page, complaints } = await openPage('zh')
  const pack = sealedPackage(motion)
  const no = pack.openings!.find(({ ballot }) => ballot.kind === 'choice' && ballot.says === 'no')!
  no.ballot = { kind: 'choice', says: 'yes' }
  await choose(page, '封存文件', signAgain(pack))
  await page.getByText(`编号 ${no.serial} 的选票（赞成）没有对应的叶子`, { exact: false }).waitFor()
  await shoot(page, 'verifier-tampered-zh', true)
  await choose(page, '封存文件', 'no package')
  await page.getByText('这不是 JSON：', { exact: false }).waitFor()
  await choose(page, '封存文件', { format: '<img src=x onerror=alert(1)>' })
  await page.getByText('这不是可以核验的封存文件', { exact: false }).waitFor()
  expect(complaints).toEqual([])
})

test('from a vote in the hall to a file on a desk: receipt, package and page are taken away, and hold without the hub', async () => {
  const [chairId = '', wenId = ''] = await house.seat([{ seats: ['chair'], language: 'en' }, { language: 'en' }])
  const room = await buildLounge(house.app, { chair: chairId, members: [wenId] })
  const { hub } = house.app
  const terms = { title: 'Budget', preset: 'simpleMajority' as const }
  const asChair = async <C extends CommandName>(name: C, input: Ask<C>) => {
    const reply = await hub.dispatch({ name, input, actor: hub.actorOf(chairId), cid: newCid() })
    return unwrap(reply) as Output<C>
  }
  const { decision } = await asChair('poll.open', { room, terms })
  const wen = await house.open({ language: 'en' })
  await wen.signIn(`${wenId}@people.example`)
  await hub.dispatch({
    name: 'ballot.cast',
    input: { room, decision, round: 1, seat: wenId, ballot: { kind: 'choice', says: 'yes' } },
    actor: hub.actorOf(wenId),
    cid: newCid(),
  })
  await wen.page.goto(`/rooms/${room}/decisions/${decision}`)
  const receipt = await taken(wen.page, 'Save my receipt')
  await asChair('decision.close', { room, decision })
  const pack = await taken(wen.page, 'The sealed package')
  await wen.shot('recount-card')
  const checker = await taken(wen.page, 'The page that checks it')
  const at = join(folder, 'chandelier-verify.html')
  await writeFile(at, checker)
  expect(wen.complaints).toEqual([])
  const { page, complaints } = await openPage('en', { at: pathToFileURL(at).href })
  await choose(page, 'The sealed package', pack)
  await page.getByText('Everything that can be checked is right.').waitFor()
  await page.getByRole('textbox', { name: 'Your receipt' }).fill(receipt)
  await page.getByText('Your ballot is among those that were sealed', { exact: false }).waitFor()
  expect(complaints).toEqual([])
})

/** What a button or link hands to the browser as a file. */
async function taken(page: Page, name: string): Promise<string> {
  const way = page.getByRole('button', { name }).or(page.getByRole('link', { name }))
  const [download] = await Promise.all([page.waitForEvent('download'), way.click()])
  return readFile(await download.path(), 'utf8')
}
