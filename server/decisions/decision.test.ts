import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { Message } from '#shared/rooms/message.shape.ts'

let app: TestApp
let room: string
let chair: Member
let voters: Member[]
let outsider: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two, three, four] = await buildPeople(app, [{}, {}, {}, {}])
  room = await buildLounge(app, { chair: one!, members: [two!, three!] })
  chair = await connectMember(app, one!)
  voters = [chair, await connectMember(app, two!), await connectMember(app, three!)]
  outsider = await connectMember(app, four!)
  for (const each of [...voters, outsider]) await each.enter(room)
})
afterAll(async () => {
  for (const each of [...voters, outsider]) each.leave()
  await app.stop()
})

const heldBy = ({ rooms }: Member, decision: string) => rooms.get(room)!.things.get(`decision/${decision}`) as Decision
const says = (word: 'yes' | 'no' | 'abstain') => ({ kind: 'choice' as const, says: word })
const reaches = (decision: string, state: Decision['state']) => until(() => heldBy(chair, decision)?.state === state)

test('decision.draft, open, cast, close and declare by the chair: all hear the verdict with its reasons, and the resolution has a number', async () => {
  const terms = { title: '年度预算', preset: 'simpleMajority' as const }
  await expect(voters[1]!.send('decision.draft', { room, kind: 'vote', terms })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
  const opened = await chair.send('decision.open', { room, decision })
  await outsider.heard(room, opened.seq)
  expect(heldBy(outsider, decision)).toMatchObject({ state: 'open', round: 1, roll: { size: 3, byClass: { '': 3 } } })
  const message = chair.rooms.get(room)!.things.get(`message/${opened.message}`) as Message
  expect(message).toMatchObject({ text: '年度预算', decision, author: chair.person })
  await expectLiveEqualsFresh(app, outsider, room)

  const cast = (member: Member, ballot: ReturnType<typeof says>) =>
    member.send('ballot.cast', { room, decision, round: 1, seat: member.person, ballot })
  for (const [at, word] of (['yes', 'yes', 'no'] as const).entries()) await cast(voters[at]!, says(word))
  await expect(cast(outsider, says('no'))).rejects.toMatchObject({ code: 'not_found' })
  await expect(cast(voters[1]!, says('no'))).rejects.toMatchObject({ key: 'decisions.alreadyCast' })
  const { mine, progress } = await voters[1]!.ask('decision.find', { room, decision })
  expect(mine.seats).toMatchObject([{ seat: voters[1]!.person, ballot: { content: says('yes') } }])
  expect(progress).toEqual({ round: 1, cast: 3, of: 3, byClass: {} })

  await chair.send('decision.close', { room, decision })
  await reaches(decision, 'sealed')
  const { number, seq } = await chair.send('decision.declare', { room, decision })
  expect(number).toMatch(/^\d{4}-001$/)
  await outsider.heard(room, seq)
  expect(heldBy(outsider, decision)).toMatchObject({
    state: 'declared',
    result: { votes: { '': { yes: 2, no: 1, abstain: 0, entitled: 3 } }, leaves: 3, awaits: null },
    declaration: {
      number,
      verdict: { outcome: 'carried', reasons: [{ kind: 'condition', had: 2, of: 3, needed: 2, isMet: true }] },
    },
  })
  expect((await outsider.ask('decision.ballots', { room, decision })).ballots).toHaveLength(3)
  await expectLiveEqualsFresh(app, outsider, room)
  await expectSoundStore(app.running.hub)
})

test('poll.open by whoever may write opens at once, and nobody else but those who run the room closes it', async () => {
  const options = ['周一', '周二', '周三'].map((text, at) => ({ id: `o${at + 1}`, text }))
  const terms = { title: '哪天开会？', method: 'approval' as const, options }
  await expect(outsider.send('poll.open', { room, terms })).rejects.toMatchObject({ code: 'not_allowed' })
  const { decision } = await voters[1]!.send('poll.open', { room, terms })
  const ballot = { kind: 'marked' as const, marks: { o2: 1, o3: 1 } }
  for (const member of voters) {
    await member.send('ballot.cast', { room, decision, round: 1, seat: member.person, ballot })
  }
  await expect(voters[2]!.send('decision.close', { room, decision })).rejects.toMatchObject({ code: 'not_allowed' })
  await voters[1]!.send('decision.close', { room, decision })
  await reaches(decision, 'sealed')
  expect(heldBy(chair, decision).result?.count?.stages[0]?.votes).toEqual({ 周一: '0', 周二: '3', 周三: '3' })
})

test('who has voted is not told beside figures that move, nor is so much asked that no entry could hold the answer', async () => {
  const options = Array.from({ length: 21 }, (_, at) => ({ id: `o${at + 1}`, text: `第 ${at + 1} 项` }))
  const live = { title: '温度', secrecy: 'confidential' as const, isLive: true, isChangeable: true }
  const { decision } = await chair.send('poll.open', { room, terms: live })
  const missing = chair.ask('decision.missing', { room, decision })
  await expect(missing).rejects.toMatchObject({ key: 'decisions.isSecret' })
  const terms = { title: '配对', method: 'ranked-pairs' as const, options }
  await expect(chair.send('poll.open', { room, terms })).rejects.toMatchObject({
    details: { fields: { 'terms.options': 'decisions.terms.tooManyPairs' } },
  })
})
