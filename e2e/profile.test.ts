import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodPassword } from '#server/testing/browser.ts'
import { buildLounge, buildOrganisation } from '#server/testing/factories.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { words } from './words.ts'

let house: House
let people: string[]
let room: string
let nora: Guest
let wei: Guest

const picture = fileURLToPath(new URL('../docs/pictures/lounge.png', import.meta.url))

beforeAll(async () => {
  house = await openHouse({ LEAVE_AFTER_DAYS: '0' })
  const organisation = await buildOrganisation(house.app, '栖光智控（示例）')
  people = await house.seat([
    { name: 'Nora Field', language: 'en', seats: ['expert'], organisation },
    { name: '韦光', language: 'zh', organisation },
  ])
  room = await buildLounge(house.app, { members: people })
  nora = await house.open({ language: 'en' })
  wei = await house.open({ language: 'zh', scheme: 'dark', size: 'phone' })
  await nora.signIn(`${people[0]}@people.example`)
  await wei.signIn(`${people[1]}@people.example`)
})
afterAll(() => house?.close())

test('a picture is cropped and shown to others at once; the profile is found by its expertise', async () => {
  const { page } = nora
  await wei.enter(room)
  await nora.enter(room)
  await nora.write('Good evening')
  await wei.message('Good evening').waitFor()
  await page.goto('/profile')
  await page.locator('input[type=file]').first().setInputFiles(picture)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('slider', { name: 'Zoom' }).press('ArrowRight')
  await nora.shot('avatar-crop')
  await dialog.getByRole('button', { name: 'Use this picture' }).click()
  await dialog.waitFor({ state: 'detached' })
  await wei.message('Good evening').locator('img').waitFor()
  await wei.shot('avatar-in-room')
  await page.getByLabel('About (English)').fill('Twenty years of **drivers**. <script>alert(1)</script>')
  await page.getByRole('combobox', { name: 'Expertise' }).fill('colour rendering')
  await page.getByRole('combobox', { name: 'Expertise' }).press('Enter')
  await nora.shot('profile')
  await page.getByRole('button', { name: 'Save' }).last().click()
  await page.getByText('Saved.').waitFor()

  await wei.page.goto('/people')
  await wei.page.getByPlaceholder('专长').click()
  await wei.page.getByRole('option', { name: 'colour rendering (1)' }).click()
  await expect.poll(() => new URL(wei.page.url()).searchParams.get('expertise')).toBe('colour rendering')
  await wei.page.getByText('共 1 人').waitFor()
  await wei.shot('directory-phone')
  await wei.page.goto(`/people/${people[0]}`)
  await wei.page.getByText('drivers', { exact: true }).waitFor()
  await wei.page.getByRole('link', { name: '交流厅' }).last().waitFor()
  await wei.shot('person-phone')
  await page.goto('/people')
  await page
    .getByRole('button', { name: /Nora Field/ })
    .last()
    .waitFor()
  await nora.shot('directory')
  await page.goto(`/people/${people[0]}`)
  await page.getByText('drivers', { exact: true }).waitFor()
  await nora.shot('person')
  await page
    .getByRole('link', { name: /栖光智控/ })
    .first()
    .click()
  await page.getByRole('button', { name: /韦光/ }).waitFor()
  await nora.shot('organisation')
  expect([...nora.complaints, ...wei.complaints]).toEqual([])
})

test('what a blocked person writes is folded away until one asks for it', async () => {
  await wei.page.goto(`/people/${people[0]}`)
  await wei.page.getByRole('button', { name: '屏蔽此成员' }).click()
  await wei.page.getByRole('button', { name: '取消屏蔽' }).waitFor()
  await wei.enter(room)
  await wei.page.getByRole('log').getByText('已折叠您屏蔽的成员的消息').waitFor()
  await wei.message('Good evening').waitFor({ state: 'detached' })
  await wei.shot('blocked')
  await wei.page.getByRole('button', { name: '显示', exact: true }).click()
  await wei.message('Good evening').waitFor()
  await wei.page.goto(`/people/${people[0]}`)
  await wei.page.getByRole('button', { name: '取消屏蔽' }).click()
  await wei.page.getByRole('button', { name: '屏蔽此成员' }).waitFor()
})

test('whoever leaves is a former member to the others, and a stranger at the door', async () => {
  await wei.enter(room)
  await nora.page.goto('/security')
  await nora.page.getByRole('button', { name: 'Ask for deletion' }).click()
  const dialog = nora.page.getByRole('dialog')
  await dialog.getByLabel(/Current password/).fill(goodPassword)
  await dialog.getByRole('button', { name: 'Ask for deletion' }).click()
  await nora.page.getByText(/Your account will be deleted on/).waitFor()
  await nora.shot('leave')
  await house.app.running.departures.look()
  await wei.message('Good evening').getByText('前成员').waitFor()
  await wei.message('Good evening').locator('img').waitFor({ state: 'detached' })
  await wei.shot('former-member')
  await nora.page.getByRole('button', { name: words.signIn.en, exact: true }).waitFor()
  await nora.page.getByLabel(words.email.en).fill(`${people[0]}@people.example`)
  await nora.page.getByLabel(words.password.en).fill(goodPassword)
  await nora.page.getByRole('button', { name: words.signIn.en, exact: true }).click()
  await nora.page.getByText('The address or the password is wrong.').waitFor()
})
