import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Language } from '#shared/platform/language.shape.ts'
import { type Guest, type Look, openGuest } from './guest.ts'
import { openBrowser } from './house.ts'

/**
 * Takes the pictures of README and guide from a running demo: `npm run demo`, then
 * `node e2e/pictures.ts http://localhost:3000`.
 */
const [address = 'http://localhost:3000'] = process.argv.slice(2)
const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
const roundTable = { zh: /圆桌/, en: /Round Table/ }
/** Long enough for somebody to write. */
const listenMs = 9000

mkdirSync(folder, { recursive: true })
const browser = await openBrowser()

async function visit(look: Look, seat: Record<Language, RegExp>): Promise<Guest> {
  const guest = await openGuest(browser, address, look)
  await guest.page.goto('/sign-in')
  await guest.page.getByRole('button', { name: seat[look.language] }).first().click()
  await guest.page.getByRole('link', { name: roundTable[look.language] }).first().click()
  await guest.page.getByRole('log').waitFor()
  await guest.page.waitForTimeout(listenMs)
  return guest
}
const shoot = ({ page }: Guest, name: string) => page.screenshot({ path: `${folder}${name}.png` })

const door = await openGuest(browser, address, { language: 'zh' })
await door.page.goto('/sign-in')
await door.page.waitForLoadState('networkidle')
await shoot(door, 'sign-in')

await shoot(await visit({ language: 'zh' }, { zh: /顾澜舟/, en: /Gu Lanzhou/ }), 'lounge')
await shoot(await visit({ language: 'en', scheme: 'dark' }, { zh: /布兰特/, en: /Olivia Brandt/ }), 'lounge-en-dark')
await shoot(await visit({ language: 'zh', size: 'phone' }, { zh: /裴若衡/, en: /Pei Ruoheng/ }), 'phone')
await browser.close()
