import { type IncomingMessage, request } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { type Browser, buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildPeople, buildPerson } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { seedAccounts } from './account.model.ts'
import { mails } from './mail.model.ts'

let app: TestApp
afterEach(() => app.stop())
async function start(env: Record<string, string> = {}) {
  app = await startTestApp({ env })
  await buildCluster(app)
}
const tryPassword = (browser: Browser, email: string, password: string, headers = {}) =>
  browser.post('/auth/sign-in/email', { email, password }, headers)
const tooMany = { ok: false, error: { code: 'too_many_requests', details: { retryAfterMs: expect.any(Number) } } }

describe('sign-in limits', () => {
  test('let 300 people behind one address in, some after mistyping', async () => {
    await start()
    const people = await buildPeople(app, Array(300).fill({}))
    const seeds = people.map((person) => ({ person, email: `${person}@people.example`, password: goodPassword }))
    await seedAccounts(app.hub.store, seeds, app.hub.clock.now())
    const outcomes = await Promise.all(
      seeds.map(async ({ email }, n) => {
        const mistyped = n % 15 === 0 ? await tryPassword(openBrowser(app), email, 'oh, mistyped it') : null
        const { ok } = await tryPassword(openBrowser(app), email, goodPassword)
        return { ok, mistyped: mistyped?.ok === false ? mistyped.error.key : null }
      }),
    )
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([])
    expect(outcomes.filter(({ mistyped }) => mistyped === 'members.wrongPassword')).toHaveLength(20)
  }, 180_000)

  test('slow down guesses at one account, many at once too, whatever address they claim', async () => {
    await start({ RATE_SIGN_INS_PER_ACCOUNT: '5' })
    const email = await buildAccount(app, await buildPerson(app))
    const guesses = Array.from({ length: 12 }, (_, n) =>
      tryPassword(openBrowser(app), email, `guess number ${n}`, { 'x-forwarded-for': `203.0.113.${n}` }),
    )
    const outcomes = await Promise.all(guesses)
    expect(outcomes.filter((reply) => !reply.ok && reply.error.key === 'members.wrongPassword')).toHaveLength(5)
    const response = await openBrowser(app).fetch('POST', '/auth/sign-in/email', { email, password: goodPassword })
    expect(await response.json()).toMatchObject(tooMany)
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(600)
  })

  test('count an address as Express sees it: a spoofed header gains nothing, another account is not touched', async () => {
    await start({ RATE_SIGN_INS_PER_ADDRESS: '4' })
    const spoofed = Array.from({ length: 6 }, (_, n) =>
      tryPassword(openBrowser(app), `someone${n}@people.example`, goodPassword, {
        'x-forwarded-for': `203.0.113.${n}`,
      }),
    )
    const outcomes = await Promise.all(spoofed)
    expect(outcomes.filter((reply) => !reply.ok && reply.error.code === 'too_many_requests')).toHaveLength(2)
  })

  test('believe the proxy that is trusted, and only its own word', async () => {
    await start({ RATE_SIGN_INS_PER_ADDRESS: '2', TRUST_PROXY: '1' })
    const from = (address: string) =>
      tryPassword(openBrowser(app), 'someone@people.example', goodPassword, { 'x-forwarded-for': address })
    const codes = []
    for (const address of ['203.0.113.1', '198.51.100.1, 203.0.113.1', '198.51.100.2, 203.0.113.1', '203.0.113.2']) {
      const reply = await from(address)
      codes.push(reply.ok ? 'ok' : reply.error.code)
    }
    expect(codes).toEqual(['not_signed_in', 'not_signed_in', 'too_many_requests', 'not_signed_in'])
  })

  test('let nobody be locked out by a stranger elsewhere, and slow down guesses from many addresses', async () => {
    await start({ RATE_SIGN_INS_PER_ACCOUNT: '2', TRUST_PROXY: '1' })
    const email = await buildAccount(app, await buildPerson(app))
    const from = async (address: string, password: string) => {
      const reply = await tryPassword(openBrowser(app), email, password, { 'x-forwarded-for': address })
      return reply.ok ? 'ok' : reply.error.code
    }
    const stranger = []
    for (let n = 0; n < 30; n++) stranger.push(await from('203.0.113.9', `guess number ${n}`))
    expect(stranger.filter((code) => code === 'not_signed_in')).toHaveLength(2)
    expect(await from('203.0.113.9', goodPassword)).toBe('too_many_requests')
    expect(await from('198.51.100.1', goodPassword)).toBe('ok')

    const many = []
    for (let n = 0; n < 25; n++) many.push(await from(`192.0.2.${n}`, `guess number ${n}`))
    expect(many.filter((code) => code === 'not_signed_in')).toHaveLength(20)
    expect(await from('198.51.100.1', goodPassword)).toBe('too_many_requests')
  })

  test('start anew after a sign-in that succeeded', async () => {
    await start({ RATE_SIGN_INS_PER_ACCOUNT: '3' })
    const email = await buildAccount(app, await buildPerson(app))
    for (const password of ['wrong, one', 'wrong, two', goodPassword, 'wrong, three', 'wrong, four', goodPassword]) {
      const reply = await tryPassword(openBrowser(app), email, password)
      expect(reply.ok).toBe(password === goodPassword)
    }
  })

  test('count guesses at the present password too', async () => {
    await start({ RATE_SIGN_INS_PER_ACCOUNT: '3' })
    const browser = openBrowser(app)
    await browser.signIn(await buildAccount(app, await buildPerson(app)))
    const guess = () =>
      browser.post('/auth/change-password', { currentPassword: 'a guess', newPassword: 'a lamp for the thief' })
    for (let n = 0; n < 3; n++) expect(await guess()).toMatchObject({ error: { code: 'invalid_input' } })
    expect(await guess()).toMatchObject(tooMany)
  })
})

describe('a forgotten password', () => {
  const newPassword = 'quite another lamp'
  const requestReset = (browser: Browser, email: string) => browser.post('/auth/request-password-reset', { email })
  async function mailTo(email: string, count = 1) {
    for (;;) {
      const found = await mails(app.hub.store).find({ to: email }).sort({ at: 1 }).lean()
      if (found.length >= count) return found.map(({ subject, text }) => ({ subject, text, token: tokenIn(text) }))
      await new Promise((again) => setTimeout(again, 10))
    }
  }
  const tokenIn = (text: string) => /\/reset\?token=([\w-]+)/.exec(text)?.[1] ?? ''

  test('is set anew by mail, in the reader’s language; every session ends, the link works once', async () => {
    await start({ RATE_SIGN_INS_PER_ACCOUNT: '2' })
    const person = await buildPerson(app, { language: 'zh' })
    const email = await buildAccount(app, person)
    const before = openBrowser(app)
    await before.signIn(email)
    for (let n = 0; n < 3; n++) await tryPassword(openBrowser(app), email, 'forgotten')
    const browser = openBrowser(app)
    expect(await requestReset(browser, email)).toEqual({ ok: true, data: {} })
    const [mail] = await mailTo(email)
    expect(mail!.subject).toContain('重设密码')
    expect(mail!.text).toContain('\n/reset?token=')
    const set = () => browser.post('/auth/reset-password', { token: mail!.token, newPassword })
    expect(await set()).toEqual({ ok: true, data: {} })
    expect(await set()).toMatchObject({ error: { code: 'invalid_input', key: 'members.resetOver' } })
    await expect(before.ask('me', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    await browser.signIn(email, newPassword)
    expect(await tryPassword(openBrowser(app), email, goodPassword)).toMatchObject({ ok: false })
  })

  test('tells nobody who has an account, and mails neither strangers, suspended nor invited people', async () => {
    await start()
    const known = await buildAccount(app, await buildPerson(app))
    const suspended = await buildAccount(app, await buildPerson(app, { state: 'suspended' }))
    const invited = await buildAccount(app, await buildPerson(app, { state: 'invited' }))
    const browser = openBrowser(app)
    const answers = []
    for (const email of [suspended, invited, 'stranger@people.example', known]) {
      answers.push(await requestReset(browser, email))
    }
    expect(answers).toEqual(Array(4).fill({ ok: true, data: {} }))
    await mailTo(known)
    expect(await mails(app.hub.store).countDocuments({ to: { $ne: known } })).toBe(0)
  })

  test('sends few mails however often it is asked for, and answers the same', async () => {
    await start()
    const email = await buildAccount(app, await buildPerson(app))
    const answers = await Promise.all(Array.from({ length: 9 }, () => requestReset(openBrowser(app), email)))
    expect(answers).toEqual(Array(9).fill({ ok: true, data: {} }))
    await mailTo(email, 3)
    const { folder } = app
    await app.close()
    app = await startTestApp({ folder })
    expect(await mails(app.hub.store).countDocuments()).toBe(3)
  })

  test('keeps no link that a reader of the database could use, but in the kept mail', async () => {
    await start()
    const email = await buildAccount(app, await buildPerson(app))
    await requestReset(openBrowser(app), email)
    const [mail] = await mailTo(email)
    const rows = await app.hub.store.connection.db!.collection('verifications').find().toArray()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(mail!.token)
  })

  test('follows no Host header: where the hub has no public address, the kept mail names a path', async () => {
    await start()
    const email = await buildAccount(app, await buildPerson(app))
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'content-type': 'application/json' }
    const asked = request(`${app.url}/api/auth/request-password-reset`, { method: 'POST', headers })
    const answered = new Promise<IncomingMessage>((answer) => asked.once('response', answer))
    asked.end(JSON.stringify({ email }))
    expect((await answered).resume().statusCode).toBe(200)
    const [mail] = await mailTo(email)
    expect(mail!.text).toContain('\n/reset?token=')
    expect(mail!.text).not.toContain('evil.example')
  })

  test('is refused with a made-up link, and a link follows no foreign Host header where the hub is published', async () => {
    await start({ PUBLIC_URL: 'https://hub.example' })
    const email = await buildAccount(app, await buildPerson(app))
    const browser = openBrowser(app, { origin: 'https://hub.example', 'x-forwarded-host': 'evil.example' })
    await requestReset(browser, email)
    const [mail] = await mailTo(email)
    expect(mail!.text).toContain('https://hub.example/reset?token=')
    const reply = await browser.post('/auth/reset-password', { token: 'made-up', newPassword })
    expect(reply).toMatchObject({ error: { key: 'members.resetOver' } })
  })
})
