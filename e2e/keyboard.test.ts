import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodPassword } from '#server/testing/browser.ts'
import { buildLounge } from '#server/testing/factories.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { words } from './words.ts'

let house: House
let person: string
let room: string

beforeAll(async () => {
  house = await openHouse()
  const [one] = await house.seat([{ name: 'Wen', language: 'en' }])
  person = one!
  room = await buildLounge(house.app, { members: [person], title: { zh: '', en: 'Keys only', authoritative: 'en' } })
})
afterAll(() => house?.close())

/** Goes on with Tab until the focus is on what is meant, and asks that it can be seen at every stop. */
async function tabTo({ page }: Guest, isMeant: (label: string) => boolean): Promise<void> {
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement
      const shows = [focused, focused.parentElement!, focused.closest('[class]') as HTMLElement].some((element) => {
        const { outlineStyle, boxShadow, borderColor } = getComputedStyle(element)
        return outlineStyle !== 'none' || boxShadow !== 'none' || borderColor !== ''
      })
      const label = focused.getAttribute('aria-label') ?? focused.innerText ?? ''
      return { label: label || ((focused as HTMLInputElement).labels?.[0]?.innerText ?? ''), shows, id: focused.id }
    })
    expect(stop.shows).toBe(true)
    if (isMeant(stop.label) || isMeant(`#${stop.id}`)) return
  }
  throw new Error('the focus never came there')
}

test('the keyboard alone signs in, opens a lounge, writes, reacts, edits and opens the menu', async () => {
  const guest = await house.open({ language: 'en' })
  const { page } = guest
  await page.goto('/sign-in')
  await page.getByLabel(words.email.en).waitFor()
  await tabTo(guest, (label) => /^E-mail/.test(label))
  await page.keyboard.type(`${person}@people.example`)
  await tabTo(guest, (label) => /^Password/.test(label))
  await page.keyboard.type(goodPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /Keys only/ }).waitFor()
  await tabTo(guest, (label) => /Keys only/.test(label))
  await page.keyboard.press('Enter')
  await page.getByRole('log').waitFor()
  expect(new URL(page.url()).pathname).toBe(`/rooms/${room}`)
  await tabTo(guest, (label) => label === '#composer')
  await page.keyboard.type('written by key')
  await page.keyboard.press('Enter')
  await guest.message('written by key').waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  await page.keyboard.type(', and changed')
  await page.keyboard.press('Enter')
  await guest.message('written by key, and changed').waitFor()
  await page.keyboard.press('Shift+Tab')
  await tabTo(guest, (label) => label === '#composer')
  expect(guest.complaints).toEqual([])
  await guest.context.close()
})

test('the first stop leads past the navigation into the page', async () => {
  const guest = await house.open({ language: 'en' })
  await guest.signIn(`${person}@people.example`)
  await guest.page.goto('/people')
  await guest.page.getByRole('heading').first().waitFor()
  await guest.page.keyboard.press('Tab')
  await guest.page.keyboard.press('Enter')
  const inMain = await guest.page.evaluate(() => document.activeElement?.closest('main') !== null)
  expect(inMain).toBe(true)
  await guest.context.close()
})
