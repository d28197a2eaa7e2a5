import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodPassword } from '#server/testing/browser.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { words } from './words.ts'

let house: House
let email: string
let nora: Guest

beforeAll(async () => {
  house = await openHouse()
  const [person] = await house.seat([{ name: '诺拉', language: 'zh' }])
  email = `${person}@people.example`
})
afterAll(() => house?.close())

const wanted = /status of 40[01] .*\/api\/auth\/(two-factor|sign-in)/

test('a second factor is set up by the page, and from then on asked for; the page stays where it is', async () => {
  nora = await house.open({ language: 'zh' })
  const { page } = nora
  await nora.signIn(email)
  await page.goto('/security')
  await page.getByRole('button', { name: '开启两步验证' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/当前密码/).fill(goodPassword)
  await dialog.getByRole('button', { name: '下一步' }).click()
  const secret = await dialog.getByLabel('无法扫描时，手动输入此密钥').inputValue()
  const device = new TOTP({ secret })
  await nora.shot('second-factor-scan')
  // Each code lets in once: the one before is as good as the present one.
  await dialog.getByLabel(/六位验证码/).fill(device.generate({ timestamp: Date.now() - 30_000 }))
  await dialog.getByRole('button', { name: '验证并开启' }).click()
  await dialog.getByText('每个代码可代替验证码登录一次').waitFor()
  const [recovery = ''] = await dialog.getByRole('listitem').allInnerTexts()
  await nora.shot('second-factor-codes')
  await dialog.getByRole('button', { name: '我已妥善保存' }).click()
  await page.getByText('已开启', { exact: true }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/security')
  await nora.shot('security')

  const phone = await house.open({ language: 'en', size: 'phone', scheme: 'dark' })
  const begin = async () => {
    await phone.page.goto('/sign-in')
    await phone.page.getByLabel(words.email.en).fill(email)
    await phone.page.getByLabel(words.password.en).fill(goodPassword)
    await phone.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await begin()
  await phone.page.getByLabel(/Six-digit code/).fill('000000')
  await phone.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await phone.page.getByText('The code is wrong').waitFor()
  await phone.shot('second-factor-ask')
  await phone.page.getByLabel(/Six-digit code/).fill(device.generate())
  await phone.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await phone.page.getByRole('button', { name: words.userMenu.zh }).waitFor()
  await phone.page.goto('/security')
  await phone.page.getByText('本设备').waitFor()
  await phone.shot('security-phone')

  const other = await house.open({ language: 'en' })
  await other.page.goto('/sign-in')
  await other.page.getByLabel(words.email.en).fill(email)
  await other.page.getByLabel(words.password.en).fill(goodPassword)
  await other.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await other.page.getByRole('button', { name: /Use a recovery code/ }).click()
  await other.page.getByLabel(/Recovery code/).fill(recovery)
  await other.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await other.page.getByRole('button', { name: words.userMenu.zh }).waitFor()
  await other.context.close()

  await page.reload()
  await page.getByRole('button', { name: '退出其他所有设备' }).click()
  await phone.page.getByText(/您的登录已被撤销/).waitFor()
  expect([...nora.complaints, ...phone.complaints].filter((line) => !wanted.test(line) && !/401/.test(line))).toEqual(
    [],
  )
  await phone.context.close()
})
