import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { everyDocument, settledDocuments } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { plainRules } from '#shared/rooms/moderation.ts'

let app: TestApp
let chair: Member
let stranger: Member
let removed: Member
/** Rooms that the stranger may not know of. */
let hidden: string[]
let own: string
let message: string

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two, three] = await buildPeople(app, [{ seats: ['chair'] }, {}, {}])
  own = await buildLounge(app, { chair: one!, members: [two!] })
  const secret = await buildLounge(app, { chair: one!, access: 'invitation' })
  const expert = await buildLounge(app, { chair: one!, access: 'bySeat', seats: ['expert'] })
  const left = await buildLounge(app, { chair: one!, members: [three!] })
  chair = await connectMember(app, one!)
  stranger = await connectMember(app, two!)
  removed = await connectMember(app, three!)
  message = (await chair.send('message.post', { room: secret, text: 'among us' })).message
  await chair.send('seat.remove', { room: left, person: three!, reason: 'no more' })
  const behind = `${secret}.backstage`
  await until(() => app.running.rooms.peek(behind) !== null)
  hidden = [secret, expert, behind]
})
afterAll(async () => {
  for (const member of [chair, stranger, removed]) member.leave()
  await app.stop()
})

const title = { zh: '灯', en: '', authoritative: 'zh' }
const described = { title, topic: { zh: '', en: '' }, access: 'open', seats: [], isDefault: false }
const commandsIn = (room: string): [string, object][] => [
  ['lounge.describe', { room, ...described }],
  ['lounge.archive', { room, reason: 'closing it' }],
  ['lounge.reopen', { room, reason: 'opening it' }],
  ['room.join', { room }],
  ['room.leave', { room }],
  ['seat.grant', { room, person: stranger.person, seat: 'chair' }],
  ['seat.remove', { room, person: chair.person, reason: 'a coup' }],
  ['message.post', { room, text: 'hello?' }],
  ['message.post', { room, text: 'an answer', replyTo: message }],
  ['message.edit', { room, message, text: 'mine' }],
  ['message.delete', { room, message }],
  ['message.redact', { room, message, reason: 'not liked' }],
  ['reaction.set', { room, message, emoji: '💡', isOn: true }],
  ['marker.move', { room, seq: 1, n: 1 }],
  ['room.lock', { room, reason: 'be quiet' }],
  ['room.unlock', { room, reason: 'as agreed' }],
  ['room.rule', { room, rules: plainRules, reason: 'mine now' }],
  ['seat.mute', { room, person: chair.person, minutes: 5, reason: 'a coup' }],
  ['seat.unmute', { room, person: chair.person, reason: 'as agreed' }],
  ['message.report', { room, message, reason: 'is it there?' }],
  ['report.close', { room, message }],
  ['report.settle', { room, message, outcome: 'dismissed', reason: 'not so' }],
  ['words.change', { room, add: ['word'], drop: [], reason: 'as agreed' }],
  ['review.approve', { room, review: message }],
  ['review.refuse', { room, review: message, reason: 'not so' }],
  ['review.withdraw', { room, review: message }],
]
const queriesIn = (room: string): [string, object][] => [
  ['room.roll', { room }],
  ['room.markers', { room }],
  ['messages.page', { room }],
  ['messages.page', { room, around: 1 }],
  ['messages.find', { room, ids: message }],
  ['room.entries', { room }],
  ['room.record', { room }],
  ['room.standing', { room }],
  ['backstage.desk', { room }],
]
const restIn = (room: string): [string, string, object | null][] => [
  ['GET', `/rooms/${room}/messages`, null],
  ['GET', `/rooms/${room}/roll?atLeast=${room}:1`, null],
  ['GET', `/rooms/${room}/log`, null],
  ['POST', `/rooms/${room}/messages`, { text: 'hello?' }],
  ['POST', `/rooms/${room}/join`, {}],
  ['PUT', `/rooms/${room}/marker`, { seq: 1, n: 1 }],
  ['PUT', `/rooms/${room}/seats/${stranger.person}`, { seat: 'chair' }],
]
const missing = 'nothing-of-the-kind'

/** Everything that can be asked about a room, answered; the room's own id is left out of the answers. */
async function answersAbout(room: string, member: Member): Promise<unknown[]> {
  const answers: unknown[] = []
  const { socket } = member
  for (const [name, input] of commandsIn(room)) {
    answers.push([name, await socket.emitWithAck('command', { name, cid: newCid(), input })])
  }
  for (const [name, input] of queriesIn(room)) answers.push([name, await socket.emitWithAck('query', { name, input })])
  answers.push(await socket.emitWithAck('enter', { room }))
  answers.push(await socket.emitWithAck('enter', { room, seq: 1, hash: 'f'.repeat(64) }))
  answers.push(await socket.emitWithAck('range', { room, after: 0, upTo: 9 }))
  answers.push(await socket.emitWithAck('follow', { rooms: [room] }))
  answers.push(await socket.emitWithAck('query', { name: 'people.search', input: { atLeast: `${room}:1` } }))
  for (const [method, path, body] of restIn(room)) answers.push([method, await rest(method, path, body, member.token)])
  return withoutId(answers, room)
}

const withoutId = (answers: unknown[], room: string): unknown[] =>
  JSON.parse(JSON.stringify(answers).replaceAll(room, 'ROOM'))

async function rest(method: string, path: string, body: object | null, token: string | null): Promise<unknown[]> {
  const response = await fetch(`${app.url}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return [response.status, [...response.headers.keys()].sort(), await response.json()]
}

describe('a room that one may not enter', () => {
  test('answers to everything like one that does not exist, and nothing happens in it', async () => {
    const nobody = await answersAbout(missing, stranger)
    expect(JSON.stringify(nobody)).toContain('not_found')
    const before = await settledDocuments(app.hub)
    for (const room of hidden) expect(await answersAbout(room, stranger)).toEqual(nobody)
    expect(await everyDocument(app.hub)).toEqual(before)
    expect(await answersAbout(hidden[0]!, removed)).toEqual(await answersAbout(missing, removed))
  })

  test('answers to a visitor like one that does not exist', async () => {
    const about = (room: string) =>
      Promise.all(restIn(room).map(([method, path, body]) => rest(method, path, body, null)))
    const nobody = withoutId(await about(missing), missing)
    for (const room of [...hidden, own, 'cluster']) {
      expect(withoutId(await about(room), room)).toEqual(nobody)
    }
  })

  test('is in no list, and its members are not told as present, typing or reading', async () => {
    const heard = stranger.signals.length
    await chair.enter(hidden[0]!)
    chair.socket.emit('typing', { room: hidden[0]! })
    await stranger.socket.emitWithAck('follow', { rooms: hidden })
    const { seq } = await chair.send('message.post', { room: hidden[0]!, text: 'still among us' })
    await chair.send('marker.move', { room: hidden[0]!, seq, n: 2 })
    await until(() => chair.signals.some(({ name }) => name === 'presence'))
    const { rooms } = await stranger.ask('rooms.list', { atLeast: `${hidden[0]!}:${seq}` })
    expect(rooms.map(({ room }) => room.id)).toEqual(expect.not.arrayContaining(hidden))
    for (const id of hidden) expect(JSON.stringify(stranger.signals.slice(heard))).not.toContain(id)
  })
})

test('a message of another room is not found by its id, in any command or query', async () => {
  const { socket } = stranger
  for (const [name, input] of commandsIn(own).filter(([, input]) => 'message' in input || 'replyTo' in input)) {
    const reply = await socket.emitWithAck('command', { name, cid: newCid(), input })
    expect({ name, reply }).toMatchObject({ name, reply: { ok: false, error: { code: 'not_found' } } })
  }
  expect(await stranger.ask('messages.find', { room: own, ids: message })).toEqual({ messages: [] })
})

test('names inside the hub are no rooms', async () => {
  const names = [
    `person:${chair.person}`,
    `session:${chair.person}`,
    `room:${hidden[0]}`,
    `head:${hidden[0]}`,
    chair.token,
    chair.socket.id!,
    chair.person,
    '',
    '..',
    `${own}/../${hidden[0]}`,
    `${own}\u0000`,
  ]
  for (const room of names) {
    for (const reply of [
      await stranger.socket.emitWithAck('enter', { room }),
      await stranger.socket.emitWithAck('range', { room, after: 0, upTo: 9 }),
      await stranger.socket.emitWithAck('query', { name: 'messages.page', input: { room } }),
    ]) {
      expect({ room, ok: reply.ok }).toEqual({ room, ok: false })
    }
    stranger.socket.emit('typing', { room })
  }
  const live = app.io.sockets.sockets.get(stranger.socket.id!)!
  expect([...live.rooms].filter((name) => /^(room|head):/.test(name))).toEqual([])
})

test("a marker is one's own: nobody moves another's, nor beyond the head", async () => {
  const { seq, n } = await stranger.send('marker.move', { room: own, seq: 999_999, n: 999_999 })
  expect({ seq, n }).toEqual({ seq: app.running.rooms.peek(own)!.head.seq, n: app.running.rooms.peek(own)!.head.n })
  const forged = { room: own, seq: 1, n: 1, person: chair.person }
  const reply = await stranger.socket.emitWithAck('command', { name: 'marker.move', cid: newCid(), input: forged })
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
  const { markers } = await stranger.ask('room.markers', { room: own })
  expect(markers.map(({ person }) => person)).toEqual([stranger.person])
})

test('tokens, mails and people of others are out of reach', async () => {
  const { tokens } = await chair.ask('tokens.mine', {})
  const attempts: [string, object, string][] = [
    ['token.revoke', { token: tokens[0]!.id }, 'not_found'],
    [
      'person.describe',
      { person: chair.person, profile: { name: title, title: { zh: '', en: '' }, language: 'zh', timeZone: 'UTC' } },
      'not_allowed',
    ],
    [
      'person.seat',
      { person: stranger.person, seats: ['secretariat'], organisation: null, reason: 'I want it' },
      'not_allowed',
    ],
    ['person.suspend', { person: chair.person, reason: 'a coup' }, 'not_allowed'],
    ['backstage.open', { frontRoom: own, title, chair: stranger.person }, 'not_allowed'],
    ['lounge.open', described, 'not_allowed'],
  ]
  for (const [name, input, code] of attempts) {
    const reply = await stranger.socket.emitWithAck('command', { name, cid: newCid(), input })
    expect({ name, reply }).toMatchObject({ name, reply: { ok: false, error: { code } } })
  }
  await expect(stranger.ask('mails.list', {})).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(chair.ask('tokens.mine', {})).resolves.toEqual({ tokens })
})
