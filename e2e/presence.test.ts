import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { words } from './words.ts'

let house: House
let room: string
let nora: Guest
let wei: Guest

beforeAll(async () => {
  house = await openHouse()
  const people = await house.seat([
    { name: 'Nora Field', language: 'en', seats: ['expert'] },
    { name: '韦光', language: 'zh' },
  ])
  room = await buildLounge(house.app, { chair: people[0]!, members: [people[1]!] })
  nora = await house.open({ language: 'en' })
  wei = await house.open({ language: 'zh', scheme: 'dark', size: 'phone' })
  await nora.page.clock.install()
  await nora.signIn(`${people[0]}@people.example`)
  await wei.signIn(`${people[1]}@people.example`)
  await nora.enter(room)
  await wei.enter(room)
})
afterAll(() => house?.close())

test('a status is set in a few touches and seen wherever one meets the person', async () => {
  const { page } = nora
  await page.getByRole('button', { name: words.userMenu.en }).click()
  await page.getByRole('menuitem', { name: 'Set a status' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'On leave' }).click()
  await dialog.getByLabel('What are you up to?').fill('On leave <b>until</b> Monday')
  await nora.shot('status-dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })

  await wei.page.getByRole('button', { name: /人在场/ }).click()
  const roll = wei.page.getByRole('dialog')
  await roll.getByText('On leave <b>until</b> Monday').waitFor()
  await wei.shot('status-roll-phone')
  await wei.page.keyboard.press('Escape')
  await wei.field.fill('请教 @Nora')
  await wei.page.getByRole('option', { name: /On leave/ }).tap()
  await wei.page.getByRole('status').filter({ hasText: 'On leave' }).waitFor()
  await wei.shot('status-writing-phone')
  await page.getByRole('button', { name: words.userMenu.en }).click()
  await page.getByRole('menu').getByText('On leave <b>').waitFor()
  await nora.shot('status-menu')
  await page.keyboard.press('Escape')
})

test('whoever touches no device for five minutes is away, and back with the first touch', async () => {
  const lamp = (name: string) => wei.page.getByRole('dialog').getByRole('img', { name, exact: true })
  await wei.page.getByRole('button', { name: /人在场/ }).click()
  await lamp('在线').nth(1).waitFor()
  await nora.page.clock.fastForward('06:00')
  await lamp('离开').waitFor()
  await wei.shot('away-roll-phone')
  await nora.page.mouse.move(200, 200)
  await lamp('离开').waitFor({ state: 'detached' })
  await expect.poll(() => lamp('在线').count()).toBe(2)
})

test('a status is taken back by whoever set it, with the keyboard alone', async () => {
  const { page } = nora
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('status')
  await page.locator('[data-combobox-selected]').filter({ hasText: 'Set a status' }).waitFor()
  await nora.shot('switcher-commands')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Clear', exact: true }).click()
  await wei.page.getByRole('dialog').getByText('On leave').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('files')
  await page.locator('[data-combobox-selected]').filter({ hasText: 'Files of the room' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: /file/i, checked: true }).waitFor({ state: 'attached' })
  await nora.shot('switcher-files')
  expect([...nora.complaints, ...wei.complaints]).toEqual([])
})
