import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accounts } from '#server/platform/account.model.ts'
import { type Browser, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { newCid } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import type { Ask } from '#shared/contract.ts'
import { createFoundingCode, foundings } from './founding.model.ts'

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

let app: TestApp
let browser: Browser
let told = ''
beforeEach(async () => {
  app = await startTestApp()
  browser = openBrowser(app)
  told = ''
})
afterEach(() => app.stop())

const codeOf = async () => {
  const log = pino(
    { level: 'info' },
    {
      write: (line: string) => {
        told += line
      },
    },
  )
  return createFoundingCode({ config: app.hub.config, store: app.hub.store, log, address: app.url })
}
const wanted = (code: string): Ask<'cluster.found'> => ({
  code,
  name: { zh: '示例集群', en: 'Demo Cluster', authoritative: 'zh' },
  colour: '#b8742a',
  logo: png,
  timeZone: 'Asia/Shanghai',
  email: 'First@Secretariat.example',
  password: goodPassword,
  person: {
    name: { zh: '林秘书', en: 'Lin', authoritative: 'zh' },
    title: { zh: '秘书长', en: '' },
    language: 'zh',
    timeZone: 'Asia/Shanghai',
  },
})

describe('founding the cluster', () => {
  test('takes the code that the log told, makes the first secretariat account, and is over then', async () => {
    const code = await codeOf()
    expect(told).toContain(`${app.url}/found`)
    expect(told).toContain(code)
    expect(await browser.ask('cluster.front', {})).toEqual({ isFounded: false, cluster: null, demoSeats: [] })
    // As people type it: without the dashes, in small letters.
    expect(await browser.send('cluster.found', wanted(code!.replaceAll('-', '').toLowerCase()))).toEqual({ seq: 1 })

    const front = await browser.ask('cluster.front', {})
    expect(front).toMatchObject({
      isFounded: true,
      demoSeats: [],
      cluster: { colour: '#b8742a', isDemo: false, version: 1 },
    })
    await browser.signIn('first@secretariat.example')
    expect(await browser.ask('me', {})).toMatchObject({
      email: 'first@secretariat.example',
      person: { state: 'active', seats: ['secretariat'], title: { zh: '秘书长', en: '' } },
    })
    await expect(browser.send('cluster.found', wanted(code!))).rejects.toMatchObject({ key: 'members.alreadyFounded' })
    await expect.poll(() => foundings(app.hub.store).countDocuments()).toBe(0)
    expect(await codeOf()).toBeNull()
  })

  test('serves the logo as what it is, for ever', async () => {
    await browser.send('cluster.found', wanted((await codeOf())!))
    const { cluster } = await browser.ask('cluster.front', {})
    const response = await browser.fetch('GET', cluster!.logo!)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(Buffer.from(await response.arrayBuffer()).toString('base64')).toBe(png)
    expect((await browser.fetch('GET', '/cluster/logo/nothing')).status).toBe(404)
  })

  test('answers a repeat of the same deed as the first time', async () => {
    const asked = wanted((await codeOf())!)
    const cid = newCid()
    const answers = await Promise.all(Array.from({ length: 5 }, () => browser.send('cluster.found', asked, cid)))
    expect(answers).toEqual(Array(5).fill({ seq: 1 }))
    expect(await accounts(app.hub.store).countDocuments()).toBe(1)
  })

  test('happens once when two try at once; the loser has no seat', async () => {
    const code = (await codeOf())!
    const outcomes = await Promise.allSettled([
      browser.send('cluster.found', wanted(code)),
      browser.send('cluster.found', { ...wanted(code), email: 'other@secretariat.example' }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const signIns = await Promise.all(
      ['first@secretariat.example', 'other@secretariat.example'].map((email) =>
        browser.post('/auth/sign-in/email', { email, password: goodPassword }),
      ),
    )
    expect(signIns.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('refuses a wrong code, slows down guesses, and takes the right code all the same', async () => {
    const code = (await codeOf())!
    const wrong = () => browser.send('cluster.found', wanted('WRON-GCOD-EWRO-NGCO'))
    await expect(wrong()).rejects.toMatchObject({ code: 'invalid_input', key: 'members.wrongCode' })
    for (let n = 0; n < 60; n++) await wrong().catch(() => null)
    await expect(wrong()).rejects.toMatchObject({
      code: 'too_many_requests',
      details: { retryAfterMs: expect.any(Number) },
    })
    expect(await accounts(app.hub.store).countDocuments()).toBe(0)
    expect(await browser.send('cluster.found', wanted(code))).toEqual({ seq: 1 })
  })

  test('refuses a logo that only says that it is a picture', async () => {
    const code = (await codeOf())!
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>').toString('base64')
    await expect(browser.send('cluster.found', { ...wanted(code), logo: svg })).rejects.toMatchObject({
      key: 'members.logoType',
    })
  })

  test('keeps address, password and code out of the log', async () => {
    const code = (await codeOf())!
    await browser.send('cluster.found', wanted(code))
    const entries = JSON.stringify(await app.hub.store.connection.db!.collection('log').find().toArray())
    expect(entries).toContain('示例集群')
    for (const secret of [goodPassword, code, 'secretariat.example']) expect(entries).not.toContain(secret)
  })
})

describe('describing the cluster', () => {
  test('is the secretariat’s; the logo stays, changes or goes', async () => {
    await browser.send('cluster.found', wanted((await codeOf())!))
    const name = { zh: '新名', en: 'New name', authoritative: 'en' as const }
    const asked = { name, colour: '#112233', timeZone: 'Europe/Berlin' }
    await expect(browser.send('cluster.describe', { ...asked, logo: 'keep' })).rejects.toMatchObject({
      code: 'not_signed_in',
    })
    await browser.signIn('first@secretariat.example')
    const first = (await browser.ask('cluster.front', {})).cluster!.logo
    expect(await browser.send('cluster.describe', { ...asked, logo: 'keep' })).toEqual({ seq: 2 })
    expect((await browser.ask('cluster.front', {})).cluster).toMatchObject({ ...asked, logo: first, version: 2 })
    await browser.send('cluster.describe', { ...asked, logo: null })
    expect((await browser.ask('cluster.front', {})).cluster).toMatchObject({ logo: null })
  })
})
