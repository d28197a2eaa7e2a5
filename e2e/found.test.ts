import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFoundingCode } from '#server/members/founding.model.ts'
import { goodPassword } from '#server/testing/browser.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { type Guest, openGuest } from './guest.ts'
import { openBrowser } from './house.ts'

let app: TestApp
let browser: Browser
let code: string
let officer: Guest

const picture = fileURLToPath(new URL('../docs/pictures/sign-in.png', import.meta.url))
const newPassword = 'another-lamp-at-dusk'

beforeAll(async () => {
  ;[app, browser] = await Promise.all([startTestApp({ env: { NODE_ENV: 'production' } }), openBrowser()])
  const { config, store, log } = app.hub
  code = (await createFoundingCode({ config, store, log, address: app.url }))!
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

const field = ({ page }: Guest, label: string | RegExp) => page.getByLabel(label).first()

test('on an empty database the first run founds the cluster; a wrong code loses nothing that was typed', async () => {
  officer = await openGuest(browser, app.url, { language: 'zh' })
  const { page } = officer
  await page.goto('/')
  await page.waitForURL(/\/found$/)
  await field(officer, /^安装码/).fill('WRONG-CODE')
  await field(officer, '集群名称 (中文)').fill('星河照明集群（示例）')
  await field(officer, /集群名称 .英文/).fill('Xinghe Lighting Cluster (Demo)')
  await page.locator('input[type=file]').setInputFiles(picture)
  await page
    .getByRole('button', { name: /移除|删除|去掉/ })
    .first()
    .waitFor()
  await field(officer, '姓名 (中文)').fill('秦书言')
  await field(officer, /^邮箱/).fill('qin@xinghe.example')
  await field(officer, /^密码/).fill(goodPassword)
  await page.getByRole('button', { name: '创建集群' }).click()
  await page.getByText('安装码不正确').first().waitFor()
  await page.reload()
  await expect.poll(() => field(officer, '集群名称 (中文)').inputValue()).toBe('星河照明集群（示例）')
  await field(officer, /^安装码/).fill(code)
  await field(officer, /^密码/).fill(goodPassword)
  await officer.shot('found')
  await page.getByRole('button', { name: '创建集群' }).click()
  await page.getByRole('button', { name: /秦书言/ }).waitFor()
  await page.getByText('星河照明集群（示例）').first().waitFor()
  expect((await app.hub.rooms.view('cluster'))!.find('cluster', 'cluster')).toMatchObject({
    name: { en: 'Xinghe Lighting Cluster (Demo)' },
    logo: expect.stringMatching(/^\/cluster\/logo\//),
  })
})

test('an invitation read from the kept mails lets somebody in, in their own language', async () => {
  const { page } = officer
  await page.goto('/people')
  await page.getByRole('button', { name: '邀请成员' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^邮箱/).fill('nora@xinghe.example')
  await dialog.getByLabel('姓名 (中文)').fill('诺拉')
  await dialog.getByLabel(/姓名 .英文/).fill('Nora Field')
  await dialog.getByText('专家', { exact: true }).click()
  await dialog.getByLabel('邀请信语言').click()
  await page.getByRole('option', { name: 'English' }).click()
  await dialog.getByRole('button', { name: '发送邀请' }).click()
  await dialog.getByText('邀请已发给').waitFor()
  await page.goto('/mails')
  await page
    .getByRole('button', { name: /nora@xinghe.example/ })
    .first()
    .click()
  const link = await page.getByRole('link', { name: /\/invitations\// }).getAttribute('href')
  const nora = await openGuest(browser, app.url, { language: 'en' })
  await nora.page.goto(new URL(link!, app.url).pathname)
  await expect.poll(() => field(nora, 'Name (English)').inputValue()).toBe('Nora Field')
  await field(nora, /password/i).fill(goodPassword)
  await nora.shot('invitation')
  await nora.page.locator('form button[type=submit]').click()
  await nora.page.getByRole('button', { name: /^Menu of Nora Field/ }).waitFor()
  await nora.context.close()
})

test('a forgotten password is set anew by the kept mail', async () => {
  const nora = await openGuest(browser, app.url, { language: 'en' })
  await nora.page.goto('/sign-in')
  await nora.page.getByRole('link', { name: 'Forgot your password?' }).click()
  // The sign-in page has such a field too.
  await nora.page.getByRole('button', { name: 'Send the link' }).waitFor()
  await field(nora, /^E-mail/).fill('nora@xinghe.example')
  await nora.page.getByRole('button', { name: 'Send the link' }).click()
  await nora.page.getByText('Look into your mailbox').waitFor()
  const { page } = officer
  await page.goto('/mails')
  await page
    .getByRole('button', { name: /nora@xinghe.example/ })
    .filter({ hasText: 'set a new password' })
    .first()
    .click()
  const link = await page
    .getByRole('link', { name: /\/reset\?/ })
    .first()
    .getAttribute('href')
  await nora.page.goto(link!.replace(/^https?:\/\/[^/]+/, ''))
  await field(nora, /password/i).fill(newPassword)
  await nora.page.getByRole('button', { name: 'Save the new password' }).click()
  await nora.page.waitForURL(/sign-in/)
  await nora.signIn('nora@xinghe.example', newPassword)
  await nora.context.close()
})

test('a suspension ends what the person has open, and says why', async () => {
  const nora = await openGuest(browser, app.url, { language: 'en' })
  await nora.signIn('nora@xinghe.example', newPassword)
  const people = (await app.hub.rooms.view('cluster'))!.all('person')
  const person = people.find(({ name }) => name.en === 'Nora Field')!.id
  const actor = app.hub.actorOf(people.find(({ seats }) => seats.includes('secretariat'))!.id)
  const input = { person, reason: '席位暂停核查' }
  await app.hub.dispatch({ name: 'person.suspend', input, actor, cid: 'suspend-nora' })
  await nora.page.waitForURL(/sign-in/)
  await nora.page
    .getByText(/suspended/i)
    .first()
    .waitFor()
  await nora.shot('suspended')
  await nora.context.close()
  expect(officer.complaints.filter((complaint) => !/status of 40[01]/.test(complaint))).toEqual([])
})
