import { afterAll, beforeAll, expect, test } from 'vitest'
import { noticeTurns } from '#server/notices/turn.model.ts'
import { buildAccount } from '#server/testing/browser.ts'
import { buildCluster, buildPeople } from '#server/testing/factories.ts'
import { startMailServer, wordsOf } from '#server/testing/mailServer.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { type PushService, startPushService } from '#server/testing/pushService.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { usualSettings } from '#shared/notices/settings.ts'

let at = new Date('2031-05-12T10:00:00+08:00').getTime()
let app: TestApp
let service: PushService
let post: Awaited<ReturnType<typeof startMailServer>>
let room: string
let behind: string
let chair: Member
let author: Member
let reader: Member

beforeAll(async () => {
  service = await startPushService()
  post = await startMailServer()
  const env = { SMTP_URL: post.url, PUBLIC_URL: 'https://hub.example', OUTBOUND_LOOPBACK: '1' }
  app = await startTestApp({ env, clock: { now: () => new Date(at) } })
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'], name: 'Wen' }, {}, {}])
  for (const id of ids) await buildAccount(app, id)
  ;[chair, author, reader] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [Member, Member, Member]
  const title = { zh: '交流厅', en: 'Lounge', authoritative: 'zh' as const }
  const lounge = { title, topic: { zh: '', en: '' }, access: 'open' as const, seats: [], isDefault: false }
  room = (await chair.send('lounge.open', lounge)).room
  behind = `${room}.backstage`
  for (const member of [author, reader]) {
    await member.send('room.join', { room })
    await member.send('notice.settle', { ...usualSettings, mail: 'instant' })
    await member.send('push.subscribe', service.device(`/${member.person}`).subscription)
  }
  await until(() => app.running.rooms.peek(behind)?.find('room', behind) != null)
})
afterAll(async () => {
  for (const member of [chair, author, reader]) member.leave()
  await app.stop()
  service.stop()
  await post.stop()
})

const list = async (member: Member) => (await member.ask('notices.list', {})).notices
const count = async (member: Member) => (await member.ask('notices.count', {})).unread
/** Reads the room as far as it goes, and notes it on the list. */
async function readAll(member: Member): Promise<void> {
  const { sync } = await member.enter(room)
  await member.send('marker.move', { room, seq: sync.head.seq, n: 99 })
  await member.send('notice.readAll', { upTo: at })
}
/** Until both channels know of something new for them; then all that is due goes out. */
async function goOut({ person }: Member): Promise<{ mail: string; pushes: number }> {
  const { store } = app.hub
  await until(async () => (await noticeTurns(store).countDocuments({ person, news: { $gt: 0 } })) === 2)
  const [mailed, pushed] = [post.received.length, service.got.length]
  at += 120_000
  await app.running.postOffice.round()
  await until(() => post.received.length > mailed)
  const pushes = service.got.slice(pushed).filter(({ path }) => path === `/${person}`).length
  return { mail: post.received.slice(mailed).map(wordsOf).join('\n'), pushes }
}

test('what became of a report and of a held message is unread however far its room was read, and is mailed and pushed', async () => {
  const { message } = await author.send('message.post', { room, text: 'something rude' })
  await reader.send('message.report', { room, message, reason: 'rude' })
  for (let index = 0; index < 30; index++) await chair.send('message.post', { room, text: `no ${index}` })
  await chair.send('words.change', { room: behind, add: ['返点'], drop: [], reason: 'as agreed' })
  await until(async () => (await app.hub.rooms.view(room))?.find('room', room)?.isScreened === true)
  const held = await author.send('message.post', { room, text: '有多少返点？' })
  for (const member of [author, reader]) await readAll(member)
  await until(async () => (await chair.ask('backstage.desk', { room: behind })).reviews.length === 1)
  await chair.send('report.settle', { room: behind, message, outcome: 'dismissed', reason: 'it is not' })
  await chair.send('review.refuse', { room: behind, review: held.message, reason: 'not here' })
  await until(async () => (await count(reader)) === 1 && (await count(author)) === 1)
  expect((await list(reader))[0]).toMatchObject({
    kind: 'settled',
    isRead: false,
    text: 'No action · Reason: it is not',
  })
  expect((await list(author))[0]).toMatchObject({ kind: 'refused', isRead: false, text: 'Reason: not here' })
  const told = await goOut(reader)
  expect(told).toEqual({ mail: expect.stringContaining('Your report in “Lounge” was settled'), pushes: 1 })
  expect(post.received.map(wordsOf).join('\n')).toContain('was not approved')
  for (const member of [author, reader]) await readAll(member)
  expect([await count(author), await count(reader)]).toEqual([0, 0])
})

test('who is muted hears why it was lifted; of neither after a new mute but the new reason', async () => {
  const person = { room, person: author.person }
  const newest = async (kind: string) => (await list(author))[0]!.kind === kind
  // Each a second after the one before: of one moment, notices come in no order.
  await chair.send('seat.mute', { ...person, minutes: 5, reason: 'too loud' })
  await until(async () => (await count(author)) === 1)
  at += 1000
  await chair.send('seat.unmute', { ...person, reason: 'an excuse was made' })
  await until(() => newest('unmuted'))
  expect((await list(author)).slice(0, 2)).toMatchObject([
    { kind: 'unmuted', text: 'Reason: an excuse was made' },
    { kind: 'muted', text: '' },
  ])
  at += 1000
  await chair.send('seat.mute', { ...person, minutes: 5, reason: 'loud again' })
  await until(() => newest('muted'))
  expect((await list(author)).slice(0, 2)).toMatchObject([
    { kind: 'muted', text: 'Reason: loud again' },
    { kind: 'unmuted', text: '' },
  ])
})
