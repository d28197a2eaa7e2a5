import { afterEach, beforeEach, expect, test } from 'vitest'
import { notices } from '#server/notices/notice.model.ts'
import { buildAccount } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { startMailServer, wordsOf } from '#server/testing/mailServer.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { type PushService, startPushService } from '#server/testing/pushService.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { askForFile, uploadFile } from '#server/testing/uploads.ts'
import { usualSettings } from '#shared/notices/settings.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import { ownMessages } from './ownMessages.ts'

let at: number
let app: TestApp
let post: Awaited<ReturnType<typeof startMailServer>>
let service: PushService
let room: string
let behind: string
let chair: Member
let author: Member
let leaver: Member

beforeEach(async () => {
  at = new Date('2031-05-12T10:00:00+08:00').getTime()
  post = await startMailServer()
  service = await startPushService()
  const env = { SMTP_URL: post.url, PUBLIC_URL: 'https://hub.example', OUTBOUND_LOOPBACK: '1' }
  app = await startTestApp({ env, clock: { now: () => new Date(at) } })
  await buildCluster(app)
  const ids = (await buildPeople(app, [{ seats: ['chair'] }, { seats: ['expert'] }, {}])) as [string, string, string]
  for (const id of ids) await buildAccount(app, id)
  room = await buildLounge(app, { chair: ids[0], members: ids.slice(1) })
  behind = backstageOf(room)
  await until(async () => (await app.hub.rooms.fresh(behind))?.find('seat', ids[0])?.state === 'seated')
  ;[chair, author, leaver] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [Member, Member, Member]
  await leaver.send('notice.settle', { ...usualSettings, mail: 'instant', pushText: true })
  await leaver.send('push.subscribe', service.device('/leaver').subscription)
})
afterEach(async () => {
  for (const member of [chair, author, leaver]) member.leave()
  await app.stop()
  service.stop()
  await post.stop()
})

const stored = (kind: string) => notices(app.hub.store).countDocuments({ person: leaver.person, kind })

/** All that may tie somebody to a room: words of theirs, a mention, a report, a held message, a wish to hear all. */
async function tied() {
  await chair.send('words.change', { room: behind, add: ['返点'], drop: [], reason: 'no prices' })
  await until(async () => (await app.hub.rooms.fresh(room))?.find('room', room)?.isScreened === true)
  await leaver.send('room.tune', { room, level: 'all', snoozedUntil: null })
  const file = await uploadFile(app, author, { room, name: 'glow.txt', bytes: Buffer.from('glow') })
  const theirs = await author.send('message.post', { room, text: 'glow with a file', files: [file.id] })
  await author.send('message.post', { room, text: `glow for ${mentionOf('You', leaver.person)}` })
  await until(async () => (await stored('mention')) === 1)
  const own = await leaver.send('message.post', { room, text: 'my own words' })
  const held = await leaver.send('message.post', { room, text: '返点' })
  await leaver.send('message.report', { room, message: theirs.message, reason: 'too bright' })
  await leaver.enter(room)
  return { file: file.id, theirs: theirs.message, own: own.message, held: held.message }
}

const inner = { zh: '内厅', en: 'Inner circle', authoritative: 'en' as const }

test.each([
  { access: 'invitation' as const, seats: [] },
  { access: 'bySeat' as const, seats: ['expert' as const] },
])('who left a room that is then narrowed ($access) learns nothing more of it', async (given) => {
  const { file, theirs, own, held } = await tied()
  await leaver.send('room.leave', { room })
  await chair.send('lounge.describe', { room, title: inner, topic: { zh: '', en: '' }, isDefault: false, ...given })
  const named = mentionOf('You', leaver.person)
  const after = await author.send('message.post', { room, text: `secret glow ${named}`, replyTo: own })
  await author.send('reaction.set', { room, message: own, emoji: '💡', isOn: true })
  await chair.send('seat.mute', { room, person: leaver.person, minutes: 5, reason: 'secret reason' })
  await chair.send('report.settle', { room: behind, message: theirs, outcome: 'dismissed', reason: 'secret reason' })
  await chair.send('review.refuse', { room: behind, review: held, reason: 'secret reason' })
  await chair.send('message.redact', { room, message: own, reason: 'secret reason' })
  await until(async () => (await stored('redacted')) === 1 && (await stored('refused')) === 1)

  expect((await leaver.ask('notices.list', {})).notices).toEqual([])
  expect((await leaver.ask('notices.count', {})).unread).toBe(0)
  at += 3_600_000
  await app.running.postOffice.round()
  expect(post.received.map(wordsOf).filter((mail) => /glow|Lounge|Inner|secret/.test(mail))).toEqual([])
  expect(service.got).toEqual([])
  expect((await leaver.ask('messages.search', { text: 'glow' })).hits).toEqual([])
  expect((await leaver.ask('rooms.list', {})).rooms.map((listed) => listed.room.id)).not.toContain(room)
  expect((await leaver.ask('rooms.common', { person: author.person })).rooms).toEqual([])
  for await (const said of ownMessages(app.hub, leaver.person)) expect(said.title).toBeNull()
  expect((await askForFile({ ...leaver, url: app.url }, file)).status).toBe(404)
  await expectClosed({ message: after.message, held })
  const heard = JSON.stringify([leaver.signals, [...(leaver.rooms.get(room)?.things.values() ?? [])]])
  // The last that a listener hears is the deed that closed the door.
  expect(heard).not.toMatch(/secret/)

  // Seated again, they find all of it: nothing above was silent for another reason.
  await chair.send('seat.grant', { room, person: leaver.person, seat: 'participant' })
  expect((await leaver.ask('notices.list', {})).notices.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['mention', 'settled', 'refused', 'redacted']),
  )
  await until(async () => (await leaver.ask('messages.search', { text: 'glow' })).hits.length === 3)
  expect((await askForFile({ ...leaver, url: app.url }, file)).status).toBe(200)
  await author.send('message.post', { room, text: `glow again ${named}` })
  await until(async () => (await stored('mention')) === 2)
  at += 3_600_000
  await app.running.postOffice.round()
  await until(() => post.received.length === 1 && service.got.length > 0)
})

test('who leaves a room that stays open is told of no message in it any more but those that name them', async () => {
  await leaver.send('room.tune', { room, level: 'all', snoozedUntil: null })
  await author.send('message.post', { room, text: 'heard' })
  await until(async () => (await stored('message')) === 1)
  await leaver.send('room.leave', { room })
  await author.send('message.post', { room, text: 'not heard' })
  await author.send('message.post', { room, text: `for ${mentionOf('You', leaver.person)}` })
  await until(async () => (await stored('mention')) === 1)
  expect(await stored('message')).toBe(1)
  await leaver.send('room.tune', { room, level: 'all', snoozedUntil: null })
  await author.send('message.post', { room, text: 'heard by wish' })
  await until(async () => (await stored('message')) === 2)
})

async function expectClosed({ message, held }: { message: string; held: string }): Promise<void> {
  const nothing = { code: 'not_found' }
  await expect(leaver.enter(room)).rejects.toMatchObject(nothing)
  const asked = [
    leaver.ask('room.roll', { room }),
    leaver.ask('room.markers', { room }),
    leaver.ask('room.standing', { room }),
    leaver.ask('room.record', { room }),
    leaver.ask('room.entries', { room }),
    leaver.ask('messages.page', { room }),
    leaver.ask('messages.find', { room, ids: message }),
    leaver.ask('messages.search', { room, text: 'glow' }),
    leaver.ask('hooks.list', { room }),
    leaver.send('room.join', { room }),
    leaver.send('room.tune', { room, level: 'all', snoozedUntil: null }),
    leaver.send('marker.move', { room, seq: 1, n: 1 }),
    leaver.send('message.post', { room, text: 'still here' }),
    leaver.send('message.report', { room, message, reason: 'too bright' }),
    leaver.send('review.withdraw', { room, review: held }),
  ]
  for (const answer of await Promise.allSettled(asked)) {
    expect(answer).toMatchObject({ status: 'rejected', reason: nothing })
  }
}
