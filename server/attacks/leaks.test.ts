import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#server/platform/log.ts'
import { buildAccount, goodPassword, openBrowser } from '#server/testing/browser.ts'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'

let app: TestApp
let room: string
let chair: Member
let author: Member
let reader: Member
const lines: string[] = []

beforeAll(async () => {
  const log = createLog({ logLevel: 'trace', isProduction: true }, { write: (line: string) => lines.push(line) })
  app = await startTestApp({ log })
  await buildCluster(app)
  const [one, two, three] = await buildPeople(app, [{ seats: ['secretariat', 'chair'] }, {}, {}])
  room = await buildLounge(app, { chair: one!, members: [two!, three!] })
  chair = await connectMember(app, one!)
  author = await connectMember(app, two!)
  reader = await connectMember(app, three!)
  for (const member of [chair, author, reader]) await member.enter(room)
})
afterAll(async () => {
  for (const member of [chair, author, reader]) member.leave()
  await app.stop()
})

/** All that a member can be told of a room, over the socket and over REST. */
async function everythingTold(member: Member): Promise<string> {
  const { socket } = member
  const told: unknown[] = [
    await socket.emitWithAck('range', { room, after: 0, upTo: 500 }),
    await socket.emitWithAck('enter', { room }),
    await socket.emitWithAck('query', { name: 'room.entries', input: { room, limit: 500 } }),
    await socket.emitWithAck('query', { name: 'messages.page', input: { room, limit: 200 } }),
    await socket.emitWithAck('query', { name: 'rooms.list', input: {} }),
  ]
  const { messages } = await member.ask('messages.page', { room, limit: 200 })
  told.push(await member.ask('messages.find', { room, ids: messages.map(({ id }) => id).join() }))
  for (const path of [`/rooms/${room}/messages`, `/rooms/${room}/log?limit=500`, '/rooms']) {
    const response = await fetch(`${app.url}/api${path}`, { headers: { authorization: `Bearer ${member.token}` } })
    told.push(await response.text())
  }
  return JSON.stringify(told)
}

describe('a text that was erased', () => {
  test.each([
    ['redacted by the chair', 'redact'],
    ['deleted by its author', 'delete'],
  ] as const)('%s is in no answer from the moment it is gone, and in no document of the database', async (_, way) => {
    const words = [`${way}-posted-蜡烛`, `${way}-edited-蜡烛`, `${way}-edited-again-蜡烛`]
    const { message, seq: first } = await author.send('message.post', { room, text: words[0]! })
    await author.send('message.edit', { room, message, text: words[1]! })
    await author.send('message.post', { room, text: 'an answer', replyTo: message })
    await author.send('message.edit', { room, message, text: words[2]! })
    const before = await reader.socket.emitWithAck('range', { room, after: first - 2, upTo: first - 1 })
    expect(JSON.stringify(await everyDocument(app.hub))).toContain(words[2])
    const { seq } =
      way === 'redact'
        ? await chair.send('message.redact', { room, message, reason: 'names a person' })
        : await author.send('message.delete', { room, message })
    // Asked at once, before what was erased may have been erased everywhere.
    const asked = await Promise.all([
      reader.socket.emitWithAck('range', { room, after: first - 1, upTo: seq }),
      reader.socket.emitWithAck('query', { name: 'room.entries', input: { room, limit: 500 } }),
      reader.socket.emitWithAck('query', { name: 'messages.page', input: { room } }),
      reader.socket.emitWithAck('query', { name: 'messages.search', input: { text: '蜡烛' } }),
      reader.socket.emitWithAck('query', { name: 'messages.search', input: { text: way, room } }),
      before.ok && tailFrom(reader, before.data.entries.at(-1)!),
    ])
    for (const word of words) expect(JSON.stringify(asked)).not.toContain(word)
    await reader.heard(room, seq)
    await app.hub.rooms.applied(room, seq)
    const told = await everythingTold(reader)
    const stored = (await everyDocument(app.hub)).join('\n')
    for (const word of words) {
      expect(told).not.toContain(word)
      expect(stored).not.toContain(word)
    }
    await expectSoundStore(app.hub)
  })
})

const tailFrom = (member: Member, { seq, hash }: { seq: number; hash: string }) =>
  member.socket.emitWithAck('enter', { room, seq, hash })

test('nothing secret is stored as it is: passwords, tokens, and links that let somebody in', async () => {
  const email = await buildAccount(app, author.person)
  const browser = openBrowser(app)
  await browser.signIn(email)
  const name = { zh: '新人', en: '', authoritative: 'zh' as const }
  const { link } = await chair.send('person.invite', {
    email: 'newcomer@people.example',
    name,
    title: { zh: '', en: '' },
    organisation: null,
    seats: ['observer'],
    language: 'zh',
  })
  const made = await chair.send('token.create', { label: 'robot', scopes: ['read'], days: 3 })
  const log = (await everyDocument(app.hub)).filter((document) => document.startsWith('log ')).join('\n')
  const all = (await everyDocument(app.hub)).join('\n')
  for (const secret of [goodPassword, made.secret, author.token, chair.token]) expect(all).not.toContain(secret)
  expect(log).not.toContain(link.split('/').at(-1))
  expect(log).not.toContain('newcomer@people.example')
  expect(log).not.toContain(email)
})

test('the hub logs neither what people write nor what lets them in, at the finest level', async () => {
  const words = { text: 'a-very-private-remark', reason: 'a-private-reason', password: 'a wrong password 123' }
  const email = `${author.person}@people.example`
  const token = await buildToken(app, author.person)
  const { message } = await author.send('message.post', { room, text: words.text })
  await chair.send('message.redact', { room, message, reason: words.reason })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  await fetch(`${app.url}/api/rooms/${room}/messages?text=${words.text}`, { headers })
  await fetch(`${app.url}/api/rooms/${room}/messages`, { method: 'POST', headers, body: `{"text":"${words.text}` })
  await fetch(`${app.url}/api/people?text=${words.text}`, { headers })
  const browser = openBrowser(app)
  await browser.post('/auth/sign-in/email', { email, password: words.password })
  await browser.post('/auth/request-password-reset', { email })
  await browser.signIn(email)
  await browser.ask('me', {})
  await browser.fetch('GET', '/invitations/an-invitation-token-of-somebody')
  expect(lines.length).toBeGreaterThan(5)
  const logged = lines.join('\n')
  const cookies = [...browser.cookies.values()].map((value) => decodeURIComponent(value).split('.')[0]!)
  const secrets = [...Object.values(words), goodPassword, token, author.token, email, 'an-invitation-token-of-somebody']
  for (const secret of [...secrets, ...cookies]) expect(logged).not.toContain(secret)
})

test('a refusal tells nothing of the inside', async () => {
  const replies = [
    await author.socket.emitWithAck('command', { name: 'message.post', cid: 'x', input: { room } }),
    await author.socket.emitWithAck('query', { name: 'nothing', input: null }),
  ]
  const pages = await Promise.all(
    [
      '/api/nothing',
      '/api/rooms/%E0%A4%A',
      '/nothing.json',
      '/api/auth/error',
      '/api/auth/list-sessions',
      '/.git/config',
    ].map(async (path) => (await fetch(`${app.url}${path}`)).text()),
  )
  const told = JSON.stringify([replies, pages])
  expect(told).not.toMatch(/node_modules|\.ts:|at async|zod|mongo|better-auth|express/i)
})
