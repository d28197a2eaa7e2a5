import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { ballots, findAllCasts, findSealed, sealedBallots } from '#server/decisions/ballot.model.ts'
import { appOn, sharedStore, tidy } from '#server/testing/apps.ts'
import { chance } from '#server/testing/chance.ts'
import {
  buildCluster,
  buildLounge,
  buildOrganisation,
  buildPeople,
  buildToken,
  newCid,
} from '#server/testing/factories.ts'
import { prepareHubProcess } from '#server/testing/hubProcess.ts'
import { connectMember, unwrap } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'

const random = chance()

const deed = async <C extends CommandName>(app: TestApp, person: string, name: C, input: Ask<C>): Promise<Output<C>> =>
  unwrap((await app.hub.dispatch({ name, input, actor: app.hub.actorOf(person), cid: newCid() })) as never)

const decisionOf = async (app: TestApp, room: string, decision: string) =>
  (
    unwrap(
      (await app.hub.ask({
        name: 'decision.find',
        input: { room, decision },
        actor: { personId: 'system', isActive: true, seats: ['secretariat'], scopes: ['read'] },
      })) as never,
    ) as { decision: Decision }
  ).decision

const sealed = (app: TestApp, room: string, decision: string) =>
  until(async () => (await decisionOf(app, room, decision)).state === 'sealed')

const says = (word: 'yes' | 'no') => ({ kind: 'choice' as const, says: word })
const cast = (
  app: TestApp,
  person: string,
  at: { room: string; decision: string; seat?: string },
  word: 'yes' | 'no',
) =>
  deed(app, person, 'ballot.cast', {
    room: at.room,
    decision: at.decision,
    round: 1,
    seat: at.seat ?? person,
    ballot: says(word),
  })

async function twoHubs() {
  const { uri } = await sharedStore()
  const [one, other] = [await appOn({ MONGODB_URI: uri }), await appOn({ MONGODB_URI: uri })]
  await buildCluster(one)
  return [one, other] as const
}

/** The other process learns of new people a moment later. */
const isKnown = ({ hub }: TestApp, people: readonly string[]) =>
  until(() => people.every((person) => hub.actorOf(person).isActive))

async function opened(app: TestApp, chair: string, room: string, terms: Partial<Ask<'poll.open'>['terms']> = {}) {
  return (await deed(app, chair, 'poll.open', { room, terms: { title: '年度预算', ...terms } })).decision
}

test('one person on two devices and two processes at once has one vote, whichever came first; two delegates have one between them', async () => {
  const hubs = await twoHubs()
  const organisation = await buildOrganisation(hubs[0])
  const people = await buildPeople(hubs[0], Array(4).fill({ organisation }))
  const [chair, first, second, named] = people as [string, string, string, string]
  const room = await buildLounge(hubs[0], { chair, members: [first, second, named] })
  await isKnown(hubs[1], people)
  for (let turn = 0; turn < 3; turn++) {
    const decision = await opened(hubs[0], chair, room)
    const both = await Promise.allSettled([
      cast(hubs[0], first, { room, decision }, 'yes'),
      cast(hubs[1], first, { room, decision }, 'no'),
    ])
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject([{ key: 'decisions.alreadyCast' }])
    const word = both[0]!.status === 'fulfilled' ? 'yes' : 'no'
    await deed(hubs[1], chair, 'decision.close', { room, decision })
    await sealed(hubs[0], room, decision)
    const { result } = await decisionOf(hubs[0], room, decision)
    expect(result).toMatchObject({ leaves: 1, votes: { '': { yes: 0, no: 0, [word]: 1 } } })
  }
  for (let turn = 0; turn < 3; turn++) {
    const isNamed = turn % 2 === 0
    const electorate = { seat: 'organisation' as const, ...(isNamed ? { named: { [organisation]: named } } : {}) }
    const decision = await opened(hubs[0], chair, room, { electorate })
    const at = { room, decision, seat: organisation }
    const both = await Promise.allSettled([cast(hubs[0], first, at, 'yes'), cast(hubs[1], second, at, 'yes')])
    // Whose ballot would not count has no receipt for it.
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    if (isNamed) await cast(hubs[1], named, at, 'no')
    else await expect(cast(hubs[1], named, at, 'no')).rejects.toMatchObject({ key: 'decisions.seatHasVoted' })
    await deed(hubs[0], chair, 'decision.close', { room, decision })
    await sealed(hubs[1], room, decision)
    const { result } = await decisionOf(hubs[1], room, decision)
    expect(result).toMatchObject({ leaves: 1, votes: { '': isNamed ? { yes: 0, no: 1 } : { yes: 1, no: 0 } } })
  }
})

test(`whatever is acknowledged while another process closes is counted (CHAOS_SEED=${random.seed})`, async () => {
  const hubs = await twoHubs()
  const people = await buildPeople(hubs[0], Array(8).fill({}))
  const room = await buildLounge(hubs[0], { chair: people[0]!, members: people.slice(1) })
  await isKnown(hubs[1], people)
  let refused = 0
  for (let turn = 0; turn < 15; turn++) {
    const decision = await opened(hubs[0], people[0]!, room, { secrecy: 'confidential' })
    const casts = people.map(async (person, at) => {
      await pause(random.below(8))
      return cast(hubs[at % 2]!, person, { room, decision }, 'yes').then(
        ({ serial }) => serial,
        () => null,
      )
    })
    const closing = pause(random.below(10)).then(() =>
      deed(hubs[turn % 2]!, people[0]!, 'decision.close', { room, decision }),
    )
    const [serials] = await Promise.all([Promise.all(casts), closing])
    await sealed(hubs[1]!, room, decision)
    const counted = new Set((await findSealed(hubs[0].hub.store, `${decision}:1`))!.ballots.map(({ serial }) => serial))
    refused += serials.filter((serial) => serial === null).length
    expect(serials.filter((serial) => serial !== null && !counted.has(serial))).toEqual([])
    expect((await decisionOf(hubs[0], room, decision)).result!.leaves).toBe(counted.size)
  }
  // Both sides of the race were seen.
  expect(refused).toBeGreaterThan(0)
})

/** What a seal writes, in this order: each may be the last that this process does. */
const steps = ['the ballots', 'the result', 'the erasure'] as const
test.each(steps)(
  'a hub that ends before it has written %s of a vote finishes once it is back: the same ballots, once',
  async (step) => {
    const app = await startTestApp()
    let running = app
    tidy.push(() => running.stop())
    await buildCluster(app)
    const people = await buildPeople(app, Array(5).fill({}))
    const room = await buildLounge(app, { chair: people[0]!, members: people.slice(1) })
    const decision = await opened(app, people[0]!, room, { secrecy: 'confidential' })
    for (const [at, person] of people.entries()) await cast(app, person, { room, decision }, at % 2 ? 'no' : 'yes')
    const { store } = app.hub
    const isReached = Promise.withResolvers<void>()
    const stop = () => {
      isReached.resolve()
      return new Promise<never>((_, reject) => setTimeout(() => reject(new Error('the process is gone')), 50))
    }
    const dispatch = app.hub.dispatch
    if (step === 'the ballots') vi.spyOn(sealedBallots(store).collection, 'insertOne').mockImplementation(stop)
    if (step === 'the erasure') vi.spyOn(ballots(store).collection, 'deleteMany').mockImplementation(stop)
    if (step === 'the result') {
      vi.spyOn(app.hub, 'dispatch').mockImplementation((call) =>
        call.name === 'decision.seal' ? stop() : dispatch(call),
      )
    }
    await deed(app, people[0]!, 'decision.close', { room, decision })
    await isReached.promise
    const before = await findSealed(store, `${decision}:1`)
    expect(before === null).toBe(step === 'the ballots')
    expect(await findAllCasts(store, `${decision}:1`)).toHaveLength(5)

    const after = await app.restart()
    running = after
    await until(async () => (await findAllCasts(after.hub.store, `${decision}:1`)).length === 0)
    const { result, state } = await decisionOf(after, room, decision)
    expect(state).toBe('sealed')
    expect(result).toMatchObject({ leaves: 5, votes: { '': { yes: 3, no: 2 } } })
    if (before) expect(await findSealed(after.hub.store, `${decision}:1`)).toEqual(before)
    await expectSoundStore(after.hub)
  },
)

test(`a hub that is killed again and again while people vote and the vote is sealed loses no acknowledged ballot (CHAOS_SEED=${random.seed})`, async () => {
  const laid = await startTestApp()
  await buildCluster(laid)
  const people = await buildPeople(laid, Array(6).fill({}))
  const room = await buildLounge(laid, { chair: people[0]!, members: people.slice(1) })
  const tokens = new Map<string, string>()
  for (const person of people) tokens.set(person, await buildToken(laid, person))
  const decisions: string[] = []
  for (let n = 0; n < 3; n++) decisions.push(await opened(laid, people[0]!, room, { secrecy: 'confidential' }))
  await laid.close()
  const acknowledged = new Map<string, Set<string>>(decisions.map((decision) => [decision, new Set()]))
  for (const decision of decisions) {
    const hub = await prepareHubProcess().start({ DATA_DIR: laid.folder })
    const members = await Promise.all(
      people.map((person) => connectMember(hub as unknown as TestApp, person, { token: tokens.get(person)! })),
    )
    const voting = members.map(async (member) => {
      await pause(random.below(40))
      const ballot = says('yes')
      const input = { room, decision, round: 1, seat: member.person, ballot }
      await member.send('ballot.cast', input).then(
        ({ serial }) => acknowledged.get(decision)!.add(serial),
        () => null,
      )
    })
    const closing = pause(random.below(60)).then(() => members[0]!.send('decision.close', { room, decision }))
    closing.catch(() => {})
    await pause(random.below(120))
    await hub.kill()
    for (const member of members) member.leave()
    await Promise.race([Promise.allSettled([...voting, closing]), pause(200)])
  }
  const app = await startTestApp({ folder: laid.folder })
  tidy.push(() => app.stop())
  for (const decision of decisions) {
    if ((await decisionOf(app, room, decision)).state === 'open') {
      await deed(app, people[0]!, 'decision.close', { room, decision })
    }
    await sealed(app, room, decision)
    await until(async () => (await findAllCasts(app.hub.store, `${decision}:1`)).length === 0)
    const { ballots: counted } = (await findSealed(app.hub.store, `${decision}:1`))!
    const serials = new Set(counted.map(({ serial }) => serial))
    expect(serials.size).toBe(counted.length)
    expect([...acknowledged.get(decision)!].filter((serial) => !serials.has(serial))).toEqual([])
  }
  await expectSoundStore(app.hub)
})
