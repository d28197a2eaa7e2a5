import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import type { Language } from '#shared/platform/language.shape.ts'
import { type Guest, type Look, openGuest } from './guest.ts'
import { openBrowser } from './house.ts'
import { words } from './words.ts'

/**
 * Takes the pictures of README and guide from a running demo: `npm run demo`, then
 * `node e2e/pictures.ts http://localhost:3000`.
 */
const [address = 'http://localhost:3000'] = process.argv.slice(2)
const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
/** Long enough for somebody to write. */
const listenMs = 9000
/** Enough to read, and light enough for a page with many. */
const widest = 1080
const colours = 40

const people = {
  su: { zh: /苏知微/, en: /Su Zhiwei/ },
  gu: { zh: /顾澜舟/, en: /Gu Lanzhou/ },
  luo: { zh: /罗知夏/, en: /Luo Zhixia/ },
  ravi: { zh: /拉维/, en: /Ravi Keshwar/ },
  olivia: { zh: /布兰特/, en: /Olivia Brandt/ },
} satisfies Record<string, Record<Language, RegExp>>
const roundTable = { zh: /圆桌/, en: /Round Table/ }
const jointBooth = { zh: /春季光展/, en: /Spring Fair/ }

mkdirSync(folder, { recursive: true })
const browser = await openBrowser()

async function visit(look: Look, who: keyof typeof people): Promise<Guest> {
  const guest = await openGuest(browser, address, look)
  await guest.page.goto('/sign-in')
  await guest.page.getByRole('button', { name: people[who][look.language] }).first().click()
  await guest.page.getByRole('button', { name: words.userMenu[look.language] }).waitFor()
  return guest
}

async function inRoom({ page, language }: Guest, room = roundTable): Promise<void> {
  await page.goto('/rooms')
  await page.getByRole('link', { name: room[language] }).first().click()
  await page.getByRole('log').waitFor()
}

/** Where people are talking. */
async function atNewest({ page, language }: Guest): Promise<void> {
  await page.waitForTimeout(listenMs)
  const down = page.getByRole('button', { name: words.toNewest[language] })
  if (await down.isVisible()) await down.click()
  await down.waitFor({ state: 'hidden' })
  await page.mouse.move(0, 0)
}

async function shoot({ page }: Guest, name: string): Promise<Buffer> {
  // Until pictures and faces are there.
  await page.waitForLoadState('networkidle')
  const shot = await page.screenshot()
  await keep(shot, name)
  return shot
}

const keep = (picture: Buffer, name: string) =>
  sharp(picture)
    .resize({ width: widest, withoutEnlargement: true })
    .png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 })
    .toFile(`${folder}${name}.png`)

/** A page beside a phone, as one picture. */
async function besidePhone(page: Buffer, phone: Buffer, name: string): Promise<void> {
  const [wide, high] = [1200, 700]
  const left = await sharp(page).resize({ width: 890 }).toBuffer()
  const phoneHigh = 580
  const { data, info } = await sharp(phone).resize({ height: phoneHigh }).toBuffer({ resolveWithObject: true })
  const ground = { width: wide, height: high, channels: 3 as const, background: '#e9e2d8' }
  const parts = [
    { input: left, left: 30, top: 50 },
    { input: data, left: wide - info.width - 30, top: high - phoneHigh - 40 },
  ]
  const both = await sharp({ create: ground }).composite(parts).png().toBuffer()
  await keep(both, name)
}

const menuItem = ({ page }: Guest, name: string | RegExp): Locator => page.getByRole('menuitem', { name })

const door = await openGuest(browser, address, { language: 'zh' })
await door.page.goto('/sign-in')
await shoot(door, 'sign-in')
await door.context.close()

const chair = await visit({ language: 'zh' }, 'gu')
await inRoom(chair)
await atNewest(chair)
const lounge = await shoot(chair, 'lounge')
await inRoom(chair, jointBooth)
await chair.page.getByRole('button', { name: '会场菜单', exact: true }).click()
await menuItem(chair, /后台/).click()
await chair.page.getByText(/底价/).first().waitFor()
await shoot(chair, 'desk')
await chair.page.goto('/notices')
await chair.page.getByRole('listitem').first().waitFor()
await shoot(chair, 'notices')
await chair.context.close()

const evening = await visit({ language: 'en', scheme: 'dark' }, 'olivia')
await inRoom(evening)
await atNewest(evening)
await shoot(evening, 'lounge-en-dark')
await evening.page.goto(`/search?${new URLSearchParams({ q: '眩光' })}`)
await evening.page.locator('mark').first().waitFor()
await shoot(evening, 'search')
await evening.context.close()

const member = await visit({ language: 'zh' }, 'luo')
await inRoom(member)
await member.page.getByRole('button', { name: '会场菜单', exact: true }).click()
await menuItem(member, '会场记录').click()
await member.page.getByRole('button', { name: '开始校验' }).click()
await member.page.getByText('记录完整，未被改动').waitFor()
await shoot(member, 'record')
await member.page.goto('/people')
await member.page.getByRole('button', { name: people.gu.zh }).first().click()
await member.page.getByRole('dialog').getByRole('link', { name: '个人主页' }).click()
await member.page.getByRole('list', { name: '专长' }).waitFor()
await shoot(member, 'profile')
await member.context.close()

const pocket = await visit({ language: 'en', scheme: 'dark', size: 'phone' }, 'ravi')
await inRoom(pocket)
await atNewest(pocket)
const phone = await shoot(pocket, 'phone')
await pocket.context.close()
await besidePhone(lounge, phone, 'chandelier')

const table = [
  '姓名,英文姓名,邮箱,单位,职务,席位',
  '叶知秋,Ye Zhiqiu,ye.zhiqiu@members.example,澄曜照明（示例）,品牌主管,代表',
  '杜若洲,Du Ruozhou,du.ruozhou@members.example,,光学顾问,专家',
  '秦望舒,,qin.wangshu#members.example,澄曜照明（示例）,,代表',
  '简一鸣,,jian.yiming@members.example,远岸灯饰,,主席',
].join('\n')
const officer = await visit({ language: 'zh' }, 'su')
await officer.page.goto('/people/import')
const file = { name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }
await officer.page.locator('input[type=file]').setInputFiles(file)
await officer.page.getByRole('checkbox').waitFor()
await shoot(officer, 'import')
await browser.close()
