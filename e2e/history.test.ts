import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import { until } from '#server/testing/until.ts'
import type { Guest } from './guest.ts'
import { writePast } from './history.ts'
import { type House, openHouse } from './house.ts'

const count = 100_000
const answered = 20_000
const pages = 12
/** Rows and elements that a page may hold, however long its room is. */
const mostRows = 260
const mostElements = 8000
const textOf = (n: number) =>
  [
    `第 ${n} 条`,
    n % 5 === 0 ? '灯光样品的测量结果已经写进共享表格，请各单位核对。'.repeat(1 + (n % 4)) : '',
    n % 7 === 0 ? '- 一\n- 二' : '',
  ]
    .filter(Boolean)
    .join('\n\n')

let house: House
let room: string
let guest: Guest

beforeAll(async () => {
  // The store on a core of its own writes the past in half the time.
  house = await openHouse({ EMBEDDED_MONGO_IN_WORKER: '1' })
  const people = await house.seat([
    { name: '陆听泉', seats: ['chair'], language: 'zh' },
    { name: '温语冬', language: 'zh' },
  ])
  room = await buildLounge(house.app, { chair: people[0]!, members: people })
  await writePast(house.app, {
    room,
    authors: people,
    count,
    textOf,
    answers: (n) => (n === count - 1 ? answered : null),
  })
  await house.restart()
  guest = await house.open({ language: 'zh' })
  await guest.signIn(`${people[0]}@people.example`)
}, 300_000)
afterAll(() => house?.close())

const number = (n: number) => guest.message(new RegExp(`第 ${n} 条`))

test('a room of 100,000 messages opens at the newest, and its page holds few of them', async () => {
  await guest.enter(room)
  await number(count).waitFor()
  await expect.poll(() => isInView(count)).toBe(true)
  await expectSmall()
})

test('scrolling up through many pages, nothing that one reads moves', async () => {
  const seen = new Set<number>()
  for (let page = 0; page < pages; page++) {
    const { drift, oldest } = await scrollToOlder()
    expect(drift).toBeLessThan(2)
    seen.add(oldest)
    await expectSmall()
  }
  expect(seen.size).toBe(pages)
  expect(Math.min(...seen)).toBeLessThanOrEqual(count - pages * 50)
})

test('a quote leads to a message far back, and one button to the newest', async () => {
  await guest.page.getByRole('button', { name: '回到最新' }).click()
  await number(count).waitFor()
  await number(count - 1)
    .getByRole('button', { name: /点击查看原文/ })
    .click()
  await number(answered).and(guest.page.locator('[data-is-lit]')).waitFor()
  await expect.poll(() => isInView(answered)).toBe(true)
  await expectSmall()
  const { drift } = await scrollToOlder()
  expect(drift).toBeLessThan(2)
  await guest.page.getByRole('button', { name: '回到最新' }).click()
  await expect.poll(() => isInView(count)).toBe(true)
})

test('who speaks while far back is taken to their own words', async () => {
  await guest.page.goto(`/rooms/${room}?message=past-${answered}`)
  await expect.poll(() => isInView(answered), { timeout: 30_000 }).toBe(true)
  await guest.write('said from far back')
  await guest.message('said from far back').waitFor()
  await expect.poll(() => guest.message('said from far back').isVisible()).toBe(true)
  await guest.page.reload()
  await guest.message('said from far back').waitFor()
})

test('reading on from far back, newer messages follow without a hole', async () => {
  await guest.page.goto(`/rooms/${room}?message=past-${answered}`)
  await expect.poll(() => isInView(answered), { timeout: 30_000 }).toBe(true)
  await guest.page.getByRole('log').hover()
  await until(async () => {
    await guest.page.mouse.wheel(0, 1500)
    return (await number(answered + 120).count()) > 0
  }, 60_000)
  const shown = await numbersShown()
  expect(shown).toEqual(Array.from(shown, (_, index) => shown[0]! + index))
  await expectSmall()
  expect(guest.complaints).toEqual([])
})

const scroller = () => guest.page.locator('[data-scroller]')
const numbersShown = async () =>
  (await guest.texts()).flatMap((text) => /^第 (\d+) 条$/.exec(text)?.[1] ?? []).map(Number)

async function isInView(n: number): Promise<boolean> {
  const [box, frame] = [await number(n).boundingBox(), await scroller().boundingBox()]
  return box !== null && frame !== null && box.y >= frame.y - 1 && box.y + box.height <= frame.y + frame.height + 1
}

async function expectSmall(): Promise<void> {
  expect(await guest.page.locator('article').count()).toBeLessThan(mostRows)
  expect(await guest.page.locator('*').count()).toBeLessThan(mostElements)
}

/** Goes to the top of what is loaded, and watches in every frame how far a row in sight moves while older ones come. */
async function scrollToOlder(): Promise<{ drift: number; oldest: number }> {
  const { page } = guest
  const isAsked = Promise.withResolvers<void>()
  const mayAnswer = Promise.withResolvers<void>()
  await page.route(/messages\?.*before=/, async (route) => {
    isAsked.resolve()
    await mayAnswer.promise
    await route.continue()
  })
  await scroller().evaluate((element) => element.scrollTo(0, 0))
  await isAsked.promise
  const first = scroller().locator('[data-key]').first()
  const before = await first.getAttribute('data-key')
  await scroller().evaluate(startWatching)
  mayAnswer.resolve()
  await until(async () => (await first.getAttribute('data-key')) !== before, 30_000)
  // Heights of new rows settle within a few frames.
  await page.waitForTimeout(300)
  await page.unroute(/messages\?.*before=/)
  return scroller().evaluate(endWatching)
}

interface Watch {
  tops: number[]
  timer: number
}
type Watched = typeof globalThis & { watch: Watch }

/** Runs in the page: follows a row in the middle of what is seen. */
function startWatching(element: HTMLElement): void {
  const { top, height } = element.getBoundingClientRect()
  const rows = [...element.querySelectorAll<HTMLElement>('[data-key]')]
  const key = rows.find((row) => row.getBoundingClientRect().top > top + height / 3)!.dataset['key']
  const watch: Watch = { tops: [], timer: 0 }
  const look = () => {
    const row = element.querySelector(`[data-key="${key}"]`)
    watch.tops.push(row ? row.getBoundingClientRect().top : Number.NaN)
    watch.timer = requestAnimationFrame(look)
  }
  look()
  Object.assign(globalThis, { watch })
}

/** Runs in the page. */
function endWatching(element: HTMLElement): { drift: number; oldest: number } {
  const { tops, timer } = (globalThis as Watched).watch
  cancelAnimationFrame(timer)
  const drift = Math.max(...tops.map((top) => Math.abs(top - tops[0]!)))
  const oldest = /第 (\d+) 条/.exec(element.innerText)?.[1]
  return { drift, oldest: Number(oldest) }
}
