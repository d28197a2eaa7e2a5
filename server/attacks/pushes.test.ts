import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pushSubscriptions } from '#server/notices/push.model.ts'
import { noticeTurns } from '#server/notices/turn.model.ts'
import { accounts } from '#server/platform/account.model.ts'
import { type Browser, buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member, unwrap } from '#server/testing/member.ts'
import { type PushService, startPushService } from '#server/testing/pushService.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { mentionOf } from '#shared/rooms/message.ts'

const day = 86_400_000
let ahead = 0
let app: TestApp
let service: PushService
let chair: Member
let room: string
let victim: string
/** On the device that rings, and on the one from which it is ended. */
let lost: Browser
let own: Browser

beforeAll(async () => {
  service = await startPushService()
  app = await startTestApp({
    env: { OUTBOUND_LOOPBACK: '1' },
    clock: { now: () => new Date(Date.now() + ahead) },
  })
  await buildCluster(app)
  const [one] = await buildPeople(app, [{ seats: ['chair', 'secretariat'] }])
  chair = await connectMember(app, one!)
})
afterAll(async () => {
  chair.leave()
  await app.stop()
  service.stop()
})
beforeEach(async () => {
  ;[victim] = (await buildPeople(app, [{}])) as [string]
  const email = await buildAccount(app, victim)
  room = await buildLounge(app, { access: 'invitation', chair: chair.person, members: [victim] })
  ;[lost, own] = [openBrowser(app), openBrowser(app)]
  for (const browser of [lost, own]) await browser.signIn(email)
  await lost.send('push.subscribe', service.device(`/lost/${victim}`).subscription)
  await own.send('push.subscribe', service.device(`/own/${victim}`).subscription)
})

const kept = () => pushSubscriptions(app.hub.store).countDocuments({ person: victim })
const heard = () => service.got.map(({ path }) => path).filter((path) => path.endsWith(`/${victim}`))
async function sessionOf(browser: Browser): Promise<string> {
  return (await browser.ask('account.mine', {})).sessions.find(({ isCurrent }) => isCurrent)!.id
}
/** Something that is to ring soon. */
async function callVictim(): Promise<void> {
  await chair.send('message.post', { room, text: `come ${mentionOf('V', victim)}` })
  const { store } = app.hub
  await until(async () => (await noticeTurns(store).countDocuments({ person: victim, channel: 'push' })) > 0)
}
/** A round of the post office in which it is due. */
async function ring(): Promise<void> {
  ahead += 10_000
  await app.running.postOffice.round()
}
const reason = 'for a reason'

test.each<[string, () => Promise<unknown>]>([
  ['signed out', async () => unwrap(await lost.post('/auth/sign-out', {}))],
  ['ended from another device', async () => own.send('session.end', { session: await sessionOf(lost) })],
  ['ended with all others', async () => own.send('session.endOthers', { keep: await sessionOf(own) })],
])('a device that was %s rings no more; the other one does', async (_, end) => {
  await callVictim()
  await end()
  await until(async () => (await kept()) === 1)
  await ring()
  expect(heard()).toEqual([`/own/${victim}`])
})

test.each<[string, () => Promise<unknown>]>([
  [
    'a new password',
    async () =>
      unwrap(
        await own.post('/auth/change-password', { currentPassword: goodPassword, newPassword: 'a new lamp, lit' }),
      ),
  ],
  [
    'a second factor reset',
    async () => {
      await accounts(app.hub.store).updateOne({ _id: victim }, { $set: { twoFactorEnabled: true } })
      return chair.send('person.resetSecondFactor', { person: victim, reason })
    },
  ],
  ['a suspension', () => chair.send('person.suspend', { person: victim, reason })],
])('after %s no device rings that was signed in before', async (_, end) => {
  await callVictim()
  await end()
  await until(async () => (await kept()) === 0)
  await ring()
  expect(heard()).toEqual([])
})

test('a device that comes anew with another session rings as long as that one', async () => {
  const session = await sessionOf(lost)
  lost.cookies.clear()
  await lost.signIn(`${victim}@people.example`)
  await lost.send('push.subscribe', service.device(`/lost/${victim}`).subscription)
  await own.send('session.end', { session })
  await callVictim()
  await ring()
  expect(heard().sort()).toEqual([`/lost/${victim}`, `/own/${victim}`])
})

test('where the end went unheard, was of time alone, or a device is known without its session, it rings no more either', async () => {
  const { store } = app.hub
  await pushSubscriptions(store).updateOne({ endpoint: /own/, person: victim }, { $unset: { session: 1 } })
  await callVictim()
  ahead += 31 * day
  await ring()
  expect(heard()).toEqual([])
  expect(await kept()).toBe(0)
})
