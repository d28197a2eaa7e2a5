import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { notices } from '#server/notices/notice.model.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import { asHub } from './asHub.ts'
import { roomNoticeReactions } from './notice.reactions.ts'

let app: TestApp
let room: string
let chair: Member
let author: Member
let reader: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
})
afterAll(() => app.stop())

beforeEach(async () => {
  const ids = await buildPeople(app, [{ seats: ['chair'] }, {}, {}])
  room = await buildLounge(app, { access: 'invitation', chair: ids[0]!, members: ids.slice(1) })
  ;[chair, author, reader] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [Member, Member, Member]
  for (const member of [chair, author, reader]) await member.enter(room)
})

const at = ({ person }: Member) => mentionOf('Name', person)
/** Whatever was written: as the reader would call them now. */
const called = ({ person }: Member) => `@Member ${person}`
const list = async (member: Member) => (await member.ask('notices.list', {})).notices
const count = async (member: Member) => (await member.ask('notices.count', {})).unread
const counts = (member: Member, wanted: number) => until(async () => (await count(member)) === wanted)

test('message.post that names somebody tells them once, and neither its author nor those who are not named', async () => {
  const text = `**看这里** ${at(reader)} ${at(reader)} ${at(author)}`
  const { message } = await author.send('message.post', { room, text })
  await counts(reader, 1)
  expect(await list(reader)).toMatchObject([
    {
      kind: 'mention',
      room,
      people: [author.person],
      address: `/rooms/${room}?message=${message}`,
      text: expect.stringContaining(`看这里 ${called(reader)}`),
      isRead: false,
    },
  ])
  expect(reader.signals).toContainEqual({ name: 'hint', payload: { board: 'notices' } })
  expect([await list(author), await list(chair)]).toEqual([[], []])
  await author.send('message.edit', { room, message, text: `${at(reader)} ${at(chair)}` })
  await counts(chair, 1)
  expect(await count(reader)).toBe(1)
})

test('an answer tells whom it answers, and only once where it names them too', async () => {
  const { message } = await author.send('message.post', { room, text: 'a question' })
  await reader.send('message.post', { room, text: 'an answer', replyTo: message })
  await reader.send('message.post', { room, text: `another ${at(author)}`, replyTo: message })
  await counts(author, 2)
  expect((await list(author)).map(({ kind, text }) => [kind, text])).toEqual([
    ['mention', `another ${called(author)}`],
    ['reply', 'an answer'],
  ])
})

test('reactions to a message are one line that names who gave them, and go when they are taken back', async () => {
  const { message } = await author.send('message.post', { room, text: 'a new lamp' })
  await reader.send('reaction.set', { room, message, emoji: '👍', isOn: true })
  await chair.send('reaction.set', { room, message, emoji: '🎉', isOn: true })
  await author.send('reaction.set', { room, message, emoji: '🎉', isOn: true })
  await until(async () => (await list(author))[0]?.people.length === 2)
  expect(await list(author)).toMatchObject([
    { kind: 'reaction', people: [chair.person, reader.person], text: 'a new lamp', values: { emoji: '🎉 👍' } },
  ])
  await chair.send('reaction.set', { room, message, emoji: '🎉', isOn: false })
  await until(async () => (await list(author))[0]?.people.length === 1)
  await reader.send('reaction.set', { room, message, emoji: '👍', isOn: false })
  await counts(author, 0)
})

test('a seat given by somebody else is told to who got it', async () => {
  const [newcomer] = await buildPeople(app, [{}])
  await chair.send('seat.grant', { room, person: newcomer!, seat: 'participant' })
  const member = await connectMember(app, newcomer!)
  await counts(member, 1)
  expect(await list(member)).toMatchObject([{ kind: 'seat', people: [chair.person], address: `/rooms/${room}` }])
  expect(await count(reader)).toBe(0)
})

test('another seat is told as a change of seat, and the same seat again is not told', async () => {
  const [moved] = await buildPeople(app, [{}])
  const lounge = await buildLounge(app, { chair: chair.person, members: [moved!] })
  const member = await connectMember(app, moved!)
  await chair.send('seat.grant', { room: lounge, person: moved!, seat: 'participant' })
  await chair.send('seat.grant', { room: lounge, person: moved!, seat: 'observer', reason: 'only listening now' })
  await counts(member, 1)
  expect(await list(member)).toMatchObject([{ kind: 'reseated', values: { seatZh: '观察员', seatEn: 'Observer' } }])
})

test('what is read on one device is read on the other: by the notice, or by the room itself', async () => {
  const phone = await connectMember(app, reader.person, { token: reader.token })
  const hints = () => phone.signals.filter(({ name }) => name === 'hint').length
  await author.send('message.post', { room, text: `one ${at(reader)}` })
  await counts(phone, 1)
  const before = hints()
  const [notice] = await list(reader)
  expect(await reader.send('notice.read', { ids: notice!.ids })).toEqual({ unread: 0 })
  await until(() => hints() > before)
  expect([await count(phone), (await list(phone))[0]!.isRead]).toEqual([0, true])

  const { seq } = await author.send('message.post', { room, text: `two ${at(reader)}` })
  await counts(phone, 1)
  await reader.send('marker.move', { room, seq, n: 99 })
  expect(await count(phone)).toBe(0)
  expect((await list(phone)).map(({ isRead }) => isRead)).toEqual([true])
  phone.leave()
})

test('notice.readAll reads what there was, and nobody reads the notices of somebody else', async () => {
  await author.send('message.post', { room, text: `one ${at(reader)} ${at(chair)}` })
  await Promise.all([counts(reader, 1), counts(chair, 1)])
  const [notice] = await list(reader)
  await chair.send('notice.read', { ids: notice!.ids })
  expect(await count(reader)).toBe(1)
  await reader.send('notice.readAll', { upTo: notice!.at - 1 })
  expect(await count(reader)).toBe(1)
  await reader.send('notice.readAll', { upTo: notice!.at })
  expect([await count(reader), await count(chair)]).toEqual([0, 1])
})

test('notices come in pages, each once', async () => {
  const posted = await Promise.all(
    Array.from({ length: 70 }, (_, index) => author.send('message.post', { room, text: `no ${index}` })),
  )
  for (const { message } of posted) await reader.send('reaction.set', { room, message, emoji: '👍', isOn: true })
  await counts(author, 70)
  const first = await author.ask('notices.list', {})
  const second = await author.ask('notices.list', { before: first.older! })
  const ids = [...first.notices, ...second.notices].map(({ id }) => id)
  expect(first.notices).toHaveLength(60)
  expect(new Set(ids).size).toBe(70)
  expect(second.older).toBeNull()
})

const isTakenBack = async (subject: string) =>
  (await notices(app.hub.store).countDocuments({ subject, kind: 'mention', isGone: false })) === 0

test.each([
  ['redacted', (message: string) => chair.send('message.redact', { room, message, reason: 'names a person' })],
  ['deleted', (message: string) => author.send('message.delete', { room, message })],
])('a message that is %s takes its notices along, from the moment it is gone', async (_, erase) => {
  const { message } = await author.send('message.post', { room, text: `秘密 ${at(reader)}` })
  await counts(reader, 1)
  await erase(message)
  const told = await reader.ask('notices.list', {})
  expect(JSON.stringify(told)).not.toContain('秘密')
  expect(told).toMatchObject({ notices: [], unread: 0 })
  await until(() => isTakenBack(message))
})

test('whoever is removed from a room, or named in one that is not theirs, is told nothing of what is said there', async () => {
  const [stranger] = await buildPeople(app, [{}])
  const outside = await connectMember(app, stranger!)
  await author.send('message.post', { room, text: `${mentionOf('S', stranger!)} ${at(reader)}` })
  await counts(reader, 1)
  expect(await list(outside)).toEqual([])
  await chair.send('seat.remove', { room, person: reader.person, reason: 'a quarrel' })
  expect(JSON.stringify(await list(reader))).not.toContain('mention')
  await until(async () => (await list(reader)).length === 1)
  expect((await notices(app.hub.store).find({ person: reader.person }).lean()).map(({ kind }) => kind)).toEqual([
    'removed',
  ])
})

test('whoever is removed is told from where and why, whatever they wanted to hear of the room, until they are back', async () => {
  await reader.send('room.tune', { room, level: 'none', snoozedUntil: null })
  await chair.send('seat.remove', { room, person: reader.person, reason: 'a quarrel' })
  await counts(reader, 1)
  expect(await list(reader)).toMatchObject([
    {
      kind: 'removed',
      roomTitle: { en: expect.any(String) },
      people: [chair.person],
      text: 'Reason: a quarrel',
      address: `/rooms/${room}`,
      isRead: false,
    },
  ])
  await chair.send('seat.grant', { room, person: reader.person, seat: 'participant' })
  await until(async () => (await list(reader)).every(({ kind }) => kind !== 'removed'))
})

test('whoever is removed until they come back is told why, and no more once they were back', async () => {
  const lounge = await buildLounge(app, { access: 'open', chair: chair.person, members: [reader.person] })
  const inLounge = { room: lounge, person: reader.person }
  await chair.send('seat.remove', { ...inLounge, reason: 'calm down', mayReturn: true })
  await counts(reader, 1)
  expect(await list(reader)).toMatchObject([{ kind: 'removed', text: 'Reason: calm down' }])
  await reader.send('room.join', { room: lounge })
  await chair.send('seat.grant', { ...inLounge, seat: 'observer', reason: 'listening only' })
  await reader.send('room.leave', { room: lounge })
  expect((await list(reader)).map(({ kind }) => kind)).not.toContain('removed')
})

test('whoever wrote a message that is taken out is told why, in their language, also once they are removed', async () => {
  const ids = await buildPeople(app, [{ language: 'zh' }])
  const lounge = {
    room: await buildLounge(app, { access: 'invitation', chair: chair.person, members: [...ids, reader.person] }),
  }
  const writer = await connectMember(app, ids[0]!)
  const { message } = await writer.send('message.post', { ...lounge, text: `秘密 ${at(reader)}` })
  await writer.send('room.tune', { ...lounge, level: 'none', snoozedUntil: null })
  await chair.send('message.redact', { ...lounge, message, reason: 'names a\ncustomer' })
  const { seq } = await chair.send('message.post', { ...lounge, text: 'go on' })
  await writer.send('marker.move', { ...lounge, seq, n: 99 })
  await counts(writer, 1)
  const told = { kind: 'redacted', people: [chair.person], text: '理由：names a customer', isRead: false }
  expect(await list(writer)).toMatchObject([{ ...told, address: `/rooms/${lounge.room}?message=${message}` }])
  await until(() => isTakenBack(message))
  expect(await list(reader)).toEqual([])
  await chair.send('seat.remove', { ...lounge, person: writer.person, reason: 'a quarrel' })
  await until(async () => (await list(writer)).length === 2)
  expect((await list(writer)).map(({ text }) => text)).toEqual(['理由：a quarrel', '理由：names a customer'])
})

test('nobody is told of what they did to themselves, nor of what the hub does by a rule', async () => {
  const mine = await chair.send('message.post', { room, text: 'a slip' })
  await chair.send('message.redact', { room, message: mine.message, reason: 'my own slip' })
  const old = await author.send('message.post', { room, text: 'long ago' })
  await asHub(app.hub, 'messages.erase', { room, messages: [old.message], cause: 'retention' }, 'by-a-rule')
  await asHub(app.hub, 'seat.remove', { room, person: author.person, reason: 'a rule', mayReturn: false }, 'rule-2')
  await chair.send('message.redact', {
    room,
    message: (await reader.send('message.post', { room, text: 'the last' })).message,
    reason: 'names a person',
  })
  await counts(reader, 1)
  expect(await notices(app.hub.store).countDocuments({ room, person: { $ne: reader.person } })).toBe(0)
})

test('a reaction that runs again for the same event tells nobody again', async () => {
  const { message, seq } = await author.send('message.post', { room, text: `once ${at(reader)}` })
  await counts(reader, 1)
  const [notice] = await list(reader)
  await reader.send('notice.read', { ids: notice!.ids })
  const view = await app.hub.rooms.view(room)
  const item = view!.find('message', message)!
  const [tellOfMessage] = roomNoticeReactions
  const ask = { hub: app.hub, room, seq, by: author.person, cid: 'again', change: { event: 'message.posted', item } }
  await tellOfMessage!.run(ask)
  expect([await count(reader), (await list(reader)).length]).toEqual([0, 1])
})

test('a snoozed room is told in the list without being counted, until the snooze ends', async () => {
  const tune = (snoozedUntil: number | null) => reader.send('room.tune', { room, level: 'mentions', snoozedUntil })
  await tune(Date.now() + 3_600_000)
  await author.send('message.post', { room, text: `later ${at(reader)}` })
  await until(async () => (await list(reader)).length === 1)
  expect((await list(reader))[0]).toMatchObject({ isRead: false })
  expect(await count(reader)).toBe(0)
  await tune(null)
  expect(await count(reader)).toBe(1)
})
