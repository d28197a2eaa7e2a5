import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpOnly, openHttp } from '#server/testing/httpOnly.ts'
import { commands, queries } from '#shared/contract.ts'

let browser: Browser
let http: HttpOnly

beforeAll(async () => {
  http = await openHttp()
  const args = [...chromium.args, '--no-sandbox', '--disable-background-networking']
  browser = await driver.launch({ executablePath: await chromium.executablePath(), args })
})
afterAll(async () => {
  await browser?.close()
  await http?.close()
})

test('the page of the API shows every command, query and way of files, and breaks no content policy', async () => {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(request.url()))
  await page.goto(`${http.address}/api/docs`)
  await page.locator('.opblock-tag').first().waitFor()
  const { paths } = await page.evaluate(async () => (await fetch('/api/openapi.json')).json())
  const described = Object.values(paths as Record<string, object>).flatMap((ways) => Object.keys(ways))
  expect(described.length).toBeGreaterThan(Object.keys({ ...commands, ...queries }).length)
  const groups = new Set(
    Object.values(paths as Record<string, Record<string, { tags: string[] }>>).flatMap((ways) =>
      Object.values(ways).flatMap(({ tags }) => tags),
    ),
  )
  await expect.poll(() => page.locator('.opblock-tag').count(), { timeout: 30_000 }).toBe(groups.size)
  await page.locator('[data-tag="message"]').click()
  await page.getByText('Post a message', { exact: true }).click()
  await page.getByText('idempotency-key').first().waitFor()
  expect(complaints).toEqual([])
})
