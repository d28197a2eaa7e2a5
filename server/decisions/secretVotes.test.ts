import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { blinded, castAt, postBallot, type SecretRound, tokenFor, tokenOf } from '#server/testing/secretVoters.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Decision, DecisionTerms } from '#shared/decisions/decision.shape.ts'
import { leafOf } from '#shared/decisions/leaves.ts'
import { isReceipt, receiptKey } from './receipts.ts'
import { countSecretBallots, findRoundKey } from './secret.model.ts'

let app: TestApp
let room: string
let chair: Member
let voters: Member[]
let outsider: Member

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const people = await buildPeople(app, Array(7).fill({}))
  room = await buildLounge(app, { chair: people[0]!, members: people.slice(1, 6) })
  voters = await Promise.all(people.slice(0, 6).map((person) => connectMember(app, person)))
  chair = voters[0]!
  outsider = await connectMember(app, people[6]!)
  await chair.enter(room)
})
afterAll(async () => {
  for (const each of [...voters, outsider]) each.leave()
  await app.stop()
})

const held = (decision: string) => chair.rooms.get(room)!.things.get(`decision/${decision}`) as Decision
const says = (word: 'yes' | 'no' | 'abstain') => ({ kind: 'choice' as const, says: word })

async function opened(given: Partial<DecisionTerms> = {}): Promise<SecretRound> {
  const terms = { title: '理事会信任表决', secrecy: 'secret' as const, preset: 'simpleMajority' as const, ...given }
  const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
  return reopened(decision)
}
async function reopened(decision: string): Promise<SecretRound> {
  const { round, seq } = await chair.send('decision.open', { room, decision })
  await chair.heard(room, seq)
  return { room, decision, round, key: held(decision).key! }
}
async function closed({ decision }: SecretRound, state: Decision['state'] = 'sealed') {
  await chair.send('decision.close', { room, decision })
  await until(() => held(decision).state === state)
  return held(decision)
}

test('a secret vote: tokens are fetched by name, ballots come without one, and the result counts every receipt', async () => {
  const at = await opened()
  expect(at.key).toMatch(/^MIIB/)
  const tokens = await Promise.all(voters.map((voter) => tokenFor(voter, at)))
  const words = ['yes', 'yes', 'no', 'yes', 'abstain', 'yes'] as const
  expect((await chair.ask('decision.find', { room, decision: at.decision })).progress).toMatchObject({
    cast: 0,
    issued: 6,
  })
  const receipts = await Promise.all(tokens.map((token, index) => castAt(app, at, token, says(words[index]!))))
  for (const [index, reply] of receipts.entries()) {
    const leaf = leafOf({ ...tokens[index]!, ballot: says(words[index]!) })
    expect(reply).toEqual({ ok: true, data: { leaf, receipt: expect.stringMatching(/^[\da-f]{128}$/) } })
    const { decision, round } = at
    if (reply.ok)
      expect(isReceipt(receiptKey(app.hub.config), { decision, round, leaf }, reply.data.receipt)).toBe(true)
  }
  const { progress, mine } = await chair.ask('decision.find', { room, decision: at.decision })
  expect([progress?.cast, progress?.of, mine.seats[0]?.ballot]).toEqual([6, 6, null])
  const { result } = await closed(at)
  expect(result).toMatchObject({ votes: { '': { yes: 4, no: 1, abstain: 1, entitled: 6 } }, leaves: 6 })
  expect(result?.turnout).toEqual([{ voterClass: null, cast: 6, present: 6, entitled: 6 }])
  await until(async () => (await findRoundKey(app.hub.store, `${at.decision}:1`))?.privateKey === null)
})

describe('a token', () => {
  test('is signed once for a seat: the same again gets the same answer, another is refused', async () => {
    const at = await opened()
    const [, voter] = voters
    const { key: _, ...place } = at
    const [one, other] = [await blinded(at), await blinded(at)]
    const ask = (made: typeof one) =>
      voter!.send('ballot.token', { ...place, seat: voter!.person, blinded: made.blinded })
    const first = await ask(one)
    expect(await ask(one)).toEqual(first)
    await expect(ask(other)).rejects.toMatchObject({ code: 'conflict', key: 'decisions.tokenElsewhere' })
    const both = await Promise.allSettled([ask(other), ask(one)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  test('of two asked for at once only one is signed', async () => {
    const at = await opened()
    const [, , voter] = voters
    const made = await Promise.all(Array.from({ length: 5 }, () => blinded(at)))
    const asked = made.map((one) =>
      voter!.send('ballot.token', { room, decision: at.decision, round: 1, seat: voter!.person, blinded: one.blinded }),
    )
    const signed = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled')
    expect(signed).toHaveLength(1)
  })

  test('is for those on the roll and their own seat alone, and for secret votes', async () => {
    const at = await opened({ electorate: electorate({ barred: { [voters[5]!.person]: 'recused' } }) })
    await expect(tokenFor(outsider, at)).rejects.toMatchObject({ code: 'not_found' })
    await expect(tokenFor(voters[5]!, at)).rejects.toMatchObject({ key: 'decisions.notYourSeat' })
    await expect(tokenFor(voters[1]!, at, voters[2]!.person)).rejects.toMatchObject({ key: 'decisions.notYourSeat' })
    const named = await chair.send('poll.open', { room, terms: { title: '公开表决' } })
    await expect(tokenFor(voters[1]!, { ...at, decision: named.decision })).rejects.toMatchObject({
      key: 'decisions.notSecret',
    })
    await expect(
      chair.send('ballot.token', {
        room,
        decision: at.decision,
        round: 1,
        seat: chair.person,
        blinded: 'f'.repeat(512),
      }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('is not signed before the vote, nor after it', async () => {
    const terms = { title: '无记名', secrecy: 'secret' as const }
    const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
    const at = await opened()
    await expect(tokenFor(voters[1]!, { ...at, decision })).rejects.toMatchObject({
      code: expect.stringMatching(/not_found|wrong_state/),
    })
    await closed(at, 'void')
    await expect(tokenFor(voters[1]!, at)).rejects.toMatchObject({ key: 'decisions.notOpen' })
  })
})

describe('a ballot', () => {
  test('that is sent again gets the same receipt, another with the same token is refused, also in parallel', async () => {
    const at = await opened()
    const token = await tokenFor(voters[1]!, at)
    const replies = await Promise.all([
      ...Array.from({ length: 4 }, () => castAt(app, at, token, says('yes'))),
      ...Array.from({ length: 4 }, () => castAt(app, at, token, says('no'))),
    ])
    const taken = replies.filter(({ ok }) => ok)
    expect(taken).toHaveLength(4)
    expect(new Set(taken.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(replies.filter((reply) => !reply.ok && reply.error.key === 'decisions.tokenUsed')).toHaveLength(4)
    const other = { ...token, nonce: 'ab'.repeat(32) }
    expect(await castAt(app, at, other, says('yes'))).toMatchObject({ error: { code: 'conflict' } })
    expect((await chair.ask('decision.find', { room, decision: at.decision })).progress?.cast).toBe(1)
  })

  test.each([
    ['without a token', { signature: '00'.repeat(256) }, 'decisions.tokenFalse'],
    ['with a serial of its own', { serial: 'ab'.repeat(32) }, 'decisions.tokenFalse'],
    ['of another kind', { ballot: { kind: 'marked', marks: { o1: 1 } } }, 'decisions.ballot.wrongKind'],
    ['with a field that nobody knows', { voter: 'lin' }, 'platform.checkInput'],
    ['with an operator', { serial: { $ne: null } }, 'platform.checkInput'],
    ['for a decision that is none', { decision: 'no-such-decision' }, 'platform.notFound'],
    ['for a later round', { round: 2 }, 'platform.notFound'],
  ])('%s is refused, and nothing is stored', async (_, spoiled, key) => {
    const at = await opened()
    const token = await tokenFor(voters[1]!, at)
    const whole = { decision: at.decision, round: 1, ...token, ballot: says('yes') }
    const reply = await postBallot(app, { ...whole, ...spoiled })
    expect(reply).toMatchObject({ ok: false, error: { key } })
    expect((await chair.ask('decision.find', { room, decision: at.decision })).progress?.cast).toBe(0)
  })

  test('of another decision or another round is none of this one', async () => {
    const [at, other] = [await opened(), await opened()]
    const token = await tokenFor(voters[1]!, at)
    expect(await castAt(app, other, token, says('yes'))).toMatchObject({ error: { key: 'decisions.tokenFalse' } })
    await chair.send('decision.void', { room, decision: at.decision, reason: '题目写错了' })
    const again = await reopened(at.decision)
    expect([again.round, again.key === at.key]).toEqual([2, false])
    expect(await castAt(app, again, token, says('yes'))).toMatchObject({ error: { key: 'decisions.tokenFalse' } })
    expect(await castAt(app, at, token, says('yes'))).toMatchObject({ error: { key: 'decisions.closedBefore' } })
  })

  test('that comes late is refused; one that was in time gets its receipt also after the seal', async () => {
    const at = await opened()
    const tokens = await Promise.all(voters.map((voter) => tokenFor(voter, at)))
    const first = await castAt(app, at, tokens[0]!, says('no'))
    for (const token of tokens.slice(1, 5)) await castAt(app, at, token, says('yes'))
    const { result } = await closed(at)
    expect(result?.leaves).toBe(5)
    expect(await castAt(app, at, tokens[0]!, says('no'))).toEqual(first)
    expect(await castAt(app, at, tokens[0]!, says('yes'))).toMatchObject({ error: { key: 'decisions.closedBefore' } })
    expect(await castAt(app, at, tokens[5]!, says('no'))).toMatchObject({ error: { key: 'decisions.closedBefore' } })
  })

  test('cast by name is refused in a secret vote', async () => {
    const at = await opened()
    const cast = { room, decision: at.decision, round: 1, seat: chair.person, ballot: says('yes') }
    await expect(chair.send('ballot.cast', cast)).rejects.toMatchObject({ key: 'decisions.castSecretly' })
  })
})

test('with fewer than five ballots there is no result: the round is void, and nothing of them is left', async () => {
  const at = await opened()
  const tokens = await Promise.all(voters.slice(0, 4).map((voter) => tokenFor(voter, at)))
  for (const token of tokens) await castAt(app, at, token, says('yes'))
  const decision = await closed(at, 'void')
  expect(decision).toMatchObject({ result: null, cause: { key: 'decisions.tooFewBallots', values: { fewest: 5 } } })
  await until(async () => (await countSecretBallots(app.hub.store, `${at.decision}:1`)) === 0)
  expect((await findRoundKey(app.hub.store, `${at.decision}:1`))?.privateKey).toBeNull()
  const again = await reopened(at.decision)
  expect([again.round, held(at.decision).cause]).toEqual([2, undefined])
})

test.each([
  ['with a live tally', { isLive: true }],
  ['that can be changed', { isChangeable: true }],
  ['with weights', { electorate: electorate({ weights: { a: 2 } }) }],
  ['with classes', { electorate: electorate({ classes: { a: 'P' } }) }],
])('a secret vote %s cannot be drafted', async (_, terms) => {
  await expect(opened(terms)).rejects.toMatchObject({ code: 'invalid_input' })
})

test('fewer than five who may vote cannot vote in secret', async () => {
  const four = voters.slice(0, 4).map(({ person }) => person)
  await expect(opened({ electorate: electorate({ voters: four }) })).rejects.toMatchObject({
    key: 'decisions.rollTooSmall',
  })
})

test('a receipt that somebody made up is none', () => {
  const key = receiptKey(app.hub.config)
  const leaf = 'ab'.repeat(32)
  expect(isReceipt(key, { decision: 'd', round: 1, leaf }, '00'.repeat(64))).toBe(false)
  expect(isReceipt(key, { decision: 'd', round: 1, leaf }, 'short')).toBe(false)
})

function electorate(given: Partial<DecisionTerms['electorate']>): DecisionTerms['electorate'] {
  return { seat: 'person', voters: 'members', mostProxies: 0, proxies: [], barred: {}, ...given }
}

test('a signed serial is worth nothing under another key', async () => {
  const [at, other] = [await opened(), await opened()]
  const made = await blinded(at)
  const { signature } = await voters[1]!.send('ballot.token', {
    room,
    decision: other.decision,
    round: 1,
    seat: voters[1]!.person,
    blinded: made.blinded,
  })
  await expect(tokenOf(at, made, signature)).rejects.toThrow('invalid signature')
})
