import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildPerson } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { accountCredentials } from './account.model.ts'
import { cookieSessions } from './session.model.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
})
afterAll(() => app.stop())

async function somebody(wanted: Parameters<typeof buildPerson>[1] = {}) {
  const person = await buildPerson(app, wanted)
  return { person, email: await buildAccount(app, person), browser: openBrowser(app) }
}
const whoIs = async (browser: Browser) => (await browser.ask('me', {})).person.id

describe('signing in', () => {
  test('gives a cookie that scripts and other sites cannot use, and no token in the answer', async () => {
    const { person, email, browser } = await somebody()
    expect(await browser.post('/auth/sign-in/email', { email: email.toUpperCase(), password: goodPassword })).toEqual({
      ok: true,
      data: {},
    })
    expect(browser.setCookies).toHaveLength(1)
    expect(browser.setCookies[0]).toMatch(/^chandelier\.session_token=[^;]+; .*HttpOnly/)
    expect(browser.setCookies[0]).toMatch(/SameSite=Lax/i)
    expect(await whoIs(browser)).toBe(person)
    expect(await browser.ask('me', {})).toMatchObject({ email, scopes: ['read', 'write'] })
  })

  test('is refused in the same words for a wrong password and an unknown address', async () => {
    const { email, browser } = await somebody()
    const wrong = await browser.post('/auth/sign-in/email', { email, password: 'not this one' })
    const unknown = await browser.post('/auth/sign-in/email', {
      email: 'nobody@people.example',
      password: goodPassword,
    })
    expect(wrong).toMatchObject({ ok: false, error: { code: 'not_signed_in', key: 'members.wrongPassword' } })
    expect(unknown).toEqual(wrong)
    expect(browser.cookies.size).toBe(0)
  })

  test('is refused to the suspended, who are told so, and to whoever has not accepted yet', async () => {
    const suspended = await somebody({ state: 'suspended' })
    const invited = await somebody({ state: 'invited' })
    const signIn = ({ email, browser }: typeof suspended) =>
      browser.post('/auth/sign-in/email', { email, password: goodPassword })
    expect(await signIn(suspended)).toMatchObject({ error: { code: 'not_allowed', key: 'members.suspended' } })
    expect(await signIn(invited)).toMatchObject({ error: { code: 'not_signed_in', key: 'members.wrongPassword' } })
    expect(await cookieSessions(app.hub.store).countDocuments({ userId: suspended.person })).toBe(0)
  })

  test('never takes over the session of a cookie that was there before', async () => {
    const attacker = await somebody()
    const victim = await somebody()
    await attacker.browser.signIn(attacker.email)
    const planted = attacker.browser.cookies.get('chandelier.session_token')!
    victim.browser.cookies.set('chandelier.session_token', planted)
    await victim.browser.signIn(victim.email)
    expect(victim.browser.cookies.get('chandelier.session_token')).not.toBe(planted)
    expect(await whoIs(victim.browser)).toBe(victim.person)
    expect(await whoIs(attacker.browser)).toBe(attacker.person)
  })

  test.each([
    [{ email: { $ne: null }, password: { $ne: null } }],
    [{ email: ['a@people.example'], password: goodPassword }],
    [{ email: 'a@people.example', password: goodPassword, callbackURL: 'https://evil.example' }],
    [{ email: 'a@people.example' }],
    ['text'],
    [null],
  ])('refuses the odd body %j', async (body) => {
    const response = await openBrowser(app).fetch('POST', '/auth/sign-in/email', body)
    expect(response.status).toBe(400)
  })

  test('is refused from another site, with or without a cookie', async () => {
    const { email, browser } = await somebody()
    const foreign = { origin: 'https://evil.example' }
    const body = { email, password: goodPassword }
    expect((await browser.fetch('POST', '/auth/sign-in/email', body, foreign)).status).toBe(403)
    await browser.signIn(email)
    expect((await browser.fetch('POST', '/auth/sign-out', {}, foreign)).status).toBe(403)
    expect(await whoIs(browser)).toBeTruthy()
  })

  test.each(['/auth/sign-up/email', '/auth/update-user', '/auth/delete-user', '/auth/list-sessions', '/auth/nothing'])(
    'opens no other road: %s',
    async (path) => {
      const response = await openBrowser(app).fetch('POST', path, {
        email: 'a@b.example',
        password: goodPassword,
        name: 'A',
      })
      expect(response.status).toBe(404)
    },
  )
})

describe('signing out', () => {
  test('ends this session and no other', async () => {
    const { person, email, browser } = await somebody()
    const other = openBrowser(app)
    await browser.signIn(email)
    await other.signIn(email)
    const old = new Map(browser.cookies)
    expect(await browser.post('/auth/sign-out', {})).toEqual({ ok: true, data: {} })
    expect(browser.cookies.size).toBe(0)
    browser.cookies = old
    await expect(whoIs(browser)).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(await whoIs(other)).toBe(person)
  })
})

describe('the sockets of a session', () => {
  async function listenWith(person: string, browser: Browser) {
    const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const { socket } = await connectMember(app, person, {
      token: 'unused',
      options: { auth: {}, extraHeaders: { cookie, origin: app.url } },
    })
    const ended = new Promise((heard) => socket.once('ended', heard))
    const gone = new Promise((heard) => socket.once('disconnect', heard))
    return { socket, over: async () => [await ended, await gone][0] }
  }

  test('close when it is signed out; those of another session stay', async () => {
    const { person, email, browser } = await somebody()
    const other = openBrowser(app)
    await browser.signIn(email)
    await other.signIn(email)
    const [mine, others] = [await listenWith(person, browser), await listenWith(person, other)]
    await browser.post('/auth/sign-out', {})
    expect(await mine.over()).toEqual({ reason: 'signedOut' })
    expect(await others.socket.emitWithAck('query', { name: 'me', input: {} })).toMatchObject({ ok: true })
    others.socket.close()
  })

  test('close when another device sets a new password', async () => {
    const { person, email, browser } = await somebody()
    const other = openBrowser(app)
    await browser.signIn(email)
    await other.signIn(email)
    const theirs = await listenWith(person, other)
    await browser.post('/auth/change-password', { currentPassword: goodPassword, newPassword: 'a lamp of today' })
    expect(await theirs.over()).toEqual({ reason: 'revoked' })
  })
})

describe('a new password', () => {
  test('is set with the old one, and ends the other sessions', async () => {
    const { person, email, browser } = await somebody()
    const other = openBrowser(app)
    await browser.signIn(email)
    await other.signIn(email)
    const change = (currentPassword: string) =>
      browser.post('/auth/change-password', { currentPassword, newPassword: 'another lamp entirely' })
    expect(await change('not the old one')).toMatchObject({
      error: { code: 'invalid_input', details: { fields: { currentPassword: 'members.wrongPassword' } } },
    })
    expect(await change(goodPassword)).toEqual({ ok: true, data: {} })
    expect(await whoIs(browser)).toBe(person)
    await expect(whoIs(other)).rejects.toMatchObject({ code: 'not_signed_in' })
    await other.signIn(email, 'another lamp entirely')
    expect(await accountCredentials(app.hub.store).countDocuments({ userId: person })).toBe(1)
  })

  test('must be long enough, and its setter signed in', async () => {
    const { email, browser } = await somebody()
    const body = { currentPassword: goodPassword, newPassword: 'short' }
    expect(await browser.post('/auth/change-password', body)).toMatchObject({
      error: { details: { fields: { newPassword: 'platform.field.password' } } },
    })
    const asVisitor = await browser.post('/auth/change-password', { ...body, newPassword: 'long enough now' })
    expect(asVisitor).toMatchObject({ error: { code: 'not_signed_in' } })
    await browser.signIn(email)
  })
})

describe('asking for the session', () => {
  test('tells whose it is, or that there is none', async () => {
    const { person, email, browser } = await somebody()
    const session = async () => (await browser.fetch('GET', '/auth/get-session')).json()
    expect(await session()).toEqual({ ok: true, data: { session: null } })
    await browser.signIn(email)
    expect(await session()).toEqual({ ok: true, data: { session: { person, expiresAt: expect.any(Number) } } })
    browser.cookies.set(
      'chandelier.session_token',
      `${browser.cookies.get('chandelier.session_token')!.slice(0, -4)}AAA%3D`,
    )
    expect(await session()).toEqual({ ok: true, data: { session: null } })
  })

  test('believes no token that the hub has not signed', async () => {
    const { email, browser } = await somebody()
    await browser.signIn(email)
    const good = decodeURIComponent(browser.cookies.get('chandelier.session_token')!)
    const [token, signature] = [good.slice(0, good.indexOf('.')), good.slice(good.indexOf('.') + 1)]
    const other = signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${other}`,
      `.${signature}`,
      `${token}x.${signature}`,
      '%E0%A4%A',
    ]) {
      browser.cookies.set('chandelier.session_token', forged.startsWith('%') ? forged : encodeURIComponent(forged))
      await expect(whoIs(browser), forged).rejects.toMatchObject({ code: 'not_signed_in' })
      browser.cookies.clear()
    }
    browser.cookies.set('chandelier.session_token', encodeURIComponent(good))
    expect(await whoIs(browser)).toBeTruthy()
  })
})

test('the cookie is for TLS alone where the hub is published over it', async () => {
  const published = await startTestApp({ env: { PUBLIC_URL: 'https://hub.example' } })
  try {
    await buildCluster(published)
    const email = await buildAccount(published, await buildPerson(published))
    const browser = openBrowser(published, { origin: 'https://hub.example' })
    await browser.signIn(email)
    expect(browser.setCookies[0]).toMatch(/^__Secure-chandelier\.session_token=[^;]+;.* Secure/)
    expect(await whoIs(browser)).toBeTruthy()
  } finally {
    await published.stop()
  }
})
