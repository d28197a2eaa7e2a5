import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, buildToken, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { everyDocument, settledDocuments } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { commands, queries } from '#shared/contract.ts'

let app: TestApp
let room: string
let person: string
let other: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two] = await buildPeople(app, [{ seats: ['secretariat'] }, {}])
  person = one!
  room = await buildLounge(app, { chair: person, members: [two!] })
  other = await connectMember(app, two!)
  await other.enter(room)
})
afterAll(async () => {
  other.leave()
  await app.stop()
})

const rest = async (method: string, path: string, token: string) => {
  const body = method === 'GET' ? {} : { body: '{}' }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${app.url}/api${path.replace(/\{\w+\}/g, room)}`, { method, headers, ...body })
  return response.json()
}
const outOfScope = { ok: false, error: { code: 'not_allowed', key: 'platform.tokenScope' } }

test('a token that may only read commands nothing, over sockets and REST, and shows no sign of writing', async () => {
  const token = await buildToken(app, person, ['read'])
  const before = await settledDocuments(app.hub)
  const member = await connectMember(app, person, { token })
  await member.enter(room)
  for (const [name, { http }] of Object.entries(commands)) {
    const reply = await member.socket.emitWithAck('command', { name, cid: newCid(), input: {} })
    expect({ name, reply }).toMatchObject({ name, reply: outOfScope })
    const [method = '', path = ''] = http.split(' ')
    expect({ name, reply: await rest(method, path, token) }).toMatchObject({ name, reply: outOfScope })
  }
  member.socket.emit('typing', { room })
  await member.ask('me', {})
  await other.ask('me', {})
  expect(other.signals.filter(({ name }) => name === 'typing')).toEqual([])
  expect(await everyDocument(app.hub)).toEqual(before)
  member.leave()
})

test('a token that may only write reads nothing, over sockets and REST', async () => {
  const token = await buildToken(app, person, ['write'])
  const member = await connectMember(app, person, { token })
  const { seq } = await member.send('message.post', { room, text: 'from a robot' })
  await other.heard(room, seq)
  for (const [name, { http }] of Object.entries(queries)) {
    const reply = await member.socket.emitWithAck('query', { name, input: {} })
    expect({ name, reply }).toMatchObject({ name, reply: outOfScope })
    expect({ name, reply: await rest('GET', http.slice(4), token) }).toMatchObject({ name, reply: outOfScope })
  }
  for (const [signal, ask] of [
    ['enter', { room }],
    ['range', { room, after: 0, upTo: 9 }],
    ['follow', { rooms: [room] }],
  ] as const) {
    expect(await member.socket.emitWithAck(signal, ask as never)).toMatchObject(outOfScope)
  }
  expect(member.signals).toEqual([])
  member.leave()
})

test('a token makes no token that reaches further than itself', async () => {
  const member = await connectMember(app, person, { token: await buildToken(app, person, ['write']) })
  const wider = member.send('token.create', { label: 'wider', scopes: ['read', 'write'], days: 1 })
  await expect(wider).rejects.toMatchObject({ key: 'platform.tokenScope' })
  member.leave()
})

test.each([
  ['empty', ''],
  ['of another shape', 'chl_short'],
  ['that nobody made', `chl_${'a'.repeat(43)}`],
  ['with an operator', { $ne: null }],
  ['in a list', [`chl_${'a'.repeat(43)}`]],
])('a token %s lets nobody in', async (_, token) => {
  const attempt = connectMember(app, person, { token: 'none', options: { auth: { token } } })
  await expect(attempt).rejects.toMatchObject({ code: 'not_signed_in' })
})
