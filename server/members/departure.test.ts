import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noticeSettings } from '#server/notices/settings.model.ts'
import { findParked } from '#server/platform/reactionCursor.model.ts'
import { complaints } from '#server/rooms/moderation.model.ts'
import { type Browser, buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPerson, buildToken } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { backstageOf } from '#shared/rooms/contract.ts'

let app: TestApp
let secretariat: Browser
let secretary: string
let aheadMs = 0
const dayMs = 24 * 3600_000
beforeAll(async () => {
  app = await startTestApp({ clock: { now: () => new Date(Date.now() + aheadMs) } })
  await buildCluster(app)
  secretary = await buildPerson(app, { seats: ['secretariat'] })
  secretariat = openBrowser(app)
  await secretariat.signIn(await buildAccount(app, secretary))
})
afterAll(() => app.stop())

async function somebody(wanted: Parameters<typeof buildPerson>[1] = {}) {
  const person = await buildPerson(app, wanted)
  const email = await buildAccount(app, person)
  const browser = openBrowser(app)
  await browser.signIn(email)
  return { person, email, browser }
}
async function afterDays<Result>(days: number, work: () => Promise<Result>): Promise<Result> {
  aheadMs = days * dayMs
  try {
    return await work()
  } finally {
    aheadMs = 0
  }
}
const stateOf = async (person: string) => (await app.hub.rooms.fresh(clusterRoom))!.find('person', person)!.state
const ask = ({ browser }: { browser: Browser }, password = goodPassword) => browser.send('leave.ask', { password })

describe('leaving', () => {
  test('waits for its day, says when, and can be called off until then', async () => {
    const one = await somebody()
    const { dueAt } = await ask(one)
    expect(Math.round((dueAt - Date.now()) / dayMs)).toBe(7)
    expect((await one.browser.ask('account.mine', {})).leavingAt).toBe(dueAt)
    expect((await ask(one)).dueAt).toBe(dueAt)
    await afterDays(6.9, () => app.running.departures.look())
    expect(await stateOf(one.person)).toBe('active')
    await one.browser.send('leave.callOff', {})
    await afterDays(8, () => app.running.departures.look())
    expect(await stateOf(one.person)).toBe('active')
    expect((await one.browser.ask('account.mine', {})).leavingAt).toBeNull()
  })

  test('makes a former member: account, sessions, tokens and words are gone, what was said stays', async () => {
    const one = await somebody({ name: '萤火-firefly' })
    const room = await buildLounge(app, { chair: secretary, members: [one.person] })
    const behind = backstageOf(room)
    const listener = await connectMember(app, secretary)
    await listener.enter(clusterRoom)
    const live = await connectMember(app, one.person)
    const { seq } = await live.send('message.post', { room, text: 'what was said' })
    await expect.poll(async () => (await app.hub.rooms.view(behind)) !== null).toBe(true)
    await listener.send('words.change', { room: behind, add: ['返点'], drop: [], reason: 'as agreed' })
    await expect.poll(async () => (await app.hub.rooms.fresh(room))!.find('room', room)?.isScreened).toBe(true)
    await live.send('message.post', { room, text: '返点 firefly' })
    const { message: theirs } = await listener.send('message.post', { room, text: 'of another' })
    await live.send('message.report', { room, message: theirs, reason: 'not so' })
    await one.browser.send('profile.describe', {
      person: one.person,
      bio: { zh: '萤火-firefly', en: '' },
      expertise: ['萤火-firefly'],
    })
    const token = await buildToken(app, one.person)
    await noticeSettings(app.hub.store).create({ _id: one.person, mail: 'daily' } as never)
    await ask(one)
    const gone = new Promise((heard) => live.socket.once('disconnect', heard))
    await afterDays(7.1, () => app.running.departures.look())
    await gone
    expect(await stateOf(one.person)).toBe('former')
    await expect
      .poll(async () =>
        (await everyDocument(app.hub)).filter((text) => /firefly/.test(text) || text.includes(one.email)),
      )
      .toEqual([])
    await expect(one.browser.ask('me', {})).rejects.toMatchObject({ code: expect.stringMatching(/not_/) })
    await expect(openBrowser(app).signIn(one.email)).rejects.toMatchObject({ key: 'members.wrongPassword' })
    await expect(connectMember(app, one.person, { token })).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect.poll(async () => (await app.hub.rooms.fresh(room))!.find('seat', one.person)?.state).toBe('removed')
    const { messages } = await secretariat.ask('messages.page', { room })
    expect(messages.find((message) => message.seq === seq)).toMatchObject({
      text: 'what was said',
      author: one.person,
      erased: null,
    })
    await expect.poll(() => noticeSettings(app.hub.store).countDocuments({ _id: one.person })).toBe(0)
    await expect.poll(() => complaints(app.hub.store).countDocuments({ reporter: one.person })).toBe(0)
    await expectLiveEqualsFresh(app, listener, clusterRoom)
    await expectSoundStore(app.hub)
    expect(await findParked(app.hub.store)).toEqual([])
    listener.leave()
  })

  test('frees the address, for another seat', async () => {
    const one = await somebody()
    await ask(one)
    await afterDays(7.1, () => app.running.departures.look())
    const invited = {
      email: one.email,
      name: { zh: '新人', en: '', authoritative: 'zh' as const },
      title: { zh: '', en: '' },
      organisation: null,
      seats: ['delegate' as const],
      language: 'zh' as const,
    }
    await expect
      .poll(() => secretariat.send('person.invite', invited).then(({ person }) => person !== one.person))
      .toBe(true)
    const reason = 'Come back to us'
    const of = { person: one.person, reason }
    for (const deed of [
      () => secretariat.send('person.reinstate', of),
      () => secretariat.send('person.suspend', of),
      () => secretariat.send('person.seat', { ...of, seats: ['delegate'], organisation: null }),
    ]) {
      await expect(deed()).rejects.toMatchObject({ code: 'wrong_state' })
    }
    const { people } = await secretariat.ask('people.search', {})
    expect(people.some(({ id }) => id === one.person)).toBe(false)
  })

  test('needs the password, and nobody sends another away', async () => {
    const one = await somebody()
    await expect(ask(one, 'not this one')).rejects.toMatchObject({
      details: { fields: { password: 'members.passwordWrong' } },
    })
    for (const browser of [one.browser, secretariat]) {
      await expect(browser.send('person.depart', { person: one.person })).rejects.toMatchObject({ code: 'not_allowed' })
    }
    expect(await stateOf(one.person)).toBe('active')
  })

  test('is not for the last of the secretariat, not even on the day', async () => {
    await expect(secretariat.send('leave.ask', { password: goodPassword })).rejects.toMatchObject({
      key: 'members.lastSecretariat',
    })
    const second = await somebody({ seats: ['secretariat'] })
    await ask(second)
    await secretariat.send('leave.ask', { password: goodPassword })
    await afterDays(7.1, () => app.running.departures.look())
    const states = [await stateOf(second.person), await stateOf(secretary)]
    expect(states.sort()).toEqual(['active', 'former'])
  })
})
