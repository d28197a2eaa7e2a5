import { mongo } from 'mongoose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'

let app: TestApp
let room: string
let chair: Member
let author: Member
let reader: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two, three] = await buildPeople(app, [{ seats: ['chair'] }, {}, { language: 'zh' }])
  room = await buildLounge(app, { chair: one!, members: [two!, three!] })
  chair = await connectMember(app, one!)
  author = await connectMember(app, two!)
  reader = await connectMember(app, three!)
  for (const member of [chair, author, reader]) await member.enter(room)
})
afterAll(() => app.stop())

const thing = (member: Member, key: string) =>
  member.rooms.get(room)!.things.get(key) as unknown as Record<string, unknown>

test('message.post is answered with its place and heard by all in the room, byte for byte alike', async () => {
  const { message, seq } = await author.send('message.post', { room, text: '你好 **world**' })
  await Promise.all([chair, author, reader].map((member) => member.heard(room, seq)))
  expect(thing(reader, `message/${message}`)).toMatchObject({ text: '你好 **world**', author: author.person, seq })
  const [first, ...others] = [chair, author, reader].map((member) => JSON.stringify(member.rooms.get(room)!.transcript))
  for (const other of others) expect(other).toBe(first)
  await expectLiveEqualsFresh(app, reader, room)
})

test('message.post fifty times at once with one cid is one message and one answer', async () => {
  const cid = newCid()
  const before = chair.rooms.get(room)!.head.n
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => author.send('message.post', { room, text: 'once' }, cid)),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  await chair.heard(room, answers[0]!.seq)
  const { sync } = await reader.enter(room)
  expect(sync.head.n).toBe(before + 1)
})

test('a full disk is told at once, and what is sent again once there is space is posted once', async () => {
  const { db } = app.hub.store.connection
  const full = new mongo.MongoServerError({ code: 14_031, errmsg: 'no space left' })
  const spy = vi.spyOn(db!, 'command').mockRejectedValueOnce(full)
  const cid = newCid()
  const refused = author.send('message.post', { room, text: 'no room' }, cid)
  await expect(refused).rejects.toMatchObject({ code: 'unavailable', key: 'platform.diskFull' })
  spy.mockRestore()
  const { message, seq } = await author.send('message.post', { room, text: 'no room' }, cid)
  await reader.heard(room, seq)
  expect(thing(reader, `message/${message}`)).toMatchObject({ text: 'no room', seq })
})

test('a repeated cid with other content is refused as conflict', async () => {
  const cid = newCid()
  await author.send('message.post', { room, text: 'one' }, cid)
  await expect(author.send('message.post', { room, text: 'two' }, cid)).rejects.toMatchObject({ code: 'conflict' })
})

test('message.edit by its author changes the text; by somebody else it is refused', async () => {
  const { message } = await author.send('message.post', { room, text: 'tpyo' })
  await expect(reader.send('message.edit', { room, message, text: 'mine now' })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const { seq } = await author.send('message.edit', { room, message, text: 'typo' })
  await reader.heard(room, seq)
  expect(thing(reader, `message/${message}`)).toMatchObject({ text: 'typo', version: seq })
  await expectLiveEqualsFresh(app, reader, room)
})

test('reaction.set on and off is one thing per person and emoji, and writes no message', async () => {
  const { message } = await author.send('message.post', { room, text: 'like me' })
  const { n } = reader.rooms.get(room)!.head
  await reader.send('reaction.set', { room, message, emoji: '👍', isOn: true })
  const { seq } = await reader.send('reaction.set', { room, message, emoji: '👍', isOn: false })
  await reader.heard(room, seq)
  const reactions = [...reader.rooms.get(room)!.things.values()].filter(
    (item) => (item as never as { message?: string }).message === message,
  )
  expect(reactions).toMatchObject([{ isOn: false, person: reader.person }])
  expect(reader.rooms.get(room)!.head.n).toBeLessThanOrEqual(n + 1)
  await expectLiveEqualsFresh(app, reader, room)
})

const faces = Array.from({ length: 60 }, (_, n) => String.fromCodePoint(0x1f600 + n))
/** Puts many emoji on a message at once: which went on, and why others did not. */
async function putAll(member: Member, message: string, emoji: readonly string[]) {
  const outcomes = await Promise.allSettled(
    emoji.map((face) => member.send('reaction.set', { room, message, emoji: face, isOn: true })),
  )
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? outcome.reason.key : []))
  const on = emoji.filter((_, place) => outcomes[place]!.status === 'fulfilled')
  return { on, reasons: [...new Set(reasons)] }
}

test('reaction.set takes twenty emoji of one person, sent at once or not, and a taken back one makes room', async () => {
  const { message } = await author.send('message.post', { room, text: 'a wall of faces' })
  const { on, reasons } = await putAll(reader, message, faces.slice(0, 30))
  expect([on.length, reasons]).toEqual([20, ['rooms.tooManyEmoji']])
  const [first = ''] = on
  await reader.send('reaction.set', { room, message, emoji: first, isOn: true })
  await expect(reader.send('reaction.set', { room, message, emoji: '💡', isOn: true })).rejects.toMatchObject({
    code: 'wrong_state',
    key: 'rooms.tooManyEmoji',
  })
  await reader.send('reaction.set', { room, message, emoji: first, isOn: false })
  await reader.send('reaction.set', { room, message, emoji: '💡', isOn: true })
  await expectLiveEqualsFresh(app, reader, room)
})

test('a message takes fifty different emoji in all; one that is there already takes another person', async () => {
  const { message } = await author.send('message.post', { room, text: 'everybody smiles' })
  expect((await putAll(reader, message, faces.slice(0, 20))).reasons).toEqual([])
  expect((await putAll(author, message, faces.slice(20, 40))).reasons).toEqual([])
  const { on, reasons } = await putAll(chair, message, faces.slice(40, 60))
  expect([on.length, reasons]).toEqual([10, ['rooms.messageFullOfEmoji']])
  await chair.send('reaction.set', { room, message, emoji: faces[0]!, isOn: true })
  await expectLiveEqualsFresh(app, chair, room)
})

test('message.redact by the chair leaves a tombstone and takes the text out of log, page and range for good', async () => {
  const secret = 'secret-that-must-go'
  const { message, seq: first } = await author.send('message.post', { room, text: secret })
  await author.send('message.edit', { room, message, text: `${secret} still` })
  await expect(reader.send('message.redact', { room, message, reason: 'no right' })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const { seq } = await chair.send('message.redact', { room, message, reason: '含有他人隐私' })
  await reader.heard(room, seq)
  expect(thing(reader, `message/${message}`)).toMatchObject({
    text: '',
    erased: { by: chair.person, reason: '含有他人隐私' },
  })
  await app.hub.rooms.applied(room, seq)
  const { entries } = await chair.ask('room.entries', { room, after: 0, limit: 500 })
  expect(JSON.stringify(entries)).not.toContain(secret)
  const range = await reader.socket.emitWithAck('range', { room, after: first - 1, upTo: seq })
  expect(JSON.stringify(range)).not.toContain(secret)
  const page = await reader.ask('messages.page', { room })
  expect(JSON.stringify(page)).not.toContain(secret)
  await expect(author.send('message.edit', { room, message, text: 'back again' })).rejects.toMatchObject({
    code: 'wrong_state',
  })
  await expectLiveEqualsFresh(app, reader, room)
})

test('message.post in an archived room, or as observer, is refused and nobody hears anything', async () => {
  const [observer] = await buildPeople(app, [{ seats: ['observer'] }])
  const quiet = await buildLounge(app, {
    chair: chair.person,
    members: [author.person],
    roll: { [observer!]: 'observer' },
  })
  const watching = await connectMember(app, observer!)
  await watching.enter(quiet)
  await expect(watching.send('message.post', { room: quiet, text: 'may I?' })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const { seq } = await chair.send('lounge.archive', { room: quiet, reason: '会议结束' })
  await watching.heard(quiet, seq)
  await expect(author.send('message.post', { room: quiet, text: 'too late' })).rejects.toMatchObject({
    key: 'rooms.archived',
  })
  expect(watching.rooms.get(quiet)!.head.seq).toBe(seq)
  watching.leave()
})
