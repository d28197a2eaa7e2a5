import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { accounts } from '#server/platform/account.model.ts'
import { mails } from '#server/platform/mail.model.ts'
import { buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { chance } from '#server/testing/chance.ts'
import { buildCluster, buildLounge, buildPerson, buildToken, newCid } from '#server/testing/factories.ts'
import { prepareHubProcess } from '#server/testing/hubProcess.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'

const random = chance()
let app: TestApp
afterEach(() => app?.stop())

/** Somebody with words in three rooms who asks to be forgotten at once. */
async function ready(): Promise<{ person: string; email: string; word: string; rooms: string[] }> {
  app = await startTestApp({ env: { LEAVE_AFTER_DAYS: '0' } })
  await buildCluster(app)
  const secretary = await buildPerson(app, { seats: ['secretariat'] })
  const officer = openBrowser(app)
  await officer.signIn(await buildAccount(app, secretary))
  const { cluster } = await officer.ask('me', {})
  const { name, colour, timeZone } = cluster
  await officer.send('cluster.describe', { name, colour, timeZone, logo: 'keep', leavers: 'erase' })
  const word = 'unforgettable-烛光'
  const person = await buildPerson(app, { name: word })
  const email = await buildAccount(app, person)
  const rooms = [
    await buildLounge(app, { chair: person }),
    await buildLounge(app, { chair: secretary, members: [person] }),
    await buildLounge(app, { members: [person], access: 'invitation' }),
  ]
  const actor = app.hub.actorOf(person)
  for (const room of rooms) {
    const posts = Array.from({ length: 120 }, (_, n) =>
      app.hub.dispatch({ name: 'message.post', input: { room, text: `${word} ${n}` }, actor, cid: newCid() }),
    )
    for (const reply of await Promise.all(posts)) expect(reply.ok).toBe(true)
  }
  const leaver = openBrowser(app)
  await leaver.signIn(email)
  const bio = { zh: word, en: '' }
  await leaver.send('profile.describe', { person, bio, expertise: [word] })
  await buildToken(app, person)
  await leaver.send('leave.ask', { password: goodPassword })
  return { person, email, word, rooms }
}

test('whoever leaves is forgotten to the end, however often the hub is killed on the way; every chain still verifies', async () => {
  const { person, email, word, rooms } = await ready()
  const { folder } = app
  await app.close()
  for (let kill = 0; kill < 6; kill++) {
    const child = prepareHubProcess()
    const hub = await child.start({ DATA_DIR: folder, LEAVE_AFTER_DAYS: '0' })
    await pause(random.below(250))
    await hub.kill()
  }
  app = await startTestApp({ folder })
  const isGone = async () => (await accounts(app.hub.store).countDocuments({ _id: person })) === 0
  await until(isGone, 30_000)
  const traces = async () => (await everyDocument(app.hub)).filter((document) => document.includes(word))
  await until(async () => (await traces()).length === 0, 30_000).catch(() => {})
  expect(await traces()).toEqual([])
  expect((await everyDocument(app.hub)).filter((document) => document.includes(email))).toEqual([])
  expect(await mails(app.hub.store).countDocuments({ to: email })).toBe(0)
  await expectSoundStore(app.hub)
  for (const room of rooms) {
    expect((await app.hub.rooms.fresh(room))!.find('seat', person)).toMatchObject({ state: 'removed' })
  }
  expect(app.complaints.filter((line) => line.includes('"level":50'))).toEqual([])
}, 180_000)
