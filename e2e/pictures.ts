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

const table = [
  '姓名,英文姓名,邮箱,单位,职务,席位',
  '叶知秋,Ye Zhiqiu,ye.zhiqiu@members.example,澄曜照明（示例）,品牌主管,代表',
  '杜若洲,Du Ruozhou,du.ruozhou@members.example,,光学顾问,专家',
  '秦望舒,,qin.wangshu#members.example,澄曜照明（示例）,,代表',
  '简一鸣,,jian.yiming@members.example,远岸灯饰,,主席',
].join('\n')
const officer = await openGuest(browser, address, { language: 'zh' })
await officer.page.goto('/sign-in')
await officer.page
  .getByRole('button', { name: /苏知微/ })
  .first()
  .click()
await officer.page.getByRole('link', { name: /圆桌/ }).first().waitFor()
await officer.page.goto('/people/import')
const file = { name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }
await officer.page.locator('input[type=file]').setInputFiles(file)
await officer.page.getByRole('checkbox').waitFor()
await shoot(officer, 'import')
await browser.close()
