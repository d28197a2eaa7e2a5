import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Ask } from '#shared/contract.ts'
import { hookPosts } from './hook.model.ts'

interface Got {
  url: string
  headers: IncomingHttpHeaders
  body: string
}

let at: number
let app: TestApp
let room: string
let chair: Member
let author: Member
let receiver: Server
let got: Got[]
let answer: { status: number; body: string }

beforeEach(async () => {
  at = Date.now()
  got = []
  answer = { status: 200, body: '{"errcode":0}' }
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      got.push({ url: request.url!, headers: request.headers, body })
      response.writeHead(answer.status).end(answer.body)
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => receiver.once('listening', resolve))
  app = await startTestApp({ env: { OUTBOUND_LOOPBACK: '1' }, clock: { now: () => new Date(at) } })
  await buildCluster(app)
  const ids = await buildPeople(app, [{ seats: ['chair'], name: 'Wen' }, { name: 'Lin' }])
  room = await buildLounge(app, { chair: ids[0]!, members: ids.slice(1) })
  ;[chair, author] = (await Promise.all(ids.map((id) => connectMember(app, id)))) as [Member, Member]
  for (const member of [chair, author]) await member.enter(room)
})
afterEach(async () => {
  chair.leave()
  author.leave()
  await app.stop()
  receiver.closeAllConnections()
  receiver.close()
})

const urlOf = (path: string) => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`
const add = (given: Partial<Ask<'hook.add'>> = {}) =>
  chair.send('hook.add', {
    room,
    label: '群',
    format: 'json',
    url: urlOf('/hook?key=k-secret'),
    secret: '',
    topics: ['message'],
    ...given,
  })
const post = (text: string) => author.send('message.post', { room, text })
const rowOf = (hook: string) => hookPosts(app.hub.store).findById(hook).lean()
/** Lets come what is due in so many seconds. */
async function go(seconds: number) {
  at += seconds * 1000
  await app.running.postOffice.round()
}
async function nudged(hook: string, before = 0) {
  await until(async () => ((await rowOf(hook))?.news ?? 0) > before)
}

test('hook.add tells a program in signed JSON what is said from then on; its secret is told once', async () => {
  await post('before')
  const { hook, secret, seq } = await add()
  await author.heard(room, seq)
  const { message } = await post('a **new** lamp')
  await nudged(hook)
  await go(5)
  expect(got).toHaveLength(1)
  const { headers, body } = got[0]!
  expect(JSON.parse(body)).toMatchObject({
    delivery: headers['x-chandelier-delivery'],
    room: { id: room, title: '交流厅' },
    facts: [{ event: 'message.posted', message, text: 'a **new** lamp', person: { id: author.person, name: 'Lin' } }],
  })
  // Whoever reads this elsewhere could not follow a path, and localhost is somebody else there.
  expect(JSON.parse(body).room).not.toHaveProperty('address')
  const signed = createHmac('sha256', secret).update(`${headers['x-chandelier-timestamp']}.${body}`).digest('hex')
  expect(headers['x-chandelier-signature']).toBe(`v1=${signed}`)
  const all = (await everyDocument(app.hub)).join('\n')
  for (const hidden of [secret, 'k-secret']) {
    expect(all).not.toContain(hidden)
    expect(JSON.stringify(await chair.ask('hooks.list', { room }))).not.toContain(hidden)
  }
  await expectLiveEqualsFresh(app, author, room)
})

describe('a robot is told in its own form', () => {
  const listOf = async (format: 'wecom' | 'dingtalk' | 'feishu', secret: string) => {
    answer.body = format === 'feishu' ? '{"code":0}' : '{"errcode":0}'
    const { hook } = await add({ format, secret })
    await post('look <@all> at [this](https://x.example)')
    await nudged(hook)
    await go(5)
    return { ...got[0]!, json: JSON.parse(got[0]!.body) as Record<string, unknown> }
  }

  test('wecom: markdown, without a mark that would call everybody', async () => {
    const { json } = await listOf('wecom', '')
    expect(json).toMatchObject({ msgtype: 'markdown' })
    const { content } = json['markdown'] as { content: string }
    expect(content).toContain('**交流厅**\nLin：look ＜@all＞ at this')
    expect(content).not.toContain('<@all>')
    expect(Buffer.byteLength(content)).toBeLessThan(4096)
    expect(content).not.toMatch(/localhost|\]\(/)
  })

  test('dingtalk: markdown, with the time and its signature in the address', async () => {
    const { json, url } = await listOf('dingtalk', 'SECrobot')
    expect(json).toMatchObject({ msgtype: 'markdown', markdown: { title: '交流厅' } })
    const { searchParams } = new URL(url, 'http://x.example')
    const time = searchParams.get('timestamp')!
    expect(searchParams.get('key')).toBe('k-secret')
    expect(searchParams.get('sign')).toBe(createHmac('sha256', 'SECrobot').update(`${time}\nSECrobot`).digest('base64'))
  })

  test('feishu: text, with the time in seconds and its signature in the body', async () => {
    const { json } = await listOf('feishu', 'robot')
    expect(json).toMatchObject({ msg_type: 'text', content: { text: expect.stringContaining('Lin：look ＜@all＞') } })
    expect(json['timestamp']).toBe(String(Math.floor(at / 1000)))
    expect(json['sign']).toBe(createHmac('sha256', `${json['timestamp']}\nrobot`).update('').digest('base64'))
  })
})

test('what is redacted before it goes out is told nowhere, and a program hears that it went', async () => {
  const { hook } = await add()
  const { message } = await post('秘密')
  await chair.send('message.redact', { room, message, reason: 'names a person' })
  await nudged(hook, 1)
  await go(5)
  expect(JSON.stringify(got)).not.toContain('秘密')
  expect(JSON.parse(got[0]!.body)).toMatchObject({ facts: [{ event: 'message.redacted', message, text: '' }] })
})

test('only the topics that were chosen are told, and nothing of other rooms', async () => {
  const { hook } = await add({ topics: ['roll', 'room'] })
  const other = await buildLounge(app, { members: [author.person] })
  await author.send('message.post', { room: other, text: 'elsewhere' })
  await post('not for the robot')
  await author.send('room.leave', { room })
  await nudged(hook)
  await go(5)
  await go(5)
  const facts = got.flatMap(({ body }) => JSON.parse(body).facts as { event: string }[])
  expect(facts.map(({ event }) => event)).toEqual(['seat.left'])
})

test('a failure is tried again later with the same facts, then given up with a notice to the chairs', async () => {
  const { hook } = await add({ format: 'wecom' })
  answer = { status: 200, body: '{"errcode":93000,"errmsg":"invalid webhook url"}' }
  await post('one')
  await nudged(hook)
  await go(5)
  await post('two')
  await nudged(hook, 1)
  await go(5)
  expect(got).toHaveLength(1)
  await go(10)
  expect(got).toHaveLength(2)
  expect(got[1]!.body).toBe(got[0]!.body)
  for (let tries = 3; tries <= 10; tries++) await go(3600)
  expect(got).toHaveLength(10)
  const [listed] = (await chair.ask('hooks.list', { room })).hooks
  expect(listed).toMatchObject({ hook: { state: 'paused' }, faults: Array(5).fill({ why: 'answer', detail: '93000' }) })
  const cause = { key: 'rooms.hookFailed', values: { tries: 10 } }
  expect(listed!.hook).toMatchObject({ reason: '', cause })
  expect((await author.ask('room.record', { room })).acts[0]).toMatchObject({ act: 'hookPaused', by: 'system', cause })
  await until(async () => (await chair.ask('notices.count', {})).unread === 1)
  expect((await chair.ask('notices.list', {})).notices).toMatchObject([{ kind: 'hook', values: { label: '群' } }])
  await go(100_000)
  expect(got).toHaveLength(10)
  answer = { status: 200, body: '{"errcode":0}' }
  const { seq } = await chair.send('hook.resume', { room, hook })
  expect((await chair.ask('hooks.list', { room })).hooks[0]!.hook).not.toHaveProperty('cause')
  await until(async () => ((await rowOf(hook))?.toldUpTo ?? 0) >= seq)
  const before = (await rowOf(hook))!.news
  await post('three')
  await nudged(hook, before)
  await go(5)
  expect(got).toHaveLength(11)
  expect(got[10]!.body).toContain('three')
  expect(got[10]!.body).not.toContain('two')
})

test('hook.test says what came back', async () => {
  const { hook } = await add({ format: 'feishu' })
  answer.body = '{"code":19021}'
  expect(await chair.send('hook.test', { room, hook })).toEqual({ fault: { why: 'answer', detail: '19021' } })
  answer = { status: 500, body: '' }
  expect(await chair.send('hook.test', { room, hook })).toEqual({ fault: { why: 'status', detail: '500' } })
  answer = { status: 200, body: '{"code":0}' }
  expect(await chair.send('hook.test', { room, hook })).toEqual({ fault: null })
})

test('only those who run the room may, not behind it, and not into inner networks', async () => {
  const { hook } = await add()
  const input = { room, label: 'x', format: 'json' as const, url: urlOf('/'), secret: '', topics: ['room' as const] }
  await expect(author.send('hook.add', input)).rejects.toMatchObject({ code: 'not_allowed' })
  // What one may not ask about outside of a room's log looks as if it were not there.
  await expect(author.send('hook.test', { room, hook })).rejects.toMatchObject({ code: 'not_found' })
  for (const url of ['https://169.254.169.254/latest', 'https://10.0.0.1/', 'ftp://robot.example', 'no url']) {
    await expect(chair.send('hook.add', { ...input, url })).rejects.toMatchObject({
      details: { fields: { url: 'rooms.hookAddress' } },
    })
  }
  expect(await hookPosts(app.hub.store).countDocuments({ room })).toBe(1)
  const { seq } = await chair.send('hook.remove', { room, hook, reason: 'no longer used' })
  await chair.heard(room, seq)
  await until(async () => (await rowOf(hook)) === null)
})

test('what was being told as the hub fell is told again under the same name', async () => {
  const { hook } = await add()
  const { seq } = await post('once')
  await nudged(hook)
  await go(5)
  // As after a crash between the answer of the receiver and the note that it was told.
  await hookPosts(app.hub.store).updateOne(
    { _id: hook },
    { $set: { toldUpTo: seq - 1, tellingUpTo: seq, dueAt: new Date(at) } },
  )
  await post('meanwhile')
  await nudged(hook, 1)
  await go(1)
  expect(got.map(({ headers }) => headers['x-chandelier-delivery'])).toEqual([
    `${hook}-${seq}`,
    `${hook}-${seq}`,
    `${hook}-${seq + 1}`,
  ])
})

test('how order is kept is told to those who want it, without reasons and without what was taken out', async () => {
  const { hook } = await add({ topics: ['order'] })
  const robot = await add({ topics: ['order'], format: 'wecom' })
  const quiet = await add({ topics: ['message'] })
  const { message } = await post('a rude word')
  const words = 'told to nobody outside'
  const target = { room, person: author.person }
  await chair.send('seat.mute', { ...target, minutes: 5, reason: words })
  await chair.send('room.lock', { room, reason: words })
  await chair.send('room.unlock', { room, reason: 'as agreed' })
  await chair.send('seat.unmute', { ...target, reason: 'as agreed' })
  await chair.send('message.redact', { room, message, reason: words })
  await nudged(hook, 3)
  await nudged(robot.hook, 3)
  await nudged(quiet.hook, 1)
  await go(5)
  const bodies = got.map(({ body }) => body)
  const told = JSON.parse(bodies.find((body) => body.includes('seat.muted'))!) as { facts: { event: string }[] }
  expect(told.facts.map(({ event }) => event)).toEqual(['seat.muted', 'room.locked', 'room.unlocked', 'seat.unmuted'])
  expect(told.facts[0]).toMatchObject({ person: { id: author.person, name: 'Lin' }, text: '' })
  expect(told.facts[1]).toMatchObject({ person: { id: chair.person, name: 'Wen' } })
  expect(bodies.find((body) => body.includes('markdown'))).toContain('Lin被禁言\\nWen锁定了会场')
  expect(bodies.find((body) => body.includes('message.redacted'))).not.toContain('seat.muted')
  expect(bodies).toHaveLength(3)
  for (const body of bodies) for (const hidden of [words, 'rude']) expect(body).not.toContain(hidden)
})

test('a message that was approved is told as its author’s, not as the hub’s', async () => {
  const title = { zh: '交流厅', en: '', authoritative: 'zh' as const }
  const lounge = { title, topic: { zh: '', en: '' }, access: 'open' as const, seats: [], isDefault: false }
  room = (await chair.send('lounge.open', lounge)).room
  const behind = `${room}.backstage`
  await author.send('room.join', { room })
  await until(() => app.running.rooms.peek(behind)?.find('room', behind) != null)
  await chair.send('words.change', { room: behind, add: ['返点'], drop: [], reason: 'as agreed' })
  await until(async () => (await app.hub.rooms.view(room))?.find('room', room)?.isScreened === true)
  const { hook } = await add()
  const { message: review } = await post('有多少返点？')
  await until(async () => (await chair.ask('backstage.desk', { room: behind })).reviews.length === 1)
  await chair.send('review.approve', { room: behind, review })
  await nudged(hook)
  await go(5)
  expect(JSON.parse(got[0]!.body).facts).toMatchObject([
    { event: 'message.released', text: '有多少返点？', person: { id: author.person, name: 'Lin' } },
  ])
})
