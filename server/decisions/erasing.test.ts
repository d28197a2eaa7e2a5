import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'

let app: TestApp
let room: string
let chair: Member
let author: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two] = await buildPeople(app, [{}, {}])
  room = await buildLounge(app, { chair: one!, members: [two!] })
  chair = await connectMember(app, one!)
  author = await connectMember(app, two!)
  await chair.enter(room)
})
afterAll(async () => {
  for (const each of [chair, author]) each.leave()
  await app.stop()
})

const find = async (decision: string) => (await chair.ask('decision.find', { room, decision })).decision
const linesWith = async (text: string) => (await everyDocument(app.hub)).filter((line) => line.includes(text))
const options = (words: string[]) => words.map((text, at) => ({ id: `o${at + 1}`, text }))

test('message.delete and message.redact of a poll take its words out of log and read models, and end it', async () => {
  const terms = {
    title: '烛光问题',
    body: '烛光说明',
    method: 'plurality' as const,
    options: options(['烛光甲', '烛光乙']),
  }
  const first = await author.send('poll.open', { room, terms })
  const second = await author.send('poll.open', { room, terms })
  const ballot = { kind: 'marked' as const, marks: { o1: 1 } }
  await chair.send('ballot.cast', { room, decision: second.decision, round: 1, seat: chair.person, ballot })
  await author.send('decision.close', { room, decision: second.decision })
  await until(async () => (await find(second.decision)).state === 'sealed')
  await author.send('message.delete', { room, message: first.message })
  await chair.send('message.redact', { room, message: second.message, reason: 'not for this room' })
  await until(async () => (await find(second.decision)).isErased === true)
  expect(await find(first.decision)).toMatchObject({ state: 'void', title: '', isErased: true })
  expect(await find(second.decision)).toMatchObject({ state: 'sealed', result: { leaves: 1, count: null } })
  await until(async () => (await linesWith('烛光')).length === 0)
  await expectSoundStore(app.hub)
  await expectLiveEqualsFresh(app, chair, room)
})

test('the words of a vote stay on record, whatever becomes of the message that showed it', async () => {
  const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms: { title: '灯芯预算' } })
  const { message } = await chair.send('decision.open', { room, decision })
  await expect(chair.send('message.edit', { room, message, text: '另一题' })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const { seq } = await chair.send('message.delete', { room, message })
  await app.hub.rooms.applied(room, seq)
  expect(await find(decision)).toMatchObject({ state: 'open', title: '灯芯预算' })
})
