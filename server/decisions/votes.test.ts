import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { findAllCasts, keepCast } from './ballot.model.ts'

const hourMs = 3_600_000
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }
let app: TestApp
let room: string
let chair: Member
let voter: Member
let late: Member

beforeAll(async () => {
  app = await startTestApp({ clock })
  await buildCluster(app)
  const people = await buildPeople(app, [{}, {}, {}])
  room = await buildLounge(app, { chair: people[0]!, members: people.slice(1) })
  ;[chair, voter, late] = (await Promise.all(people.map((person) => connectMember(app, person)))) as [
    Member,
    Member,
    Member,
  ]
  await chair.enter(room)
})
afterAll(async () => {
  for (const each of [chair, voter, late]) each.leave()
  await app.stop()
})

const stateOf = async (decision: string) => (await chair.ask('decision.find', { room, decision })).decision.state
const cast = (member: Member, decision: string) =>
  member.send('ballot.cast', {
    room,
    decision,
    round: 1,
    seat: member.person,
    ballot: { kind: 'choice', says: 'yes' },
  })

async function opened(given: { closesAt?: number | null; closesEarly?: boolean }) {
  const terms = { title: '年度预算', preset: 'simpleMajority' as const, ...given }
  const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
  await chair.send('decision.open', { room, decision })
  return decision
}
const noticesOf = async (member: Member, kind: string) => {
  const { notices } = await member.ask('notices.list', {})
  return notices.filter((notice) => notice.kind === kind)
}

test('a vote with a closing time takes no ballot after it, even before anybody has closed it, and closes by itself', async () => {
  const decision = await opened({ closesAt: clock.now().getTime() + hourMs })
  await cast(voter, decision)
  const { closesAt } = (await chair.ask('decision.find', { room, decision })).decision
  await chair.send('decision.extend', { room, decision, closesAt: closesAt! + hourMs, reason: 'more time is needed' })
  aheadMs += hourMs + 60_000
  await app.running.votes.look()
  expect(await stateOf(decision)).toBe('open')
  aheadMs += hourMs
  await expect(cast(late, decision)).rejects.toMatchObject({ key: 'decisions.notOpen' })
  await app.running.votes.look()
  await until(async () => (await stateOf(decision)) === 'sealed')
  const { result } = (await chair.ask('decision.find', { room, decision })).decision
  expect(result?.votes?.['']).toMatchObject({ yes: 1, no: 0, entitled: 3 })
})

test('who has not voted is told as the vote opens, by whoever leads it, and once before it closes; who has is not', async () => {
  const decision = await opened({ closesAt: clock.now().getTime() + 10 * hourMs })
  await until(async () => (await noticesOf(late, 'ballot')).length === 1)
  expect(await noticesOf(chair, 'ballot')).toEqual([])
  await cast(voter, decision)
  await expect(late.send('decision.remind', { room, decision })).rejects.toMatchObject({ code: 'not_found' })
  expect(await chair.send('decision.remind', { room, decision })).toEqual({ people: 2 })
  await expect(chair.send('decision.remind', { room, decision })).rejects.toMatchObject({ code: 'too_many_requests' })
  expect(await noticesOf(late, 'ballotDue')).toHaveLength(1)
  aheadMs += 9.5 * hourMs
  for (let look = 0; look < 2; look++) await app.running.votes.look()
  expect(await noticesOf(late, 'ballotDue')).toHaveLength(2)
  expect(await noticesOf(voter, 'ballotDue')).toEqual([])
  const { seats } = await chair.ask('decision.missing', { room, decision })
  expect(seats.map(({ id }) => id)).toEqual([chair.person, late.person].sort())
  await expect(voter.ask('decision.missing', { room, decision })).rejects.toMatchObject({ code: 'not_found' })
  await cast(late, decision)
  expect(await noticesOf(late, 'ballotDue')).toEqual([])
})

test('a vote that closes early does so with the last ballot', async () => {
  const decision = await opened({ closesEarly: true })
  for (const member of [voter, late]) await cast(member, decision)
  expect(await stateOf(decision)).toBe('open')
  await cast(chair, decision)
  await until(async () => (await stateOf(decision)) === 'sealed')
})

test('how far a vote has come is told in the room, never with what was voted unless the vote shows it', async () => {
  const signals = () =>
    chair.signals
      .filter(({ name }) => name === 'decision.progress')
      .map(({ payload }) => payload as { decision: string })
  const hidden = await opened({})
  await cast(voter, hidden)
  await until(() => signals().some(({ decision }) => decision === hidden))
  expect(signals().find(({ decision }) => decision === hidden)).toEqual({
    room,
    decision: hidden,
    round: 1,
    cast: 1,
    of: 3,
    byClass: {},
  })
  const terms = { title: '周几开会', isLive: true }
  const { decision: live } = await chair.send('poll.open', { room, terms })
  await cast(voter, live)
  await until(() => signals().some(({ decision }) => decision === live))
  expect(signals().find(({ decision }) => decision === live)).toMatchObject({ cast: 1, tally: { yes: 1 } })
})

test('links of a void round that a broken store kept are erased later, and not those of the round that followed', async () => {
  const terms = { title: '年度预算', secrecy: 'confidential' as const }
  const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
  await chair.send('decision.open', { room, decision })
  await cast(voter, decision)
  const [row] = await findAllCasts(app.hub.store, `${decision}:1`)
  await chair.send('decision.void', { room, decision, reason: 'the text was wrong' })
  await until(async () => (await findAllCasts(app.hub.store, `${decision}:1`)).length === 0)
  await chair.send('decision.open', { room, decision })
  for (const of of [`${decision}:1`, `${decision}:2`]) {
    await keepCast(app.hub.store, { of, seat: row!.seat, voterClass: null }, () => ({
      casts: row!.casts,
      own: row!.casts[0]!,
    }))
  }
  aheadMs += hourMs
  await app.running.votes.look()
  expect(await findAllCasts(app.hub.store, `${decision}:1`)).toEqual([])
  expect(await findAllCasts(app.hub.store, `${decision}:2`)).toHaveLength(1)
})
