import { afterAll, beforeAll, expect, test } from 'vitest'
import { mails } from '#server/platform/mail.model.ts'
import { type Browser, buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildPerson } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { findRecoverable, recoverAccount } from './recovery.ts'

let app: TestApp
let secretariat: Browser
beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  secretariat = openBrowser(app)
  await secretariat.signIn(await buildAccount(app, await buildPerson(app, { seats: ['secretariat'] })))
})
afterAll(() => app.stop())

const newPassword = 'quite another lamp'
const reason = 'Agreed in the council'

/** A member of the secretariat who is signed in and has asked for links that set a new password. */
async function asker(links = 1) {
  const person = await buildPerson(app, { seats: ['secretariat'] })
  const email = await buildAccount(app, person)
  const browser = openBrowser(app)
  await browser.signIn(email)
  for (let n = 0; n < links; n++) await openBrowser(app).post('/auth/request-password-reset', { email })
  await expect.poll(() => mails(app.hub.store).countDocuments({ to: email })).toBe(links)
  const kept = await mails(app.hub.store).find({ to: email }).lean()
  const tokens = kept.map(({ text }) => /\/reset\?token=([\w-]+)/.exec(text)![1]!)
  return { person, email, browser, tokens }
}
const follow = (token: string, password = newPassword) =>
  openBrowser(app).post('/auth/reset-password', { token, newPassword: password })
const over = { ok: false, error: { code: 'invalid_input', key: 'members.resetOver' } }

test('a link to set a new password ends when the password is changed', async () => {
  const { email, browser, tokens } = await asker()
  const passwords = { currentPassword: goodPassword, newPassword: 'the lamp of the owner' }
  expect(await browser.post('/auth/change-password', passwords)).toMatchObject({ ok: true })
  expect(await follow(tokens[0]!)).toMatchObject(over)
  await openBrowser(app).signIn(email, passwords.newPassword)
})

test('a link to set a new password outlives a wrong guess at the present one, which changes nothing', async () => {
  const { browser, tokens } = await asker()
  const guess = { currentPassword: 'not this one', newPassword }
  expect(await browser.post('/auth/change-password', guess)).toMatchObject({ ok: false })
  expect(await follow(tokens[0]!)).toMatchObject({ ok: true })
})

test('a link to set a new password ends when another one has been followed', async () => {
  const { email, tokens } = await asker(2)
  expect(await follow(tokens[0]!)).toMatchObject({ ok: true })
  expect(await follow(tokens[1]!, 'the lamp of a thief')).toMatchObject(over)
  await openBrowser(app).signIn(email, newPassword)
})

test('a link to set a new password ends when the account is recovered', async () => {
  const { person, email, tokens } = await asker()
  const recoverable = (await findRecoverable(app.hub)).find((one) => one.person.id === person)!
  await recoverAccount(app.hub, recoverable, 'p'.repeat(20))
  expect(await follow(tokens[0]!)).toMatchObject(over)
  await openBrowser(app).signIn(email, 'p'.repeat(20))
})

test('a link to set a new password ends when the person is suspended, also for after their return', async () => {
  const { person, email, tokens } = await asker()
  await secretariat.send('person.suspend', { person, reason })
  // The letter goes out after the link has ended.
  await expect.poll(() => mails(app.hub.store).countDocuments({ to: email })).toBe(2)
  await secretariat.send('person.reinstate', { person, reason })
  expect(await follow(tokens[0]!)).toMatchObject(over)
})

test('a link to set a new password ends when the account moves to another address', async () => {
  const { person, browser, tokens } = await asker()
  const email = `new-${person}@people.example`
  await browser.send('email.change', { email, password: goodPassword })
  const { text } = (await mails(app.hub.store).findOne({ to: email }).lean())!
  await browser.send('email.confirm', { code: /confirm=([\w-]+)/.exec(text)![1]! })
  expect(await follow(tokens[0]!)).toMatchObject(over)
})
