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
async function tabTo({ page }: Guest, isMeant: (label: string) => boolean, key = 'Tab'): Promise<void> {
  const unseen: string[] = []
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press(key)
    const { label, isSeen } = await page.evaluate(lookAtFocus)
    if (!isSeen) unseen.push(label)
    if (!isMeant(label)) continue
    expect(unseen).toEqual([])
    return
  }
  throw new Error('the focus never came there')
}

/** Runs in the page. A focus is seen by its outline, or by the edge of the field that it is in having changed. */
async function lookAtFocus(): Promise<{ label: string; isSeen: boolean }> {
  const focused = document.activeElement as HTMLInputElement
  const name = focused.getAttribute('aria-label') ?? focused.labels?.[0]?.innerText ?? focused.innerText
  const label = focused.id === 'composer' ? '#composer' : name
  const { outlineStyle, outlineWidth } = getComputedStyle(focused)
  if (outlineStyle !== 'none' && outlineWidth !== '0px') return { label, isSeen: true }

  const settled = async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((next) => requestAnimationFrame(next))
  }
  const frames = [focused, focused.parentElement, focused.closest('[class*=composer]')]
  const edges = () =>
    frames.map((frame) => frame && getComputedStyle(frame).borderColor + getComputedStyle(frame).boxShadow)
  await settled()
  const withFocus = edges()
  focused.blur()
  await settled()
  const isSeen = edges().some((edge, index) => edge !== withFocus[index])
  focused.focus({ preventScroll: true })
  return { label, isSeen }
}

test('the keyboard alone signs in, opens a lounge, writes, edits, reacts and opens a menu', async () => {
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
  // The page takes the focus once, when it comes.
  await page.getByRole('main').getByRole('heading').first().waitFor()
  await tabTo(guest, (label) => /Keys only/.test(label))
  await page.keyboard.press('Enter')
  await page.getByRole('log').waitFor()
  expect(new URL(page.url()).pathname).toBe(`/rooms/${room}`)
  await tabTo(guest, (label) => label === '#composer')
  await page.keyboard.type('written by key')
  await page.keyboard.press('Enter')
  // A message on its way has no time yet, and cannot be changed.
  await guest.message('written by key').locator('header time').waitFor()
  await page.keyboard.press('ArrowUp')
  await page.getByText('Edit message').first().waitFor()
  await page.keyboard.press('End')
  await page.keyboard.type(', and changed')
  await page.keyboard.press('Enter')
  await guest.message('written by key, and changed').waitFor()
  await tabTo(guest, (label) => /^Wen, \d/.test(label), 'Shift+Tab')
  await tabTo(guest, (label) => label === 'React with 🎉')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '🎉 by Wen' }).waitFor()
  await tabTo(guest, (label) => label === words.more.en)
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Copy link' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await page.getByRole('menuitem', { name: 'Copy link' }).waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(words.more.en)
  expect(guest.complaints).toEqual([])
  await guest.context.close()
})

test('arrow keys walk among messages', async () => {
  const guest = await house.open({ language: 'en' })
  await guest.signIn(`${person}@people.example`)
  await guest.enter(room)
  for (const text of ['one', 'two', 'three']) await guest.write(text)
  await guest.message('three').waitFor()
  // While a message is on its way its row gives way to another, and the focus with it.
  const twoUp = async () => {
    await guest.message('three').focus()
    await guest.page.keyboard.press('ArrowUp')
    await guest.page.keyboard.press('ArrowUp')
    return guest.page.evaluate(() => document.activeElement?.textContent)
  }
  await expect.poll(twoUp).toContain('one')
  await guest.page.keyboard.press('ArrowDown')
  await expect.poll(() => guest.page.evaluate(() => document.activeElement?.textContent)).toContain('two')
  await guest.context.close()
})

test('the first stop leads past the navigation into the page', async () => {
  const guest = await house.open({ language: 'en' })
  await guest.signIn(`${person}@people.example`)
  await guest.page.goto('/people')
  await guest.page.getByRole('heading').first().waitFor()
  await guest.page.keyboard.press('Tab')
  await guest.page.getByRole('link', { name: 'Skip to content' }).waitFor()
  await guest.shot('keyboard-skip')
  await guest.page.keyboard.press('Enter')
  await expect.poll(() => guest.page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
  await guest.context.close()
})
