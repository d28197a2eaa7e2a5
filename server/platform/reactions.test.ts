import { expect, test, vi } from 'vitest'
import { appOn, post, tidy, wholeLog } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { appendEntries } from './entry.model.ts'
import { change } from './handler.ts'
import { findCursors, gatherCursors, moveCursors, reactionCursors, rememberReaction } from './reactionCursor.model.ts'
import { type Reaction, Reactor } from './reactions.ts'
import { markPending, roomStates } from './roomState.model.ts'
import { sealEntry } from './seal.ts'

test('whoever opens a lounge gets the room behind it, once, and who runs it sits there', async () => {
  const app = await appOn()
  await buildCluster(app)
  const [chair, deputy] = await buildPeople(app, [{ seats: ['chair'] }, {}])
  const input = {
    title: { zh: '新厅', en: '', authoritative: 'zh' },
    topic: { zh: '', en: '' },
    access: 'open',
    seats: [],
    isDefault: false,
  }
  const opened = await app.hub.dispatch({ name: 'lounge.open', input, actor: app.hub.actorOf(chair!), cid: newCid() })
  const { room } = (opened as { data: { room: string } }).data
  const behind = `${room}.backstage`
  await until(async () => (await app.hub.rooms.view(behind)) !== null)
  const grant = {
    name: 'seat.grant',
    input: { room, person: deputy!, seat: 'viceChair' },
    actor: app.hub.actorOf(chair!),
    cid: newCid(),
  }
  expect(await app.hub.dispatch(grant)).toMatchObject({ ok: true })
  await until(async () => (await app.hub.rooms.view(behind))!.find('seat', deputy!)?.state === 'seated')
  expect((await app.hub.rooms.view(behind))!.all('room')).toMatchObject([{ kind: 'backstage', frontRoom: room }])
})

test('a reaction that did not run before a crash runs once after it', async () => {
  const app = await startTestApp()
  await buildCluster(app)
  const [chair] = await buildPeople(app, [{ seats: ['chair'] }])
  await markPending(app.hub.store, 'lounge-crash', 'dead-process')
  const room = {
    id: 'lounge-crash',
    kind: 'lounge' as const,
    title: { zh: '厅', en: '', authoritative: 'zh' as const },
    topic: { zh: '', en: '' },
    access: 'open' as const,
    seats: [],
    isDefault: false,
    state: 'open' as const,
    frontRoom: null,
    reason: '',
  }
  const deed = { room: room.id, name: 'lounge.open', input: {}, by: chair!, cid: newCid() }
  const facts = { changes: [change('room.opened', room)], answer: {}, messages: 0, at: 1, prevOf: () => 0 }
  await appendEntries(app.hub.store, [sealEntry({ seq: 0, hash: '', n: 0 }, deed, facts)])
  const again = await app.restart()
  const log = await wholeLog(again, 'lounge-crash.backstage')
  expect(log.map(({ changes }) => changes[0]!.event)).toEqual(['room.opened'])
  const third = await again.restart()
  tidy.push(() => third.stop())
  expect(await wholeLog(third, 'lounge-crash.backstage')).toHaveLength(1)
})

test('a reaction that is refused is parked where the secretariat sees it, and its room goes on', async () => {
  const app = await appOn()
  await buildCluster(app)
  const [officer, member] = await buildPeople(app, [{ seats: ['secretariat'] }, {}])
  const room = await buildLounge(app, { members: [member!] })
  await post(app, member!, room, 'before the reaction was known')
  await app.hub.rooms.applied(room, 2)
  const ran: number[] = []
  const run: Reaction['run'] = async ({ seq }) => {
    ran.push(seq)
    if (seq === 3) throw new Refusal('not_allowed', 'platform.notAllowed')
  }
  const reactor = new Reactor([{ name: 'stubborn', on: ['message.posted'], run }])
  await reactor.start(app.hub)
  await post(app, member!, room, 'refused')
  await post(app, member!, room, 'goes on')
  reactor.add(room, await wholeLog(app, room))
  await until(() => ran.includes(4) && reactor.isIdle(room))
  expect(ran).toEqual([3, 4])
  expect((await parkedFor(app, officer!)).parked).toMatchObject([
    { reaction: 'stubborn', room, seq: 3, key: 'platform.notAllowed' },
  ])
  expect(await app.hub.ask({ name: 'parked.list', input: {}, actor: app.hub.actorOf(member!) })).toMatchObject({
    error: { code: 'not_allowed' },
  })
})

test('a reaction that has passed an entry does not run for it again because another one lags behind', async () => {
  const app = await appOn()
  await buildCluster(app)
  const [member] = await buildPeople(app, [{}])
  const room = await buildLounge(app, { members: [member!] })
  for (const text of ['one', 'two']) await post(app, member!, room, text)
  const { store } = app.hub
  const ran: string[] = []
  const reaction = (name: string): Reaction => ({
    name,
    on: ['message.posted'],
    run: async ({ seq }) => void ran.push(`${name} ${seq}`),
  })
  for (const name of ['ahead', 'behind']) await rememberReaction(store, name)
  await moveCursors(store, ['ahead'], room, 3)
  await moveCursors(store, ['behind'], room, 2)
  const reactor = new Reactor([reaction('ahead'), reaction('behind')])
  await reactor.start(app.hub)
  reactor.resume(room)
  await until(() => reactor.isIdle(room))
  expect(ran).toEqual(['behind 3'])
})

test('a new reaction whose first start was cut short still begins at the head of every room', async () => {
  const app = await appOn()
  await buildCluster(app)
  const [member] = await buildPeople(app, [{}])
  const room = await buildLounge(app, { members: [member!] })
  await post(app, member!, room, 'long ago')
  const ran: number[] = []
  const reaction: Reaction = { name: 'new', on: ['message.posted'], run: async ({ seq }) => void ran.push(seq) }
  const cut = vi.spyOn(roomStates(app.hub.store), 'find').mockImplementationOnce(() => {
    throw new Error('power cut')
  })
  await expect(new Reactor([reaction]).start(app.hub)).rejects.toThrow('power cut')
  cut.mockRestore()
  const reactor = new Reactor([reaction])
  await reactor.start(app.hub)
  await post(app, member!, room, 'now')
  reactor.resume(room)
  await until(() => reactor.isIdle(room))
  expect(ran).toEqual([3])
})

async function parkedFor(app: TestApp, person: string): Promise<{ parked: object[] }> {
  const reply = await app.hub.ask({ name: 'parked.list', input: {}, actor: app.hub.actorOf(person) })
  return (reply as { data: { parked: object[] } }).data
}

test('cursors of before, one row for each reaction and room, go into the row of their room', async () => {
  const app = await appOn()
  const { store } = app.hub
  const rows = reactionCursors(store).collection
  await rows.insertMany([
    { _id: 'first/old', seq: 7 },
    { _id: 'second/old', seq: 3 },
    { _id: 'first/', seq: 0 },
  ] as never)
  await moveCursors(store, ['second'], 'old', 5)
  await gatherCursors(store)
  await gatherCursors(store)
  expect(await findCursors(store, 'old')).toEqual(new Map(Object.entries({ first: 7, second: 5 })))
  expect((await findCursors(store, '')).get('first')).toBe(0)
  expect(await rows.countDocuments({ _id: { $regex: '/' } } as never)).toBe(0)
})
