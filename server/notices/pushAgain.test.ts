import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { type PushService, startPushService } from '#server/testing/pushService.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import { notices } from './notice.model.ts'
import { noticeTurns } from './turn.model.ts'

let at: number
let app: TestApp
let author: Member
let reader: Member
let rooms: string[]
let good: PushService
let poor: PushService

beforeEach(async () => {
  at = new Date('2031-05-12T20:00:00+08:00').getTime()
  ;[good, poor] = await Promise.all([startPushService(), startPushService()])
  app = await startTestApp({ env: { OUTBOUND_LOOPBACK: '1' }, clock: { now: () => new Date(at) } })
  await buildCluster(app)
  const ids = await buildPeople(app, [{}, {}, { seats: ['chair'] }])
  const lounge = () => buildLounge(app, { access: 'invitation', chair: ids[2]!, members: ids })
  rooms = [await lounge(), await lounge()]
  author = await connectMember(app, ids[0]!)
  reader = await connectMember(app, ids[1]!)
})
afterEach(async () => {
  for (const member of [author, reader]) member.leave()
  await app.stop()
  for (const service of [good, poor]) service.stop()
})

const turn = () => noticeTurns(app.hub.store).findById(`push/${reader.person}`).lean()
async function name(room = rooms[0]!): Promise<void> {
  const before = (await turn())?.news ?? 0
  await author.send('message.post', { room, text: `come ${mentionOf('L', reader.person)}` })
  await until(async () => ((await turn())?.news ?? 0) > before)
}
async function go(seconds: number): Promise<void> {
  at += seconds * 1000
  await app.running.postOffice.round()
}
const waiting = () => notices(app.hub.store).countDocuments({ person: reader.person, isPushed: false })

test('a device rings once for a notice while another one of its person does not answer, until that is given up', async () => {
  const dead = { ...good.device('/dead').subscription, endpoint: 'http://127.0.0.1:1/dead' }
  await reader.send('push.subscribe', dead)
  await reader.send('push.subscribe', good.device('/phone').subscription)
  await name()
  await go(10)
  for (let round = 0; round < 4; round++) await go(60)
  expect(good.got.map(({ path }) => path)).toEqual(['/phone'])
  expect(await waiting()).toBe(1)
  await name()
  await go(10)
  await go(60)
  expect(good.got).toHaveLength(2)
  await go(3600)
  expect(await waiting()).toBe(0)
  expect((await turn())!.dueAt.getUTCFullYear()).toBe(9999)
  expect(good.got).toHaveLength(2)
})

test('the device that could not be told is told when it can be, alone', async () => {
  poor.status = 503
  await reader.send('push.subscribe', good.device('/phone').subscription)
  await reader.send('push.subscribe', poor.device('/desk').subscription)
  await name()
  await go(10)
  // A device that comes later is told only of what follows it, as where all could be told at once.
  await reader.send('push.subscribe', good.device('/new').subscription)
  await go(60)
  expect(poor.got).toHaveLength(2)
  poor.status = 201
  await go(60)
  await go(60)
  expect(poor.got).toHaveLength(3)
  expect(good.got.map(({ path }) => path)).toEqual(['/phone'])
  expect(await waiting()).toBe(0)
})

test('of several pushes a device is sent those again that did not get through', async () => {
  await reader.send('push.subscribe', poor.device('/desk').subscription)
  Object.defineProperty(poor, 'status', { get: () => (poor.got.length === 2 ? 503 : 201) })
  for (const room of rooms) await name(room)
  await go(10)
  await go(60)
  await go(60)
  const [first, failed, again, ...more] = poor.got.map(({ headers }) => headers['topic'])
  expect(first).not.toBe(failed)
  expect(again).toBe(failed)
  expect(more).toEqual([])
})
