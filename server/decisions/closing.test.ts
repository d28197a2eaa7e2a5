import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chance } from '#server/testing/chance.ts'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { unwrap } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { ballots, findSealed } from './ballot.model.ts'

const random = chance()
let app: TestApp
let people: string[]
let room: string

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  people = await buildPeople(app, Array(8).fill({}))
  room = await buildLounge(app, { chair: people[0]!, members: people.slice(1) })
})
afterAll(() => app.stop())

const deed = async <C extends CommandName>(person: string, name: C, input: Ask<C>): Promise<Output<C>> =>
  unwrap((await app.hub.dispatch({ name, input, actor: app.hub.actorOf(person), cid: newCid() })) as never)
const vote = (secrecy: 'named' | 'confidential', isChangeable = false) =>
  deed(people[0]!, 'poll.open', { room, terms: { title: '结束', secrecy, isChangeable } })
const sealedOf = async (decision: string) => {
  await until(async () => (await findSealed(app.hub.store, `${decision}:1`)) !== null)
  return (await findSealed(app.hub.store, `${decision}:1`))!
}
const says = (word: 'yes' | 'no') => ({ kind: 'choice' as const, says: word })
const castFor = (person: string, decision: string, rest: { nonce?: string; word?: 'yes' | 'no' } = {}) => {
  const { word = 'yes', ...given } = rest
  return deed(person, 'ballot.cast', { room, decision, round: 1, seat: person, ballot: says(word), ...given })
}
const nonceOf = () => randomBytes(32).toString('hex')

test(`what is cast while voting closes is counted and acknowledged, or neither (CHAOS_SEED=${random.seed})`, async () => {
  const seen = { counted: 0, late: 0 }
  for (let turn = 0; turn < 20; turn++) {
    const { decision } = await vote(turn % 2 ? 'named' : 'confidential')
    const casts = people.map(async (person) => {
      await pause(random.below(60))
      return castFor(person, decision).then(
        ({ serial }) => serial,
        (error: unknown) => {
          expect(error).toBeInstanceOf(Refusal)
          expect((error as Refusal).code).toBe('wrong_state')
          return null
        },
      )
    })
    const closing = pause(random.below(30)).then(() => deed(people[0]!, 'decision.close', { room, decision }))
    const [serials] = await Promise.all([Promise.all(casts), closing])
    const counted = (await sealedOf(decision)).ballots.map(({ serial }) => serial)
    const acknowledged = serials.filter((serial) => serial !== null)
    expect(acknowledged.sort()).toEqual(counted.sort())
    seen.counted += counted.length
    seen.late += people.length - counted.length
    await until(async () => (await ballots(app.hub.store).countDocuments({ of: `${decision}:1` })) === 0)
  }
  expect(seen.counted).toBeGreaterThan(0)
  expect(seen.late).toBeGreaterThan(0)
}, 120_000)

test('a ballot that is written once the seal has read is taken back, and nothing links its voter to it', async () => {
  const { decision } = await vote('confidential')
  const { store } = app.hub
  const rows = ballots(store).collection
  const insert = rows.insertOne.bind(rows)
  const isWriting = Promise.withResolvers<void>()
  const isSealed = Promise.withResolvers<void>()
  rows.insertOne = (async (row: object) => {
    isWriting.resolve()
    await isSealed.promise
    return insert(row as never)
  }) as never
  const late = castFor(people[1]!, decision)
  late.catch(() => {})
  await isWriting.promise
  await deed(people[0]!, 'decision.close', { room, decision })
  await sealedOf(decision)
  await until(async () => {
    const found = await app.hub.ask({
      name: 'decision.find',
      input: { room, decision },
      actor: app.hub.actorOf(people[0]!),
    })
    return (unwrap(found as never) as { decision: { state: string } }).decision.state === 'sealed'
  })
  isSealed.resolve()
  await expect(late).rejects.toMatchObject({ key: 'decisions.closedMeanwhile' })
  rows.insertOne = insert as never
  expect(await ballots(store).countDocuments({ of: `${decision}:1` })).toBe(0)
})

test('whoever never heard that a ballot was taken asks again after the close, and has the receipt; with other words, not', async () => {
  for (const secrecy of ['named', 'confidential'] as const) {
    const { decision } = await vote(secrecy, true)
    const nonce = nonceOf()
    await castFor(people[1]!, decision, { word: 'no' })
    const receipt = await castFor(people[1]!, decision, { nonce })
    await deed(people[0]!, 'decision.close', { room, decision })
    await sealedOf(decision)
    expect(await castFor(people[1]!, decision, { nonce })).toEqual(receipt)
    await expect(castFor(people[1]!, decision, { nonce, word: 'no' })).rejects.toMatchObject({ code: 'wrong_state' })
    await expect(castFor(people[2]!, decision, { nonce: nonceOf() })).rejects.toMatchObject({ code: 'wrong_state' })
  }
})
