import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { type PushService, startPushService } from '#server/testing/pushService.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Notice } from '#shared/notices/contract.ts'
import { usualSettings } from '#shared/notices/settings.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import { pushSubscriptions } from './push.model.ts'
import { pushKeysOf, pushPayload } from './push.ts'
import { bumpTurns, endTurn, noticeTurns, takeTurn } from './turn.model.ts'

let at: number
let app: TestApp
let room: string
let author: Member
let reader: Member
let chair: Member
let service: PushService

beforeEach(async () => {
  at = new Date('2031-05-12T20:00:00+08:00').getTime()
  service = await startPushService()
  app = await startTestApp({ env: { OUTBOUND_LOOPBACK: '1' }, clock: { now: () => new Date(at) } })
  await buildCluster(app)
  const ids = await buildPeople(app, [{}, {}, { seats: ['chair'] }])
  room = await buildLounge(app, { access: 'invitation', chair: ids[2]!, members: ids })
  ;[author, reader, chair] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [Member, Member, Member]
})
afterEach(async () => {
  for (const member of [author, reader, chair]) member.leave()
  await app.stop()
  service.stop()
})

const device = (path: string) => service.device(path).subscription
const newsFor = async ({ person }: Member) =>
  (await noticeTurns(app.hub.store).findById(`push/${person}`).lean())?.news ?? 0
async function name(text: string) {
  const before = await newsFor(reader)
  const posted = await author.send('message.post', { room, text: `${text} ${mentionOf('L', reader.person)}` })
  await until(async () => (await newsFor(reader)) > before)
  return posted
}
async function go(seconds: number) {
  at += seconds * 1000
  await app.running.postOffice.round()
}

test('every device of a person is told once, encrypted, and those of nobody else', async () => {
  const phone = service.device('/phone')
  await reader.send('push.subscribe', phone.subscription)
  await reader.send('push.subscribe', device('/desk'))
  await chair.send('push.subscribe', device('/chair'))
  const { message } = await name('plain words')
  await go(10)
  expect(service.got.map(({ path }) => path).sort()).toEqual(['/desk', '/phone'])
  const { headers, body } = service.got.find(({ path }) => path === '/phone')!
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', authorization: expect.stringMatching(/^vapid t=/) })
  expect(body.length).toBeGreaterThan(100)
  expect(body.toString('latin1')).not.toMatch(/plain words|mentioned/)
  expect(phone.read(body)).toMatchObject({ body: '', address: expect.stringContaining(`message=${message}`) })
  await go(100)
  expect(service.got).toHaveLength(2)
  const { publicKey } = await reader.ask('push.key', {})
  const { privateKey } = await pushKeysOf(app.hub)
  expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65)
  expect((await everyDocument(app.hub)).join('\n')).not.toContain(privateKey)
})

test('words of a message are pushed only to whom asked for them', () => {
  const notice = { id: 'n', group: 'g', text: 'secret words', address: '/rooms/r?message=m' } as Notice
  expect(pushPayload(notice, 'Lin mentioned you', { pushText: false })).toMatchObject({
    title: 'Lin mentioned you',
    body: '',
    address: '/rooms/r?message=m',
  })
  expect(pushPayload(notice, 'Lin mentioned you', { pushText: true }).body).toBe('secret words')
})

test('what is read, erased or out of sight by then is not pushed, but that one was removed is, its reason on no locked screen', async () => {
  const phone = service.device('/phone')
  await reader.send('push.subscribe', phone.subscription)
  await name('read')
  await reader.send('notice.readAll', { upTo: at })
  const { message } = await name('erased')
  await chair.send('message.redact', { room, message, reason: 'names a person' })
  await go(10)
  await name('in a room that is left')
  await chair.send('seat.remove', { room, person: reader.person, reason: 'a quarrel' })
  await until(async () => (await reader.ask('notices.list', {})).notices[0]?.kind === 'removed')
  await go(10)
  expect(service.got.map(({ body }) => phone.read(body))).toEqual([
    {
      title: expect.stringMatching(/^Member p\d+ removed you from “Lounge”$/),
      body: '',
      tag: expect.any(String),
      address: `/rooms/${room}`,
    },
  ])
})

test('in quiet hours nothing rings, and one push tells of it when they are over', async () => {
  await reader.send('push.subscribe', device('/phone'))
  await reader.send('notice.settle', { ...usualSettings, quiet: { from: '19:00', to: '07:00' } })
  await name('one')
  await name('two')
  await go(3 * 3600)
  expect(service.got).toEqual([])
  await go(8 * 3600)
  expect(service.got).toHaveLength(1)
})

test('what a snooze held back rings once the snooze is ended early', async () => {
  await reader.send('push.subscribe', device('/phone'))
  const snooze = (snoozedUntil: number | null) => reader.send('room.tune', { room, level: 'mentions', snoozedUntil })
  await snooze(at + 3_600_000)
  await name('held back')
  await go(10)
  await go(60)
  expect(service.got).toEqual([])
  await snooze(null)
  await go(10)
  expect(service.got).toHaveLength(1)
})

test('what comes while a turn runs is told soon, however long that turn holds something back', async () => {
  const { store } = app.hub
  const due = (seconds: number) => new Date(at + seconds * 1000)
  const bump = (seconds: number) => bumpTurns(store, [{ channel: 'push', person: reader.person, dueAt: due(seconds) }])
  await bump(0)
  const turn = (await takeTurn(store, 'push', due(0)))!
  await bump(5)
  await endTurn(store, turn, { nextAt: due(3600), newsAt: due(5) })
  expect((await noticeTurns(store).findById(`push/${reader.person}`).lean())!.dueAt).toEqual(due(5))
})

test('a device that is gone is forgotten, one that cannot be reached is tried again', async () => {
  await reader.send('push.subscribe', device('/phone'))
  service.status = 503
  await name('one')
  await go(10)
  await go(30)
  expect(service.got).toHaveLength(1)
  service.status = 201
  await go(60)
  expect(service.got).toHaveLength(2)
  expect(service.got[1]!.headers['topic']).toBe(service.got[0]!.headers['topic'])
  service.status = 410
  await name('two')
  await go(10)
  expect(await pushSubscriptions(app.hub.store).countDocuments()).toBe(0)
})

test('a device belongs to whom subscribed last, ends by their word only, and leads to no inner network', async () => {
  const phone = device('/phone')
  await reader.send('push.subscribe', phone)
  await author.send('push.unsubscribe', { endpoint: phone.endpoint })
  expect(await pushSubscriptions(app.hub.store).countDocuments()).toBe(1)
  await author.send('push.subscribe', phone)
  expect(await pushSubscriptions(app.hub.store).find().lean()).toMatchObject([{ person: author.person }])
  await author.send('push.unsubscribe', { endpoint: phone.endpoint })
  expect(await pushSubscriptions(app.hub.store).countDocuments()).toBe(0)
  await expect(
    author.send('push.subscribe', { ...phone, endpoint: 'https://169.254.169.254/push' }),
  ).rejects.toMatchObject({ code: 'invalid_input' })
})
