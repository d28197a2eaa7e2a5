import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assertNoDemoAccounts, seedAccount } from '#server/platform/account.model.ts'
import { ConfigError } from '#server/platform/config.ts'
import { buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildPerson, buildToken, newCid } from '#server/testing/factories.ts'
import { startTestApp, type TestApp, testSecret } from '#server/testing/testApp.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { reinstatedLetter } from './mails.ts'
import { findRecoverable, recoverAccount } from './recovery.ts'
import { clusterIn, clusterView } from './roll.ts'

let app: TestApp
beforeEach(async () => {
  app = await startTestApp()
  await buildCluster(app)
})
afterEach(() => app.stop())

/** The command as an operator gives it, without a terminal. */
async function recover(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, NODE_ENV: 'production', SECRET: testSecret, DATA_DIR: app.folder }
  return promisify(execFile)(process.execPath, ['server/recover.ts', ...words], { env }).then(
    (done) => ({ code: 0, ...done }),
    (failed) => failed,
  )
}

describe('npm run recover', () => {
  test('lets a suspended secretary in again with a new password, and ends what was signed in', async () => {
    const person = await buildPerson(app, { seats: ['secretariat'], state: 'suspended' })
    const email = await buildAccount(app, person)
    const token = await buildToken(app, person)
    await app.close()
    const { code, stdout } = await recover(email)
    expect(code).toBe(0)
    const password = /with the password (\S{20})/.exec(stdout)![1]!

    app = await startTestApp({ folder: app.folder })
    const browser = openBrowser(app)
    await browser.signIn(email, password)
    expect((await browser.ask('me', {})).person).toMatchObject({
      state: 'active',
      reason: '',
      cause: { key: 'members.recovered' },
    })
    expect(await browser.post('/auth/sign-in/email', { email, password: goodPassword })).toMatchObject({ ok: false })
    expect((await openBrowser(app, { authorization: `Bearer ${token}` }).fetch('GET', '/me')).status).toBe(401)
    const entries = await app.hub.store.connection
      .db!.collection('log')
      .find({ room: clusterRoom })
      .sort({ seq: -1 })
      .toArray()
    expect(entries[0]).toMatchObject({ by: 'system', changes: [{ event: 'person.reinstated', item: { id: person } }] })
  })

  test('is told in the mail and in the record in the language of whoever reads it', async () => {
    const person = await buildPerson(app, { seats: ['secretariat'], state: 'suspended' })
    await buildAccount(app, person)
    await recoverAccount(
      app.hub,
      (await findRecoverable(app.hub)).find((one) => one.person.id === person)!,
      'p'.repeat(20),
    )
    const room = await clusterView(app.hub)
    const letterIn = (language: 'zh' | 'en') =>
      reinstatedLetter({ cluster: clusterIn(room), person: { ...room.find('person', person)!, language } }).text
    expect(letterIn('zh')).toContain('服务器管理员恢复了账户')
    expect(letterIn('en')).toContain("The server's administrator recovered the account")
    const input = { room: clusterRoom, kind: 'people' }
    const record = await app.hub.ask({ name: 'room.record', input, actor: systemActor })
    const told = { act: 'reinstated', reason: '', cause: { key: 'members.recovered' } }
    expect(record).toMatchObject({ data: { acts: [told, { act: 'accepted' }] } })
    // The secretariat's next word takes its place.
    const seats = { person, seats: ['secretariat', 'expert'], organisation: null, reason: 'knows the field' }
    expect(
      await app.hub.dispatch({ name: 'person.seat', input: seats, actor: systemActor, cid: newCid() }),
    ).toMatchObject({ ok: true })
    const seated = (await clusterView(app.hub)).find('person', person)!
    expect([seated.reason, seated.cause]).toEqual(['knows the field', undefined])
  })

  test('leaves the record alone where nobody was suspended', async () => {
    const person = await buildPerson(app, { seats: ['secretariat'] })
    const email = await buildAccount(app, person)
    const head = (await app.hub.rooms.view(clusterRoom))!.head.seq
    await app.close()
    const password = /with the password (\S{20})/.exec((await recover(person)).stdout)![1]!
    app = await startTestApp({ folder: app.folder })
    await openBrowser(app).signIn(email, password)
    expect((await app.hub.rooms.view(clusterRoom))!.head.seq).toBe(head)
  })

  test('says in one sentence why it cannot', async () => {
    const email = await buildAccount(app, await buildPerson(app, { seats: ['secretariat'] }))
    expect(await recover(email)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^.*in use by process \d+\. Stop.*\n$/),
    })
    await app.close()
    const unknown = await recover('stranger@people.example')
    expect(unknown.code).toBe(1)
    expect(unknown.stderr).toContain(email)
    expect(await recover()).toMatchObject({ code: 1, stderr: expect.stringContaining(email) })
    app = await startTestApp({ folder: app.folder })
    await openBrowser(app).signIn(email)
  })
})

test('production refuses a database with demo accounts', async () => {
  await assertNoDemoAccounts(app.hub.store)
  const person = await buildPerson(app)
  await seedAccount(app.hub.store, { person, email: 'demo@people.example', password: 'a demo lamp' }, new Date())
  await expect(assertNoDemoAccounts(app.hub.store)).rejects.toThrow(ConfigError)
  // What a demo seats is offered in a demo only.
  expect((await openBrowser(app).ask('cluster.front', {})).demoSeats).toEqual([])
})
