import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPerson } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { expectSoundStore, wholeLog } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import { erasures } from './erasure.model.ts'
import { complaints } from './moderation.model.ts'

let app: TestApp
let chair: Member
let other: Member
beforeAll(async () => {
  app = await startTestApp({ env: { LEAVE_AFTER_DAYS: '0' } })
  await buildCluster(app)
  const secretary = await buildPerson(app, { seats: ['secretariat'] })
  const officer = openBrowser(app)
  await officer.signIn(await buildAccount(app, secretary))
  const { cluster } = await officer.ask('me', {})
  const { name, colour, timeZone } = cluster
  await officer.send('cluster.describe', { name, colour, timeZone, logo: 'keep', leavers: 'erase' })
  chair = await connectMember(app, secretary)
  other = await connectMember(app, await buildPerson(app, { language: 'en' }))
})
afterAll(async () => {
  for (const member of [chair, other]) member.leave()
  await app.stop()
})

async function leaves(person: string): Promise<void> {
  const browser = openBrowser(app)
  await browser.signIn(await buildAccount(app, person))
  await browser.send('leave.ask', { password: goodPassword })
  await app.running.departures.look()
  await until(async () => (await app.hub.rooms.fresh('cluster'))!.find('person', person)!.state === 'former')
}

test("a leaver's words go to the last one, some hundred in a handful of entries, and the record tells of them together", async () => {
  const person = await buildPerson(app)
  const live = await connectMember(app, person)
  const room = await buildLounge(app, { chair: chair.person, members: [person, other.person] })
  const words = Array.from({ length: 120 }, (_, n) => `ember-${n} glows`)
  await Promise.all(words.map((text) => live.send('message.post', { room, text })))
  await other.send('message.post', { room, text: 'what another said' })
  live.leave()
  await leaves(person)
  await until(async () => (await everyDocument(app.hub)).every((text) => !text.includes('ember-')))
  await until(async () => (await erasures(app.hub.store).countDocuments()) === 0)
  const log = await wholeLog(app.hub, room)
  const erasing = log.filter(({ changes }) => changes.some(({ event }) => event === 'message.redacted'))
  expect(erasing.map(({ changes }) => changes.length)).toEqual([50, 50, 20])
  const { acts } = await chair.ask('room.record', { room, kind: 'message' })
  const told = acts.map(({ act, by, count, person: whom, reason, cause }) => ({ act, by, count, whom, reason, cause }))
  const why = { reason: '', cause: { key: 'rooms.authorLeft' } }
  expect(told).toEqual([20, 50, 50].map((count) => ({ act: 'erased', by: 'system', count, whom: person, ...why })))
  const seat = (await app.hub.rooms.view(room))!.find('seat', person)
  expect(seat).toMatchObject({ state: 'removed', reason: '', cause: { key: 'rooms.memberLeft' } })
  const { messages } = await other.ask('messages.page', { room, limit: 200 })
  expect(messages.filter(({ erased }) => !erased).map(({ text }) => text)).toEqual(['what another said'])
  await expectSoundStore(app.hub)
})

test('a leaver who was named is called a former member: in notices, and when it is searched', async () => {
  const person = await buildPerson(app, { name: '萤火 Firefly' })
  const room = await buildLounge(app, { chair: chair.person, members: [person, other.person] })
  const text = `${mentionOf('萤火 Firefly', person)} and ${mentionOf('You', other.person)}, the lamp is lit`
  await chair.send('message.post', { room, text })
  const noticed = async () => JSON.stringify((await other.ask('notices.list', {})).notices)
  await until(async () => (await noticed()).includes('Firefly'))
  const found = async (text: string) => (await other.ask('messages.search', { room, text })).hits
  await until(async () => (await found('firefly')).length === 1)
  await leaves(person)
  expect(await noticed()).toContain('@Former member')
  expect(await noticed()).not.toContain('Firefly')
  expect(await found('firefly')).toEqual([])
  const [hit] = await found('lamp')
  expect(hit!.snippet.map((part) => part.text).join('')).toContain('@Former member')
})

test("a leaver's complaints lose their reasons, in the log too; those of others and the report stay", async () => {
  const person = await buildPerson(app)
  const live = await connectMember(app, person)
  const room = await buildLounge(app, { chair: chair.person, members: [person, other.person] })
  const behind = backstageOf(room)
  await until(async () => (await app.hub.rooms.view(behind)) !== null)
  const { message } = await chair.send('message.post', { room, text: 'a harsh word' })
  await live.send('message.report', { room, message, reason: 'cinders in my eye' })
  await other.send('message.report', { room, message, reason: 'rather rude' })
  live.leave()
  await leaves(person)
  await until(async () => (await complaints(app.hub.store).countDocuments({ reporter: person })) === 0)
  const report = (await app.hub.rooms.fresh(behind))!.find('report', message)!
  expect(report.complaints.map(({ reason }) => reason)).toEqual(['', 'rather rude'])
  await app.hub.rooms.erased(behind)
  expect((await everyDocument(app.hub)).filter((text) => text.includes('cinders'))).toEqual([])
  await expectSoundStore(app.hub)
})
