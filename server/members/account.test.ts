import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mails } from '#server/platform/mail.model.ts'
import { buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildPerson } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { deviceOf, placeOf } from './device.ts'

let app: TestApp
let aheadMs = 0
beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(Date.now() + aheadMs) } })
  await buildCluster(app)
})
afterAll(() => app.stop())

const firefox = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0'
const weChat =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.54'

async function somebody() {
  const person = await buildPerson(app)
  const email = await buildAccount(app, person)
  const browser = openBrowser(app, { 'user-agent': firefox })
  await browser.signIn(email)
  return { person, email, browser }
}
const mailTo = (to: string) => mails(app.hub.store).findOne({ to }).sort({ at: -1 }).lean()

describe('one’s own sessions', () => {
  test('are listed with device and place, this one marked, and no token among them', async () => {
    const { email, browser } = await somebody()
    const phone = openBrowser(app, { 'user-agent': weChat })
    await phone.signIn(email)
    const { sessions } = await browser.ask('account.mine', {})
    expect(sessions.map(({ device, kind, place, isCurrent }) => ({ device, kind, place, isCurrent }))).toEqual(
      expect.arrayContaining([
        { device: 'Firefox · macOS', kind: 'desktop', place: 'machine', isCurrent: true },
        { device: 'WeChat · iOS', kind: 'mobile', place: 'machine', isCurrent: false },
      ]),
    )
    const token = decodeURIComponent(browser.cookies.get('chandelier.session_token')!).split('.')[0]!
    expect(JSON.stringify(sessions)).not.toContain(token)
  })

  test('are signed out one by one, or all others at once', async () => {
    const { email, browser } = await somebody()
    const others = [openBrowser(app), openBrowser(app), openBrowser(app)]
    for (const other of others) await other.signIn(email)
    const own = (await others[0]!.ask('account.mine', {})).sessions.find(({ isCurrent }) => isCurrent)!
    await browser.send('session.end', { session: own.id })
    await expect(others[0]!.ask('me', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    const kept = (await browser.ask('account.mine', {})).sessions.find(({ isCurrent }) => isCurrent)!
    expect(await browser.send('session.endOthers', { keep: kept.id })).toEqual({ ended: 2 })
    for (const other of others) await expect(other.ask('me', {})).rejects.toMatchObject({ code: 'not_signed_in' })
    expect((await browser.ask('account.mine', {})).sessions).toHaveLength(1)
  })

  test('are nobody else’s to see or end', async () => {
    const { browser } = await somebody()
    const { sessions } = await browser.ask('account.mine', {})
    const stranger = await somebody()
    await expect(stranger.browser.send('session.end', { session: sessions[0]!.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await stranger.browser.send('session.endOthers', { keep: sessions[0]!.id })
    expect(await browser.ask('me', {})).toBeTruthy()
    await expect(stranger.browser.ask('me', {})).rejects.toMatchObject({ code: 'not_signed_in' })
  })
})

describe('another address', () => {
  const change = (email: string, password = goodPassword) => ({ email, password })
  async function wish() {
    const one = await somebody()
    const email = `new-${one.person}@people.example`
    await one.browser.send('email.change', change(email))
    const mail = await mailTo(email)
    return { ...one, wanted: email, code: /confirm=([\w-]+)/.exec(mail!.text)![1]! }
  }

  test('counts once its link has been followed; the old one is told', async () => {
    const { browser, email, wanted, code } = await wish()
    expect(await browser.ask('account.mine', {})).toMatchObject({ email, newEmail: wanted })
    expect(await browser.send('email.confirm', { code })).toEqual({ email: wanted })
    expect(await browser.ask('account.mine', {})).toMatchObject({ email: wanted, newEmail: null })
    expect((await mailTo(email))!.text).toContain(wanted)
    await openBrowser(app).signIn(wanted)
    await expect(openBrowser(app).signIn(email)).rejects.toMatchObject({ key: 'members.wrongPassword' })
    await expect(browser.send('email.confirm', { code })).rejects.toMatchObject({ key: 'members.confirmationOver' })
  })

  test('is not taken with a wrong password, by a stranger’s hand, or a day too late', async () => {
    const { browser, email, code } = await wish()
    await expect(browser.send('email.change', change('x@people.example', 'not this'))).rejects.toMatchObject({
      details: { fields: { password: 'members.passwordWrong' } },
    })
    const over = { key: 'members.confirmationOver' }
    await expect((await somebody()).browser.send('email.confirm', { code })).rejects.toMatchObject(over)
    try {
      aheadMs = 25 * 3600_000
      await expect(browser.send('email.confirm', { code })).rejects.toMatchObject(over)
    } finally {
      aheadMs = 0
    }
    expect((await browser.ask('account.mine', {})).email).toBe(email)
  })

  test('of somebody else gets no letter, and is refused in the end', async () => {
    const taken = await somebody()
    const { browser } = await somebody()
    await browser.send('email.change', change(taken.email))
    expect(await mailTo(taken.email)).toBeNull()
    const late = await wish()
    const rival = await somebody()
    await app.hub.store.connection
      .db!.collection('accounts')
      .updateOne({ _id: rival.person as never }, { $set: { email: late.wanted } })
    await expect(late.browser.send('email.confirm', { code: late.code })).rejects.toMatchObject({
      key: 'members.emailTaken',
    })
  })

  test('asked for again ends the link of before', async () => {
    const { browser, code } = await wish()
    await browser.send('email.change', change('second@people.example'))
    await expect(browser.send('email.confirm', { code })).rejects.toMatchObject({ key: 'members.confirmationOver' })
  })

  test('is guarded against guesses at the password of a borrowed device', async () => {
    const { browser } = await somebody()
    const guesses = Array.from({ length: 12 }, (_, n) =>
      browser.send('email.change', change('g@people.example', `guess ${n}`)).catch(({ code }) => code),
    )
    const codes = await Promise.all(guesses)
    expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(2)
  })
})

test.each([
  ['127.0.0.1', 'machine'],
  ['::1', 'machine'],
  ['::ffff:192.168.3.4', 'network'],
  ['fd00::1', 'network'],
  ['203.0.113.9', 'elsewhere'],
  ['unknown', 'elsewhere'],
  ['', 'elsewhere'],
])('the address %s is of %s', (address, place) => expect(placeOf(address)).toBe(place))

test('a device that says nothing, or nonsense, is no trouble', () => {
  expect(deviceOf(null)).toEqual({ device: '', kind: 'other' })
  expect(deviceOf('<script>'.repeat(1000)).device.length).toBeLessThanOrEqual(80)
})
