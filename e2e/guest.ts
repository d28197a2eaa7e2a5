import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { goodPassword } from '#server/testing/browser.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { words } from './words.ts'

/** How somebody looks at the house. */
export interface Look {
  language: Language
  scheme?: 'light' | 'dark'
  size?: 'desktop' | 'phone'
  /** The device's clock is off by so many milliseconds. */
  clockOffMs?: number
}

const sizes = {
  desktop: { viewport: { width: 1440, height: 900 }, hasTouch: false, isMobile: false },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
}
const patienceMs = 30_000
const shotsFolder = fileURLToPath(new URL('shots/', import.meta.url))

/** Somebody at a device of their own. */
export interface Guest {
  page: Page
  context: BrowserContext
  language: Language
  /** What the browser complained of: errors, breaches of the content policy, dialogs, requests to elsewhere. */
  complaints: string[]
  signIn(email: string, password?: string): Promise<void>
  /** Opens a lounge and waits until it is live. */
  enter(room: string): Promise<void>
  write(text: string): Promise<void>
  /** The field for a new message, or for a changed one. */
  field: Locator
  /** The message whose text, or part of it, this is. */
  message(text: string | RegExp): Locator
  /** Every message on screen, in order. */
  texts(): Promise<string[]>
  /** Brings up what may be done with a message, by pointer or touch. */
  deedsOf(message: Locator): Promise<Locator>
  /** A picture for whoever wants to look, where SHOTS=1 is set. */
  shot(name: string): Promise<void>
}

export async function openGuest(browser: Browser, url: string, look: Look): Promise<Guest> {
  const { language, scheme = 'light', size = 'desktop', clockOffMs = 0 } = look
  const context = await browser.newContext({
    ...sizes[size],
    baseURL: url,
    colorScheme: scheme,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patienceMs)
  if (clockOffMs !== 0) await context.addInitScript(shiftClock, clockOffMs)
  const page = await context.newPage()
  return guestAt(page, { url, language, isTouch: size === 'phone' })
}

export function guestAt(page: Page, at: { url: string; language: Language; isTouch: boolean }): Guest {
  const { language, isTouch } = at
  const complaints: string[] = []
  hearComplaints(page, at.url, complaints)
  const log = page.getByRole('log')
  const field = page.locator('#composer')
  return {
    page,
    context: page.context(),
    language,
    complaints,
    field,
    async signIn(email, password = goodPassword) {
      await page.goto('/sign-in')
      await page.getByLabel(words.email[language]).fill(email)
      await page.getByLabel(words.password[language]).fill(password)
      await page.getByRole('button', { name: words.signIn[language], exact: true }).click()
      await page.getByRole('button', { name: words.userMenu[language] }).waitFor()
    },
    async enter(room) {
      await page.goto(`/rooms/${room}`)
      await log.waitFor()
    },
    async write(text) {
      await field.fill(text)
      // On a phone, Enter begins a new line.
      if (isTouch) await page.getByRole('button', { name: words.send[language], exact: true }).tap()
      else await field.press('Enter')
    },
    message: (text) => log.locator('article').filter({ hasText: text }),
    texts: () => log.locator('article p').allInnerTexts(),
    async deedsOf(message) {
      if (isTouch) await message.tap({ position: { x: 8, y: 8 } })
      else await message.hover()
      const deeds = message.getByRole('toolbar')
      await deeds.waitFor()
      return deeds
    },
    shot: (name) => shoot(page, name),
  }
}

/** A picture of the page for whoever wants to look, where SHOTS=1 is set. */
export async function shoot(page: Page, name: string, fullPage = false): Promise<void> {
  if (process.env['SHOTS'] === '1') await page.screenshot({ path: `${shotsFolder}${name}.png`, fullPage })
}

function hearComplaints(page: Page, url: string, complaints: string[]): void {
  page.on('console', (message) => {
    const { url: place } = message.location()
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${place})`)
  })
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.stack ?? error.message}`))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(url) || /^(data|blob):/.test(request.url())
    if (!isOwn) complaints.push(`request: ${request.url()}`)
  })
}

/** Runs in the page, before anything of the house. */
function shiftClock(offMs: number): void {
  const TrueDate = Date
  const now = () => TrueDate.now() + offMs
  globalThis.Date = class extends TrueDate {
    constructor(...given: [] | [number]) {
      if (given.length === 0) super(now())
      else super(...given)
    }
    static override now = now
  } as DateConstructor
}
