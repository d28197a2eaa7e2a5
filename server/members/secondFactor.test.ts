import { URI } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedAccount } from '#server/platform/account.model.ts'
import { mails } from '#server/platform/mail.model.ts'
import { secondFactors } from '#server/platform/secondFactor.model.ts'
import { cookieSessions } from '#server/platform/session.model.ts'
import { type Browser, buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildPerson } from '#server/testing/factories.ts'
import { unwrap } from '#server/testing/member.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'

let app: TestApp
let secretariat: Browser
beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  secretariat = openBrowser(app)
  await secretariat.signIn(await buildAccount(app, await buildPerson(app, { seats: ['secretariat'] })))
})
afterAll(() => app.stop())

interface SetUp {
  uri: string
  codes: string[]
}
const periodMs = 30_000
/** Each code lets somebody in once: the one before is as good as the present one. */
const codeOf = (uri: string, periodsAgo = 0) =>
  URI.parse(uri).generate({ timestamp: Date.now() - periodsAgo * periodMs } as never)
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const mine = (browser: Browser) => browser.ask('account.mine', {})
const isIn = (browser: Browser) => mine(browser).then(Boolean, () => false)
const signIn = (browser: Browser, email: string) =>
  browser.post('/auth/sign-in/email', { email, password: goodPassword })
const prove = (browser: Browser, code: string, way = 'verify-totp') => browser.post(`/auth/two-factor/${way}`, { code })

async function somebody() {
  const person = await buildPerson(app)
  const email = await buildAccount(app, person)
  const browser = openBrowser(app)
  await browser.signIn(email)
  return { person, email, browser }
}
async function somebodyCareful() {
  const one = await somebody()
  const made = unwrap(await one.browser.post('/auth/two-factor/enable', { password: goodPassword })) as SetUp
  unwrap(await prove(one.browser, codeOf(made.uri, 1)))
  return { ...one, ...made }
}

describe('a second factor', () => {
  test('is on once a first code has proved the device, and not before', async () => {
    const { email, browser } = await somebody()
    const made = unwrap(await browser.post('/auth/two-factor/enable', { password: goodPassword })) as SetUp
    expect(made.codes).toHaveLength(10)
    expect(decodeURIComponent(made.uri)).toContain('曜域灯具照明品牌集群')
    expect((await mine(browser)).hasSecondFactor).toBe(false)
    expect(await signIn(openBrowser(app), email)).toEqual({ ok: true, data: {} })
    expect(await prove(browser, wrong(codeOf(made.uri)))).toMatchObject({
      error: { details: { fields: { code: 'members.codeWrong' } } },
    })
    expect(await prove(browser, codeOf(made.uri))).toEqual({ ok: true, data: {} })
    expect((await mine(browser)).hasSecondFactor).toBe(true)
  })

  test('lets nobody in on the password alone, by no cookie that comes with it', async () => {
    const { person, email, uri } = await somebodyCareful()
    const before = await cookieSessions(app.hub.store).countDocuments({ userId: person })
    const thief = openBrowser(app)
    expect(await signIn(thief, email)).toEqual({ ok: true, data: { needsSecondFactor: true } })
    expect(await isIn(thief)).toBe(false)
    const given = thief.setCookies.filter((line) => line.includes('session_token'))
    for (const line of given) {
      const again = openBrowser(app, { cookie: line.split(';')[0]! })
      expect(await isIn(again)).toBe(false)
    }
    expect(await cookieSessions(app.hub.store).countDocuments({ userId: person })).toBe(before)
    expect(await prove(thief, codeOf(uri))).toEqual({ ok: true, data: {} })
    expect(await isIn(thief)).toBe(true)
  })

  test('lets in once with each code: whoever reads it over a shoulder comes too late, and at the same moment one of two', async () => {
    const { email, uri } = await somebodyCareful()
    const [owner, thief] = [openBrowser(app), openBrowser(app)]
    for (const browser of [owner, thief]) await signIn(browser, email)
    const code = codeOf(uri)
    const replies = await Promise.all([prove(owner, code), prove(thief, code)])
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await Promise.all([isIn(owner), isIn(thief)])).toEqual(replies.map(({ ok }) => ok))
    const late = openBrowser(app)
    await signIn(late, email)
    expect(await prove(late, code)).toMatchObject({ error: { code: 'not_signed_in', key: 'members.codeUsed' } })
    expect(await isIn(late)).toBe(false)
    await signIn(late, email)
    expect(await prove(late, codeOf(uri, -1))).toEqual({ ok: true, data: {} })
  })

  test('cannot be proved without the password before it, nor for somebody else', async () => {
    const { uri } = await somebodyCareful()
    const over = { error: { code: 'not_signed_in', key: 'members.secondFactorOver' } }
    expect(await prove(openBrowser(app), codeOf(uri))).toMatchObject(over)
    const other = await somebodyCareful()
    const thief = openBrowser(app)
    await signIn(thief, other.email)
    expect(await prove(thief, codeOf(uri))).toMatchObject({ ok: false })
    expect(await isIn(thief)).toBe(false)
  })

  test('ends a sign-in after five wrong codes, and rests after ten', async () => {
    const { email, uri } = await somebodyCareful()
    const guess = async (browser: Browser) => {
      const reply = await prove(browser, wrong(codeOf(uri)))
      return reply.ok ? 'in' : reply.error.key
    }
    for (let round = 0; round < 2; round++) {
      const thief = openBrowser(app)
      await signIn(thief, email)
      const answers = []
      for (let n = 0; n < 5; n++) answers.push(await guess(thief))
      expect(answers).toEqual(Array(5).fill('platform.checkInput'))
      const sixth = await prove(thief, codeOf(uri))
      expect(sixth).toMatchObject({ ok: false })
      expect(await isIn(thief)).toBe(false)
    }
    const owner = openBrowser(app)
    await signIn(owner, email)
    expect(await prove(owner, codeOf(uri))).toMatchObject({ error: { code: 'too_many_requests' } })
  })

  test('gives way to a recovery code, once', async () => {
    const { email, codes } = await somebodyCareful()
    const first = openBrowser(app)
    await signIn(first, email)
    expect(await prove(first, codes[0]!, 'verify-backup-code')).toEqual({ ok: true, data: {} })
    expect(await isIn(first)).toBe(true)
    const second = openBrowser(app)
    await signIn(second, email)
    expect(await prove(second, codes[0]!, 'verify-backup-code')).toMatchObject({
      error: { details: { fields: { code: 'members.codeWrong' } } },
    })
    expect(await isIn(second)).toBe(false)
    const renewed = unwrap(
      await first.post('/auth/two-factor/generate-backup-codes', { password: goodPassword }),
    ) as SetUp
    expect(await prove(second, codes[1]!, 'verify-backup-code')).toMatchObject({ ok: false })
    expect(await prove(second, renewed.codes[1]!, 'verify-backup-code')).toEqual({ ok: true, data: {} })
  })

  test('is set up and switched off with the password only', async () => {
    const { browser, email } = await somebodyCareful()
    const wrongPassword = { error: { details: { fields: { password: 'members.passwordWrong' } } } }
    for (const way of ['enable', 'disable', 'generate-backup-codes']) {
      expect(await browser.post(`/auth/two-factor/${way}`, { password: 'not this one' })).toMatchObject(wrongPassword)
      expect(await openBrowser(app).post(`/auth/two-factor/${way}`, { password: goodPassword })).toMatchObject({
        error: { code: 'not_signed_in' },
      })
    }
    expect(await browser.post('/auth/two-factor/disable', { password: goodPassword })).toEqual({ ok: true, data: {} })
    expect((await mine(browser)).hasSecondFactor).toBe(false)
    await openBrowser(app).signIn(email)
  })

  test('stays on when a forgotten password is set anew', async () => {
    const { email, uri } = await somebodyCareful()
    await openBrowser(app).post('/auth/request-password-reset', { email })
    const mail = () => mails(app.hub.store).findOne({ to: email }).lean()
    await expect.poll(mail).not.toBeNull()
    const token = /token=([\w-]+)/.exec((await mail())!.text)![1]!
    const newPassword = 'a lamp that nobody forgets'
    const browser = openBrowser(app)
    unwrap(await browser.post('/auth/reset-password', { newPassword, token }))
    const reply = await browser.post('/auth/sign-in/email', { email, password: newPassword })
    expect(reply).toEqual({ ok: true, data: { needsSecondFactor: true } })
    unwrap(await prove(browser, codeOf(uri)))
    expect(await isIn(browser)).toBe(true)
  })

  test('is stored so that neither secret nor codes can be read', async () => {
    const { uri, codes, person } = await somebodyCareful()
    const stored = (await everyDocument(app.hub)).join('\n')
    for (const secret of [URI.parse(uri).secret.base32, URI.parse(uri).secret.utf8, ...codes]) {
      expect(stored).not.toContain(secret)
    }
    expect(await secondFactors(app.hub.store).countDocuments({ userId: person })).toBe(1)
  })

  test('opens no other road of its plug-in', async () => {
    const { browser } = await somebodyCareful()
    for (const way of ['get-totp-uri', 'send-otp', 'verify-otp', 'view-backup-codes']) {
      expect((await browser.fetch('POST', `/auth/two-factor/${way}`, { password: goodPassword })).status).toBe(404)
    }
  })

  test('is not for the seats of a demo, which all visitors share', async () => {
    const person = await buildPerson(app)
    const email = `${person}@people.example`
    await seedAccount(app.hub.store, { person, email, password: goodPassword }, new Date())
    const browser = openBrowser(app)
    await browser.signIn(email)
    expect(await browser.post('/auth/two-factor/enable', { password: goodPassword })).toMatchObject({
      error: { key: 'members.demoSeat' },
    })
  })
})

describe('a second factor that was lost', () => {
  const reason = 'Her telephone fell into the sea'
  test('is switched off by the secretariat, with a reason in the record; every session ends', async () => {
    const { person, email, browser } = await somebodyCareful()
    await secretariat.send('person.resetSecondFactor', { person, reason })
    await expect.poll(() => isIn(browser)).toBe(false)
    await expect
      .poll(() => mails(app.hub.store).findOne({ to: email }).lean())
      .toMatchObject({ text: expect.stringContaining(reason) })
    const again = openBrowser(app)
    expect(await signIn(again, email)).toEqual({ ok: true, data: {} })
    expect((await mine(again)).hasSecondFactor).toBe(false)
    await expect(secretariat.send('person.resetSecondFactor', { person, reason })).rejects.toMatchObject({
      code: 'wrong_state',
    })
  })

  test('is nobody else’s to switch off', async () => {
    const { person, browser } = await somebodyCareful()
    const other = await somebody()
    for (const one of [other.browser, browser]) {
      await expect(one.send('person.resetSecondFactor', { person, reason })).rejects.toMatchObject({
        code: 'not_allowed',
      })
    }
    expect((await mine(browser)).hasSecondFactor).toBe(true)
  })
})
