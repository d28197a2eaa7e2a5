import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokens } from '#server/platform/token.model.ts'
import { type Browser, buildAccount, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildPerson, newCid } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import type { TokenScope } from '#shared/platform/actor.shape.ts'

let app: TestApp
let aheadMs = 0
let browser: Browser
let person = ''
beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(Date.now() + aheadMs) } })
  await buildCluster(app)
  person = await buildPerson(app)
  browser = openBrowser(app)
  await browser.signIn(await buildAccount(app, person))
})
afterAll(() => app.stop())

const make = (scopes: TokenScope[] = ['read', 'write'], days = 30) =>
  browser.send('token.create', { label: 'My script', scopes, days })
const withBearer = (secret: string) => openBrowser(app, { authorization: `Bearer ${secret}` })
const profile = {
  name: { zh: '脚本', en: 'Script', authoritative: 'zh' as const },
  title: { zh: '', en: '' },
  language: 'en' as const,
  timeZone: 'UTC',
}
const notSignedIn = { code: 'not_signed_in' }

describe('a personal access token', () => {
  test('is who made it, over REST and over sockets', async () => {
    const { secret } = await make()
    expect(secret).toMatch(/^chl_[\w-]{43}$/)
    expect((await withBearer(secret).ask('me', {})).person.id).toBe(person)
    const member = await connectMember(app, person, { token: secret })
    expect((await member.ask('me', {})).scopes).toEqual(['read', 'write'])
    await member.send('person.describe', { person, profile })
    member.leave()
  })

  test.each([
    ['read', 'people.search'],
    ['write', 'person.describe'],
  ] as const)('of scope %s reaches no further', async (scope, allowed) => {
    const { secret } = await make([scope])
    const script = withBearer(secret)
    const member = await connectMember(app, person, { token: secret })
    for (const road of [script, member]) {
      const outcomes = await Promise.allSettled([
        road.ask('people.search', {}),
        road.send('person.describe', { person, profile }),
      ])
      const names = ['people.search', 'person.describe'].filter((_, n) => outcomes[n]!.status === 'fulfilled')
      expect(names).toEqual([allowed])
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'not_allowed', key: 'platform.tokenScope' },
      })
    }
    member.leave()
  })

  test('makes no token that reaches further than itself', async () => {
    const script = withBearer((await make(['write'])).secret)
    const create = (scopes: TokenScope[]) => script.send('token.create', { label: 'Child', scopes, days: 1 })
    await expect(create(['read', 'write'])).rejects.toMatchObject({ key: 'platform.tokenScope' })
    expect(await create(['write'])).toMatchObject({ token: expect.any(String) })
  })

  test('made twice by the same deed is one; other content under the same cid is refused', async () => {
    const cid = newCid()
    const asked = { label: 'Twice', scopes: ['read' as const], days: 3 }
    const answers = await Promise.all(Array.from({ length: 5 }, () => browser.send('token.create', asked, cid)))
    expect(new Set(answers.map(({ secret }) => secret)).size).toBe(1)
    await expect(browser.send('token.create', { ...asked, days: 4 }, cid)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is kept as a hash only', async () => {
    const { secret, token } = await make()
    const row = JSON.stringify(await tokens(app.hub.store).findById(token).lean())
    expect(row).not.toContain(secret)
    expect(row).not.toContain(secret.slice(4))
  })

  test('ends by its time: nothing is answered, and its sockets close', async () => {
    const { secret } = await make(['read'], 1)
    const member = await connectMember(app, person, { token: secret })
    const ended = new Promise((heard) => member.socket.once('ended', heard))
    try {
      aheadMs = 24 * 3600_000 + 1000
      expect(await ended).toEqual({ reason: 'expired' })
      await expect(withBearer(secret).ask('me', {})).rejects.toMatchObject(notSignedIn)
    } finally {
      aheadMs = 0
    }
  })

  test('ends when revoked: its sockets close, those of other tokens stay', async () => {
    const [gone, kept] = [await make(), await make()]
    const member = await connectMember(app, person, { token: gone.secret })
    const other = await connectMember(app, person, { token: kept.secret })
    const ended = new Promise((heard) => member.socket.once('ended', heard))
    expect(await browser.send('token.revoke', { token: gone.token })).toEqual({})
    expect(await ended).toEqual({ reason: 'revoked' })
    await expect(withBearer(gone.secret).ask('me', {})).rejects.toMatchObject(notSignedIn)
    expect((await other.ask('me', {})).person.id).toBe(person)
    expect(await browser.send('token.revoke', { token: gone.token })).toEqual({})
    other.leave()
  })

  test('of somebody else can be neither seen nor revoked', async () => {
    const { token, secret } = await make()
    const stranger = openBrowser(app)
    await stranger.signIn(await buildAccount(app, await buildPerson(app, { seats: ['secretariat'] })))
    await expect(stranger.send('token.revoke', { token })).rejects.toMatchObject({ code: 'not_found' })
    expect(await stranger.ask('tokens.mine', {})).toEqual({ tokens: [] })
    expect((await withBearer(secret).ask('me', {})).person.id).toBe(person)
  })

  test('is listed without its secret, with its last use', async () => {
    const { token, secret } = await make(['read'], 7)
    const listed = async () => (await browser.ask('tokens.mine', {})).tokens.find(({ id }) => id === token)
    const { createdAt } = (await listed())!
    const expiresAt = createdAt + 7 * 24 * 3600_000
    expect(await listed()).toEqual({
      id: token,
      label: 'My script',
      scopes: ['read'],
      createdAt,
      expiresAt,
      lastUsedAt: null,
    })
    await withBearer(secret).ask('me', {})
    // Uses are written down once a minute, and when the hub stops.
    const { cookies } = browser
    app = await app.restart()
    browser = Object.assign(openBrowser(app), { cookies })
    expect((await listed())!.lastUsedAt).toBeGreaterThanOrEqual(createdAt)
  })
})

describe('nobody is signed in', () => {
  test.each(['chl_', 'chl_tooshort', `chl_${'A'.repeat(43)}`, 'x'.repeat(5000), ''])(
    'by the token %j',
    async (token) => {
      await expect(withBearer(token).ask('me', {})).rejects.toMatchObject(notSignedIn)
      await expect(connectMember(app, person, { token })).rejects.toMatchObject(notSignedIn)
    },
  )

  test('by a wrong token beside a good cookie', async () => {
    const response = await browser.fetch('GET', '/me', undefined, { authorization: `Bearer chl_${'B'.repeat(43)}` })
    expect(response.status).toBe(401)
  })
})
