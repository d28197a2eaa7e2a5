import { afterEach, beforeEach, expect, test } from 'vitest'
import { mails } from '#server/platform/mail.model.ts'
import { buildAccount } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { startMailServer, wordsOf } from '#server/testing/mailServer.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { usualSettings } from '#shared/notices/settings.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import { keepSettings } from './settings.model.ts'
import { noticeTurns } from './turn.model.ts'

const minute = 60_000
const hour = 60 * minute
/** Seven in the morning in Shanghai, on a day to come: the store itself forgets what is past. */
const morning = new Date('2031-05-12T07:00:00+08:00').getTime()

let at: number
let app: TestApp
let room: string
let server: Awaited<ReturnType<typeof startMailServer>>
let chair: Member
let author: Member
let reader: Member

beforeEach(async () => {
  at = morning
  server = await startMailServer()
  const env = { SMTP_URL: server.url, PUBLIC_URL: 'https://hub.example' }
  app = await startTestApp({ env, clock: { now: () => new Date(at) } })
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'] }, { name: 'Wen' }, { name: 'Lin' }])
  for (const id of ids) await buildAccount(app, id)
  room = await buildLounge(app, { access: 'invitation', chair: ids[0]!, members: ids.slice(1) })
  ;[chair, author, reader] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [Member, Member, Member]
})
afterEach(async () => {
  for (const member of [chair, author, reader]) member.leave()
  await app.stop()
  await server.stop()
})

const count = async (member: Member) => (await member.ask('notices.count', {})).unread
async function newsFor({ person }: Member): Promise<number> {
  return (await noticeTurns(app.hub.store).findById(`mail/${person}`).lean())?.news ?? 0
}
/** A message that names somebody, who is to hear of it. */
async function name(text: string, whom = reader) {
  const before = await newsFor(whom)
  const posted = await author.send('message.post', { room, text: `${text} ${mentionOf('Lin', whom.person)}` })
  await until(async () => (await newsFor(whom)) > before)
  return posted
}
/** Goes on by so much, and lets everything happen that is due then. */
async function go(ms: number) {
  at += ms
  await app.running.postOffice.round()
  const most = server.state.isSick ? 0 : 100
  await until(
    async () => (await mails(app.hub.store).countDocuments({ state: 'kept', tries: { $lte: most } })) === 0,
    40_000,
  )
}
const received = () => server.received.map(wordsOf)
const settle = (settings: object) => reader.send('notice.settle', { ...usualSettings, ...settings })

test('a daily mail comes once at the own hour with what is unread, as text and HTML, and leads there', async () => {
  const { message } = await name('<b>请看</b>')
  await go(59 * minute)
  expect(received()).toEqual([])
  await go(minute)
  expect(server.received).toHaveLength(1)
  const [words] = received()
  expect(words).toContain('Wen mentioned you in “Lounge”')
  expect(words).toContain('请看')
  expect(words).toContain(`https://hub.example/rooms/${room}?message=${message}`)
  expect(words).toContain('&lt;b&gt;')
  expect(server.received[0]).toMatch(/^To: p\d+@people\.example/m)
  expect(server.received[0]).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
  await go(24 * hour)
  expect(server.received).toHaveLength(1)
})

test('what was read meanwhile is not mailed, and no mail is empty', async () => {
  await name('read in time')
  await reader.send('notice.readAll', { upTo: at })
  await go(hour)
  const { seq } = await name('read in its room')
  await reader.send('marker.move', { room, seq, n: 99 })
  await go(24 * hour)
  expect(received()).toEqual([])
  await name('unread')
  await go(24 * hour)
  expect(received()).toHaveLength(1)
  expect(received()[0]).not.toMatch(/read in/)
})

test('what was erased, or is no longer theirs to see, is in no mail, though its mail was queued before', async () => {
  server.state.isSick = true
  const { message } = await name('secret-to-be-redacted')
  await name('stays')
  await go(hour)
  expect((await mails(app.hub.store).find().lean()).map(({ text }) => text)).toEqual([''])
  await chair.send('message.redact', { room, message, reason: 'names a person' })
  server.state.isSick = false
  await go(2 * minute)
  expect(received()[0]).toContain('stays')
  expect(received()[0]).not.toContain('secret-to-be-redacted')
  await name('for those in the room')
  server.state.isSick = true
  await go(24 * hour)
  await chair.send('seat.remove', { room, person: reader.person, reason: 'a quarrel' })
  server.state.isSick = false
  await go(2 * hour)
  const mailsTo = ({ person }: Member) => received().filter((words) => words.includes(`${person}@`))
  expect(mailsTo(reader)).toHaveLength(1)
  await go(24 * hour)
  expect(mailsTo(reader)).toHaveLength(2)
  expect(mailsTo(reader)[1]).toMatch(/removed you from “Lounge”\s+Reason: a quarrel/)
  expect(mailsTo(author)).toEqual([
    expect.stringMatching(/took out a message of yours in “Lounge”\s+Reason: names a person/),
  ])
  expect(received().join()).not.toMatch(/for those in the room|secret-to-be-redacted/)
})

test('instant and hourly mails wait for the end of quiet hours, and settings changed on the way count', async () => {
  await settle({ mail: 'instant', quiet: { from: '22:00', to: '07:30' } })
  await name('in the quiet')
  await go(29 * minute)
  expect(received()).toEqual([])
  await go(minute)
  expect(received()).toHaveLength(1)
  await settle({ mail: 'hourly' })
  await name('with the hour')
  await go(29 * minute)
  expect(received()).toHaveLength(1)
  await go(minute)
  expect(received()).toHaveLength(2)
  await name('not wanted after all')
  await settle({ mail: 'off' })
  await go(48 * hour)
  expect(received()).toHaveLength(2)
})

test('a room that is silenced tells nothing, one that is snoozed tells it later, one that is watched tells everything', async () => {
  await settle({ mail: 'instant' })
  await reader.send('room.tune', { room, level: 'none', snoozedUntil: null })
  const both = [reader, chair].map(({ person }) => mentionOf('Lin', person))
  await author.send('message.post', { room, text: `unheard ${both}` })
  await until(async () => (await newsFor(chair)) > 0)
  await reader.send('room.tune', { room, level: 'mentions', snoozedUntil: at + hour })
  await name('while snoozed')
  await go(10 * minute)
  expect(received()).toEqual([])
  await go(51 * minute)
  const mine = received().filter((words) => words.includes(`${reader.person}@`))
  expect(mine).toHaveLength(1)
  expect(mine[0]).toContain('while snoozed')
  expect(mine[0]).not.toContain('unheard')
  await reader.send('room.tune', { room, level: 'all', snoozedUntil: null })
  await author.send('message.post', { room, text: 'nobody is named' })
  await until(async () => (await count(reader)) === 2)
  expect((await reader.ask('notices.settings', {})).rooms).toEqual([{ room, level: 'all', snoozedUntil: null }])
  await expect(
    author.send('room.tune', { room: `${room}.backstage`, level: 'all', snoozedUntil: null }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('what a snooze held back is mailed in the rhythm and outside of quiet hours, however the snooze ends', async () => {
  const snooze = (until: number | null) =>
    reader.send('room.tune', { room, level: 'mentions', snoozedUntil: until === null ? null : at + until })
  await snooze(3 * hour)
  await name('with the daily mail')
  await go(hour)
  await go(3 * hour)
  expect(received()).toEqual([])
  await go(21 * hour)
  expect(received()).toHaveLength(1)

  await settle({ mail: 'instant', quiet: { from: '09:00', to: '12:00' } })
  await snooze(2 * hour)
  await name('after the quiet')
  await go(2 * minute)
  await go(2 * hour)
  expect(received()).toHaveLength(1)
  await go(2 * hour)
  expect(received()).toHaveLength(2)

  await snooze(12 * hour)
  await name('ended early')
  await go(2 * minute)
  await snooze(8_640_000_000_000_000 - at)
  await go(2 * minute)
  const turn = await noticeTurns(app.hub.store).findById(`mail/${reader.person}`).lean()
  expect(turn!.dueAt.getTime()).toBeGreaterThan(at + 24 * hour)
  await snooze(null)
  await go(2 * minute)
  expect(received()).toHaveLength(3)
  expect(received()[2]).toContain('ended early')

  await settle({ mail: 'instant', quiet: { from: '13:00', to: '15:00' } })
  await name('the post office stood still')
  await go(90 * minute)
  expect(received()).toHaveLength(3)
  await go(90 * minute)
  expect(received()).toHaveLength(4)
})

test('one click ends the mails of whom the link was for, signed out, and a made-up link those of nobody', async () => {
  await keepSettings(app.hub.store, author.person, { mail: 'hourly' })
  await name('hello')
  await go(hour)
  const link = /^List-Unsubscribe:\s+<https:\/\/hub\.example([^>]+)>/m.exec(server.received[0]!)![1]!
  const press = (path: string) =>
    fetch(app.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
  expect((await fetch(app.url + link)).status).toBe(405)
  expect((await reader.ask('notices.settings', {})).settings.mail).toBe('daily')
  expect((await press(link)).status).toBe(200)
  expect((await press(link)).status).toBe(200)
  expect((await reader.ask('notices.settings', {})).settings.mail).toBe('off')
  const forged = link.replace(/[^/.]+\./, `${Buffer.from(author.person).toString('base64url')}.`)
  expect((await press(forged)).status).toBe(404)
  expect((await author.ask('notices.settings', {})).settings.mail).toBe('hourly')
})

test('a turn that was cut short anywhere is finished by the next, and its mail goes out once', async () => {
  const { store } = app.hub
  await name('once')
  at += hour
  const turn = (await noticeTurns(store).findById(`mail/${reader.person}`).lean())!
  await app.running.postOffice.round()
  await until(() => server.received.length === 1)
  // As after a crash between the queueing of the mail and the end of the turn.
  await noticeTurns(store).updateOne({ _id: turn._id }, { $set: { number: turn.number, dueAt: new Date(at) } })
  await name('later')
  await go(minute)
  expect(server.received).toHaveLength(1)
  await go(24 * hour)
  expect(server.received).toHaveLength(2)
  expect(received()[1]).toContain('later')
})
