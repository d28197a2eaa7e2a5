import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildOrganisation, buildPeople } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Ask } from '#shared/contract.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { ownVotes } from './ownVotes.ts'

let app: TestApp
let room: string
let organisation: string
let members: Member[]
let chair: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  organisation = await buildOrganisation(app)
  const people = await buildPeople(app, [
    {},
    { organisation },
    { organisation },
    { organisation: await buildOrganisation(app, '另一家照明') },
    {},
    {},
  ])
  room = await buildLounge(app, { chair: people[0]!, members: people.slice(1) })
  members = await Promise.all(people.map((person) => connectMember(app, person)))
  chair = members[0]!
  await chair.enter(room)
})
afterAll(async () => {
  for (const each of members) each.leave()
  await app.stop()
})

type Terms = Ask<'decision.draft'>['terms']
const find = async (decision: string) => (await chair.ask('decision.find', { room, decision })).decision
const becomes = (decision: string, state: Decision['state']) =>
  until(async () => (await find(decision)).state === state)
const says = (word: 'yes' | 'no' | 'abstain', reason?: string) => ({
  kind: 'choice' as const,
  says: word,
  ...(reason ? { reason } : {}),
})
type Ballot = Ask<'ballot.cast'>['ballot']
const cast = (member: Member, decision: string, ballot: Ballot, at: { seat?: string; round?: number } = {}) =>
  member.send('ballot.cast', { room, decision, round: at.round ?? 1, seat: at.seat ?? member.person, ballot })

async function opened(terms: Partial<Terms>, kind: 'vote' | 'election' = 'vote'): Promise<string> {
  const { decision } = await chair.send('decision.draft', { room, kind, terms: { title: '年度预算', ...terms } })
  await chair.send('decision.open', { room, decision })
  return decision
}
async function closed(decision: string): Promise<Decision> {
  await chair.send('decision.close', { room, decision })
  await becomes(decision, 'sealed')
  return find(decision)
}
const rule = (tie: 'lost' | 'chairCasts' | 'lot') => ({
  conditions: [
    { votersOf: null, base: 'yesNo' as const, says: 'yes' as const, share: { p: 1, q: 2, by: 'moreThan' as const } },
  ],
  quorum: null,
  tie,
})

test('a tie that the chair settles waits for the casting vote, and takes none where there is no tie', async () => {
  const decision = await opened({ rule: rule('chairCasts') })
  await cast(members[1]!, decision, says('yes'))
  await cast(members[2]!, decision, says('no'))
  expect((await closed(decision)).result).toMatchObject({ awaits: 'casting', verdict: { outcome: 'tied' } })
  const declare = (casting: 'yes' | 'no' | null) => chair.send('decision.declare', { room, decision, casting })
  await expect(declare(null)).rejects.toMatchObject({ key: 'decisions.castingNeeded' })
  const { number } = await declare('yes')
  expect((await find(decision)).declaration).toMatchObject({ number, casting: 'yes', verdict: { outcome: 'carried' } })
  const clear = await opened({ rule: rule('chairCasts') })
  await cast(members[1]!, clear, says('no'))
  await closed(clear)
  await expect(chair.send('decision.declare', { room, decision: clear, casting: 'yes' })).rejects.toMatchObject({
    key: 'decisions.noCasting',
  })
  expect(await chair.send('decision.declare', { room, decision: clear })).toMatchObject({ number: null })
})

test('an election that only a lot can settle waits for the dice of two scrutineers, and counts again with them', async () => {
  const options = ['甲', '乙', '丙'].map((text, at) => ({ id: `o${at + 1}`, text }))
  const scrutineers = [members[4]!.person, members[5]!.person]
  const decision = await opened({ method: 'scottish-stv', options, scrutineers }, 'election')
  await cast(members[1]!, decision, { kind: 'ranked', ranks: [['o1']] })
  await cast(members[2]!, decision, { kind: 'ranked', ranks: [['o2']] })
  const sealed = await closed(decision)
  expect(sealed.result).toMatchObject({ awaits: 'dice', count: null, elected: [] })
  await expect(chair.send('decision.declare', { room, decision })).rejects.toMatchObject({
    key: 'decisions.diceAwaited',
  })
  const thrown = (member: Member, figures: string) => member.send('decision.throw', { room, decision, thrown: figures })
  await expect(thrown(members[1]!, '1234')).rejects.toMatchObject({ code: 'not_allowed' })
  await thrown(members[4]!, '3416')
  await expect(thrown(members[4]!, '6666')).rejects.toMatchObject({ key: 'decisions.diceTwice' })
  await thrown(members[5]!, '2251')
  const { result, dice } = await find(decision)
  expect(dice.map(({ thrown: figures }) => figures)).toEqual(['3416', '2251'])
  expect(result).toMatchObject({ awaits: null, root: sealed.result!.root, count: { method: 'scottish-stv' } })
  expect(result!.elected).toHaveLength(1)
  await expect(thrown(members[5]!, '1111')).rejects.toMatchObject({ key: 'decisions.noDice' })
  expect((await chair.send('decision.declare', { room, decision })).number).toMatch(/^\d{4}-\d{3}$/)
})

test('numbers of resolutions follow each other without a hole, whatever was declared lost in between', async () => {
  const numbers = []
  for (const word of ['yes', 'no', 'yes'] as const) {
    const decision = await opened({ rule: rule('lost') })
    await cast(members[1]!, decision, says(word))
    await closed(decision)
    numbers.push((await chair.send('decision.declare', { room, decision })).number)
  }
  const { acts } = await chair.ask('room.record', { room, kind: 'vote' })
  expect(acts[0]).toMatchObject({ act: 'voteDeclared', by: chair.person, title: { zh: `${numbers[2]} · 年度预算` } })
  expect(acts.slice(1, 3).map(({ act }) => act)).toEqual(['voteClosed', 'voteOpened'])
  const [first, none, second] = numbers
  expect(none).toBeNull()
  expect(Number(second!.split('-')[1])).toBe(Number(first!.split('-')[1]) + 1)
})

test('a void round leaves nothing in the next one: its ballots count for nothing, and cannot be cast again', async () => {
  const decision = await opened({ rule: rule('lost') })
  await cast(members[1]!, decision, says('no'))
  await chair.send('decision.void', { room, decision, reason: 'the text was wrong' })
  await expect(cast(members[2]!, decision, says('no'))).rejects.toMatchObject({ key: 'decisions.notOpen' })
  expect(await chair.send('decision.open', { room, decision })).toMatchObject({ round: 2 })
  await expect(cast(members[1]!, decision, says('no'))).rejects.toMatchObject({ key: 'decisions.otherRound' })
  await cast(members[1]!, decision, says('yes'), { round: 2 })
  expect((await closed(decision)).result).toMatchObject({ leaves: 1, votes: { '': { yes: 1, no: 0 } } })
  await expectLiveEqualsFresh(app, chair, room)
})

test('a draft is changed and given up until it is opened, and never afterwards', async () => {
  const terms = { title: '年度预算', preset: 'twoThirds' as const }
  const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
  await expect(cast(members[1]!, decision, says('yes'))).rejects.toMatchObject({ code: 'not_found' })
  await chair.send('decision.change', { room, decision, terms: { ...terms, title: '修订后的预算' } })
  expect(await find(decision)).toMatchObject({
    title: '修订后的预算',
    rule: { conditions: [{ share: { p: 2, q: 3 } }] },
  })
  await chair.send('decision.open', { room, decision })
  await expect(chair.send('decision.change', { room, decision, terms })).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(chair.send('decision.discard', { room, decision })).rejects.toMatchObject({ code: 'wrong_state' })
  const { decision: other } = await chair.send('decision.draft', { room, kind: 'vote', terms })
  await chair.send('decision.discard', { room, decision: other })
  await expect(chair.send('decision.open', { room, decision: other })).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(
    chair.send('decision.draft', { room, kind: 'vote', terms: { title: 'x', method: 'irv', options: [] } }),
  ).rejects.toMatchObject({ details: { fields: { 'terms.options': 'decisions.terms.tooFewOptions' } } })
})

test('the roll is frozen at the opening: classes, weights, proxies and who is barred stand, whoever comes or goes later', async () => {
  const [, p, other, proxyGiver, drafter] = members.map(({ person }) => person)
  const decision = await opened({
    rule: { ...rule('lost'), conditions: [{ ...rule('lost').conditions[0]!, votersOf: 'P' }] },
    electorate: {
      voters: [chair.person, p!, other!, proxyGiver!, drafter!],
      classes: { [p!]: 'P', [other!]: 'P' },
      weights: { [p!]: 3 },
      mostProxies: 1,
      proxies: [{ giver: proxyGiver!, holder: chair.person }],
      barred: { [drafter!]: 'drafter' },
    },
  })
  const { roll } = await find(decision)
  expect(roll).toMatchObject({ size: 4, byClass: { P: 2, '': 2 } })
  await expect(cast(members[4]!, decision, says('yes'))).rejects.toMatchObject({ key: 'decisions.barred' })
  await expect(cast(members[1]!, decision, says('yes'), { seat: other! })).rejects.toMatchObject({
    key: 'decisions.notYourSeat',
  })
  // Whoever is removed after the opening still has the vote that the roll gives them.
  await chair.send('seat.remove', { room, person: other!, reason: 'a quarrel', mayReturn: true })
  await cast(members[2]!, decision, says('no'))
  await cast(members[1]!, decision, says('yes'))
  // By written proxy, since nobody of that seat is in the room.
  await cast(chair, decision, says('no'), { seat: proxyGiver! })
  const { digest, seats, barred } = await chair.ask('decision.roll', { room, decision })
  expect([digest, seats.length, barred]).toEqual([roll!.digest, 4, [{ person: drafter, reason: 'drafter' }]])
  expect((await closed(decision)).result).toMatchObject({
    votes: { '': { yes: 3, no: 2, entitled: 6 }, P: { yes: 3, no: 1, entitled: 4 } },
    verdict: { outcome: 'carried' },
  })
  await chair.send('seat.grant', { room, person: other!, seat: 'participant' })
})

test('delegates of one organisation have one vote between them: the last of the named one, where ballots may be changed', async () => {
  const [, one, two, foreign] = members.map(({ person }) => person)
  const decision = await opened({
    electorate: { seat: 'organisation', voters: [one!, two!, foreign!], named: { [organisation]: two! } },
    isChangeable: true,
  })
  const { mine } = await members[1]!.ask('decision.find', { room, decision })
  expect(mine.seats).toMatchObject([{ seat: organisation, isNamed: false, ballot: null }])
  await cast(members[1]!, decision, says('no'), { seat: organisation })
  await cast(members[2]!, decision, says('no'), { seat: organisation })
  await cast(members[2]!, decision, says('yes'), { seat: organisation })
  expect((await closed(decision)).result).toMatchObject({ leaves: 1, votes: { '': { yes: 1, no: 0, entitled: 2 } } })
})

test("one's own data hold named ballots for good, confidential ones until the seal, and nobody else's", async () => {
  const own = async () => {
    const votes: unknown[] = []
    for await (const vote of ownVotes(app.hub, members[3]!.person)) votes.push(vote)
    return votes.filter((vote) => [named, confidential].includes((vote as { decision: string }).decision))
  }
  const named = await opened({})
  const confidential = await opened({ secrecy: 'confidential' })
  for (const decision of [named, confidential]) {
    await cast(members[3]!, decision, says('yes'))
    await cast(members[4]!, decision, says('no'))
  }
  const vote = { round: 1, title: '年度预算', seat: members[3]!.person, content: says('yes') }
  expect(await own()).toEqual([
    { decision: named, ...vote },
    { decision: confidential, ...vote },
  ])
  for (const decision of [named, confidential]) await closed(decision)
  await until(async () => (await own()).length === 1)
  expect(await own()).toEqual([{ decision: named, ...vote }])
})

test('ballots that the vote does not allow are refused with what is wrong, and nothing is counted', async () => {
  const options = ['甲', '乙', '丙'].map((text, at) => ({ id: `o${at + 1}`, text }))
  const decision = await opened({ method: 'irv', options, allowsBlank: false }, 'election')
  const wrong: [Ballot, string][] = [
    [says('yes'), 'decisions.ballot.wrongKind'],
    [{ kind: 'blank' }, 'decisions.ballot.noBlank'],
    [{ kind: 'ranked', ranks: [['o9']] }, 'decisions.ballot.noSuchOption'],
    [{ kind: 'ranked', ranks: [['o1'], ['o1']] }, 'decisions.ballot.twice'],
    [{ kind: 'ranked', ranks: [['o1', 'o2']] }, 'decisions.ballot.equalRanks'],
  ]
  for (const [ballot, key] of wrong) {
    await expect(cast(members[1]!, decision, ballot)).rejects.toMatchObject({ details: { fields: { ballot: key } } })
  }
  expect((await closed(decision)).result).toMatchObject({ leaves: 0, count: null, elected: [], awaits: null })
  await expectSoundStore(app.hub)
})
