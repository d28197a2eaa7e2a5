import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { castAt, tokenFor } from '#server/testing/secretVoters.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { Decision, DecisionTerms } from '#shared/decisions/decision.shape.ts'
import { verifyPackage } from '#shared/decisions/verify.shape.ts'

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
async function opened(terms: Partial<DecisionTerms> & { title: string }): Promise<string> {
  const { decision } = await chair.send('decision.draft', { room, kind: 'vote', terms })
  const { seq } = await chair.send('decision.open', { room, decision })
  await chair.heard(room, seq)
  return decision
}
async function sealed(decision: string) {
  await chair.send('decision.close', { room, decision })
  await until(() => held(decision).state === 'sealed')
}
const cast = (voter: Member, decision: string, ballot: Ballot) =>
  voter.send('ballot.cast', { room, decision, round: 1, seat: voter.person, ballot })
const says = (word: 'yes' | 'no' | 'abstain'): Ballot => ({ kind: 'choice', says: word })

/** As if it had lain in a file. */
const verified = (raw: unknown, receipt?: unknown) => verifyPackage({ raw: JSON.parse(JSON.stringify(raw)), receipt })

test('a named vote: its package is sound from vote to file, and every receipt is found in it', async () => {
  const decision = await opened({ title: '预算', preset: 'simpleMajority', scrutineers: [voters[1]!.person] })
  await expect(outsider.ask('decision.package', { room, decision })).rejects.toMatchObject({
    key: 'decisions.notSealed',
  })
  const words = ['yes', 'no', 'yes', 'abstain'] as const
  const receipts = await Promise.all(words.map((word, at) => cast(voters[at]!, decision, says(word))))
  await sealed(decision)
  await chair.send('decision.declare', { room, decision })
  const pack = await outsider.ask('decision.package', { room, decision })
  for (const [at, { serial, nonce, round }] of receipts.entries()) {
    const { findings, isSound } = await verified(pack, { decision, round, serial, nonce, ballot: says(words[at]!) })
    expect(findings.filter(({ state }) => state !== 'holds')).toEqual([])
    expect(isSound).toBe(true)
  }
  expect(pack.declaration).toMatchObject({ number: expect.stringMatching(/^\d{4}-/), verdict: { outcome: 'carried' } })
  const entry = await outsider.ask('decision.package', { room, decision })
  expect(entry).toEqual(pack)
  const [{ serial, nonce, round } = receipts[0]!] = receipts
  const other = await verified(pack, { decision, round, serial, nonce, ballot: says('no') })
  expect(other.findings.at(-1)).toMatchObject({ state: 'fails', key: 'receipt' })
})

test('a ranked confidential vote: two counters find the same stages in the public and the scrutineers’ package', async () => {
  const options = ['甲', '乙', '丙'].map((text, at) => ({ id: `o${at + 1}`, text }))
  const terms = { title: '理事', method: 'scottish-stv' as const, options, seats: 2, secrecy: 'confidential' as const }
  const decision = await opened({ ...terms, scrutineers: [voters[1]!.person] })
  const orders = ['o1 o2', 'o1 o2', 'o1 o3', 'o3', 'o2 o3']
  for (const [at, order] of orders.entries()) {
    await cast(voters[at]!, decision, { kind: 'ranked', ranks: order.split(' ').map((id) => [id]) })
  }
  await sealed(decision)
  for (const kind of ['public', 'scrutineers'] as const) {
    const pack = await voters[1]!.ask('decision.package', { room, decision, kind })
    const { findings, isSound } = await verified(pack)
    expect(findings.filter(({ state }) => state !== 'holds')).toEqual([])
    expect(isSound).toBe(true)
    expect(pack.file.text).toContain('2 1 2 0')
  }
})

describe('a secret vote', () => {
  let decision: string
  let receipts: { leaf: string; receipt: string }[]
  beforeAll(async () => {
    decision = await opened({
      title: '信任',
      preset: 'simpleMajority',
      secrecy: 'secret',
      scrutineers: [voters[2]!.person],
    })
    const at = { room, decision, round: 1, key: held(decision).key! }
    const replies = []
    for (const voter of voters) replies.push(await castAt(app, at, await tokenFor(voter, at), says('yes')))
    receipts = replies.map((reply) => {
      if (!reply.ok) throw new Error(reply.error.key)
      return reply.data
    })
    await sealed(decision)
  })

  test('gives the openings to its scrutineers alone, and both packages are sound with each receipt', async () => {
    for (const other of [chair, voters[1]!, outsider]) {
      await expect(other.ask('decision.package', { room, decision, kind: 'scrutineers' })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    const open = await outsider.ask('decision.package', { room, decision })
    expect(open).toMatchObject({ tokens: 6, kind: 'public' })
    expect(JSON.stringify(open)).not.toMatch(/"(serial|nonce)"/)
    const pack = await voters[2]!.ask('decision.package', { room, decision, kind: 'scrutineers' })
    expect(pack.openings).toHaveLength(6)
    for (const each of [open, pack]) {
      for (const receipt of receipts) {
        const { findings, isSound } = await verified(each, { decision, round: 1, ...receipt })
        expect(findings.filter(({ state }) => state !== 'holds')).toEqual([])
        expect(isSound).toBe(true)
      }
    }
    expect((await verified(pack)).findings.map(({ key }) => key)).toContain('tokensSigned')
  })

  test('names nobody, in either package', async () => {
    const pack = await voters[2]!.ask('decision.package', { room, decision, kind: 'scrutineers' })
    const text = JSON.stringify(pack)
    for (const voter of voters) expect(text).not.toContain(`"${voter.person}"`)
  })
})
