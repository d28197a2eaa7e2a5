import { setTimeout as pause } from 'node:timers/promises'
import { mongo } from 'mongoose'
import { expect, test, vi } from 'vitest'
import { readModels } from '#server/models.ts'
import { appOn, post, sharedStore, tidy, wholeLog } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople, newCid, writeFacts } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { expectReadModelsEqualReplay } from '#server/testing/replay.ts'
import { startTestApp } from '#server/testing/testApp.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { verifyChain } from '#shared/platform/chain.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { appendEntries } from './entry.model.ts'
import { change } from './handler.ts'
import { RoomApplier } from './roomApplier.ts'
import { findAppliedSeq, findPending, markPending } from './roomState.model.ts'
import { sealEntry, sha256 } from './seal.ts'

test('two server processes appending to one room at once give one order without a hole, and each deed once', async () => {
  const mongo = await sharedStore()
  const [one, two] = [await appOn({ MONGODB_URI: mongo.uri }), await appOn({ MONGODB_URI: mongo.uri })]
  await buildCluster(one)
  const people = await buildPeople(one, [{}, {}, {}, {}])
  const room = await buildLounge(one, { members: people })
  await two.hub.rooms.fresh(clusterRoom)
  const cids = Array.from({ length: 200 }, () => newCid())
  const replies = await Promise.all(
    cids.flatMap((cid, index) => {
      const person = people[index % people.length]!
      const twice = index % 10 === 0
      return [index % 2 ? one : two, ...(twice ? [index % 2 ? two : one] : [])].map((app) =>
        post(app, person, room, `text ${index}`, cid),
      )
    }),
  )
  expect(replies.filter(({ ok }) => !ok)).toEqual([])
  const log = await wholeLog(one, room)
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
  expect(
    log
      .slice(1)
      .map(({ cid }) => cid)
      .sort(),
  ).toEqual([...cids].sort())
  expect(log.at(-1)!.n).toBe(200)
  expect(await verifyChain(log, { seq: 0, hash: '' }, sha256)).toMatchObject({ brokenAt: null })
  for (const app of [one, two]) await app.hub.rooms.applied(room, log.length)
  await expectReadModelsEqualReplay(one, room)
})

test('a command that lost the race is decided again with the rights that hold by then', async () => {
  const mongo = await sharedStore()
  const [one, two] = [await appOn({ MONGODB_URI: mongo.uri }), await appOn({ MONGODB_URI: mongo.uri })]
  await buildCluster(one)
  const [chair, member] = await buildPeople(one, [{}, {}])
  const room = await buildLounge(one, { chair: chair!, members: [member!] })
  await two.hub.rooms.fresh(clusterRoom)
  expect(await post(two, member!, room, 'while seated')).toMatchObject({ ok: true })
  const removal = {
    name: 'seat.remove',
    input: { room, person: member!, reason: 'out of order' },
    actor: one.hub.actorOf(chair!),
    cid: newCid(),
  }
  await one.hub.rooms.fresh(room)
  expect(await one.hub.dispatch(removal)).toMatchObject({ ok: true })
  // The second process has not heard: its memory still shows the member seated, and only its append fails.
  expect((await two.hub.rooms.view(room))!.find('seat', member!)!.state).toBe('seated')
  expect(await post(two, member!, room, 'after removal')).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect((await wholeLog(one, room)).at(-1)!.changes[0]!.event).toBe('seat.removed')
})

test('what another process has allowed meanwhile is not refused, nor is its news missing from lists', async () => {
  const mongo = await sharedStore()
  const [one, two] = [await appOn({ MONGODB_URI: mongo.uri }), await appOn({ MONGODB_URI: mongo.uri })]
  await buildCluster(one)
  const [chair, guest] = await buildPeople(one, [{}, {}])
  const hidden = await buildLounge(one, { chair: chair!, access: 'invitation' })
  const open = await buildLounge(one, { chair: chair!, members: [] })
  await two.hub.rooms.fresh(clusterRoom)
  // From here on the second process has both rooms in its memory, as they were.
  for (const room of [hidden, open]) await two.hub.rooms.view(room)
  const grant = (room: string) =>
    one.hub.dispatch({
      name: 'seat.grant',
      input: { room, person: guest!, seat: 'participant' },
      actor: one.hub.actorOf(chair!),
      cid: newCid(),
    })
  for (const room of [hidden, open]) expect(await grant(room)).toMatchObject({ ok: true })
  expect(await post(one, chair!, hidden, 'welcome')).toMatchObject({ ok: true })
  const far = await connectMember(two, guest!)
  expect(await far.enter(hidden)).toMatchObject({ sync: { head: { seq: 3, n: 1 } } })
  expect(await post(two, guest!, open, 'hello')).toMatchObject({ ok: true, data: { seq: 3 } })
  expect(await post(one, chair!, open, 'hello to you')).toMatchObject({ ok: true, data: { seq: 4 } })
  const headsOf = (rooms: { room: { id: string }; head: object }[]) => rooms.find(({ room }) => room.id === open)!.head
  expect(headsOf((await far.ask('rooms.list', {})).rooms)).toEqual({ seq: 4, n: 2 })
  await post(one, chair!, open, 'and again')
  expect(await far.socket.emitWithAck('follow', { rooms: [open] })).toMatchObject({
    data: { heads: [{ room: open, seq: 5, n: 3 }] },
  })
  far.leave()
})

test('entries that a dead process left out of the read models are applied at the next start', async () => {
  const app = await startTestApp()
  await buildCluster(app)
  const [person] = await buildPeople(app, [{}])
  const room = await buildLounge(app, { members: [person!] })
  await post(app, person!, room, 'before')
  const { head } = (await app.hub.rooms.view(room))!
  const { store } = app.hub
  await app.hub.rooms.applied(room, head.seq)
  // What a process does between its append and its death.
  const message = {
    id: 'orphan',
    seq: head.seq + 1,
    author: person!,
    at: 1,
    text: 'orphan',
    mentions: [],
    replyTo: null,
    editedAt: null,
    erased: null,
  }
  await markPending(store, room, 'dead-process')
  const deed = { room, name: 'message.post', input: {}, by: person!, cid: newCid() }
  const facts = { changes: [change('message.posted', message)], answer: {}, messages: 1, at: 1, prevOf: () => 0 }
  await appendEntries(store, [sealEntry(head, deed, facts)])
  const again = await app.restart()
  tidy.push(() => again.stop())
  expect(await findAppliedSeq(again.hub.store, room)).toBe(head.seq + 1)
  expect(await findPending(again.hub.store)).toEqual(new Map())
  await expectReadModelsEqualReplay(again, room)
  expect(await readModels.collections.message.findMany(again.hub.store, room, ['orphan'])).toMatchObject([
    { text: 'orphan' },
  ])
})

test('a room that is appended to while its mark is being taken away stays marked', async () => {
  const app = await appOn()
  const { store, log } = app.hub
  const settled = Promise.withResolvers<void>()
  const reactor = { isIdle: () => true, settle: () => settled.promise, add() {}, forget() {} }
  const applier = new RoomApplier({ store, models: readModels, log, process: 'this-one', reactor: reactor as never })
  await applier.beforeAppend('a-room')
  const unmarked = applier.close()
  const marked = applier.beforeAppend('a-room')
  await pause(50)
  settled.resolve()
  await Promise.all([unmarked, marked])
  expect((await findPending(store)).get('a-room')).toEqual(['this-one'])
})

test('whoever may not open a room leaves none in memory', async () => {
  const app = await appOn()
  await buildCluster(app)
  const [member] = await buildPeople(app, [{}])
  const before = app.running.rooms.size
  const input = { frontRoom: 'no-such-room', title: { zh: '后', en: '', authoritative: 'zh' }, chair: member! }
  const ask = { name: 'backstage.open', input, actor: app.hub.actorOf(member!), cid: newCid() }
  expect(await app.hub.dispatch(ask)).toMatchObject({ error: { code: 'not_allowed' } })
  expect(app.running.rooms.size).toBe(before)
})

test('an erasure that was cut short between append and log is finished at the next start', async () => {
  const app = await startTestApp()
  await buildCluster(app)
  const [person] = await buildPeople(app, [{}])
  const room = await buildLounge(app, { members: [person!] })
  await post(app, person!, room, 'the very secret')
  const view = (await app.hub.rooms.view(room))!
  const { head } = view
  await app.hub.rooms.applied(room, head.seq)
  const [posted] = (await wholeLog(app, room)).at(-1)!.changes
  const erased = { ...posted!.item, text: '', mentions: [], erased: { by: person!, reason: '', at: 2 } }
  await markPending(app.hub.store, room, 'dead-process')
  const deed = { room, name: 'message.delete', input: {}, by: person!, cid: newCid() }
  const facts = {
    changes: [{ event: 'message.deleted', item: erased }],
    answer: {},
    messages: 0,
    at: 2,
    prevOf: () => posted!.item.version,
  }
  await appendEntries(app.hub.store, [sealEntry(head, deed, facts)])
  expect(JSON.stringify(await wholeLog(app, room))).toContain('the very secret')
  const again = await app.restart()
  tidy.push(() => again.stop())
  const log = await wholeLog(again, room)
  expect(JSON.stringify(log)).not.toContain('the very secret')
  expect(await verifyChain(log, { seq: 0, hash: '' }, sha256)).toMatchObject({ brokenAt: null, erased: 1 })
})

test('a refused command leaves no entry, and its repeat after a change of state gets the first answer only if there was one', async () => {
  const app = await appOn()
  await buildCluster(app)
  const [chair, person] = await buildPeople(app, [{}, {}])
  const room = await buildLounge(app, { chair: chair!, members: [person!] })
  const cid = newCid()
  const first = await post(app, person!, room, 'kept', cid)
  const archive = {
    name: 'lounge.archive',
    input: { room, reason: 'the end' },
    actor: app.hub.actorOf(chair!),
    cid: newCid(),
  }
  await app.hub.dispatch(archive)
  expect(await post(app, person!, room, 'kept', cid)).toEqual(first)
  expect(await post(app, person!, room, 'new')).toMatchObject({ ok: false, error: { key: 'rooms.archived' } })
  expect(await wholeLog(app, room)).toHaveLength(3)
})

test('a log with another entry in its place is told apart from a repeated deed', async () => {
  const app = await appOn()
  await writeFacts(app, 'plain', [])
  const head = (await app.hub.rooms.view('plain'))!.head
  const facts = { changes: [], answer: {}, messages: 0, at: 1, prevOf: () => 0 }
  const deed = (cid: string) => ({ room: 'plain', name: 'x', input: {}, by: 'p', cid })
  const append = (cid: string, at: typeof head) => appendEntries(app.hub.store, [sealEntry(at, deed(cid), facts)])
  expect(await append('first', head)).toEqual({ stored: 1, obstacle: null })
  expect(await append('second', head)).toEqual({ stored: 0, obstacle: 'place' })
  expect(await append('first', { ...head, seq: head.seq + 1 })).toEqual({ stored: 0, obstacle: 'repeat' })
})

test("a query waits for one's own write, and is refused where that write does not exist", async () => {
  const app = await appOn()
  await buildCluster(app)
  const [person] = await buildPeople(app, [{}])
  const room = await buildLounge(app, { members: [person!] })
  const { data } = (await post(app, person!, room, 'mine')) as { data: { seq: number; message: string } }
  const ask = (seq: number) =>
    app.hub.ask({ name: 'messages.page', input: { room, atLeast: `${room}:${seq}` }, actor: app.hub.actorOf(person!) })
  expect(await ask(data.seq)).toMatchObject({ ok: true, data: { messages: [{ id: data.message }] } })
  expect(await ask(data.seq + 1)).toMatchObject({ ok: false, error: { code: 'unavailable' } })
})

test('a database that is away is no bug: the member is asked to try again', async () => {
  const app = await appOn()
  await buildCluster(app)
  const [person] = await buildPeople(app, [{}])
  const room = await buildLounge(app, { members: [person!] })
  const gone = new mongo.MongoServerError({ message: 'node is shutting down', code: 91 })
  for (const error of [new mongo.MongoNetworkError('connection lost'), gone]) {
    vi.spyOn(app.hub.rooms, 'view').mockRejectedValueOnce(error)
    expect(await post(app, person!, room, 'hello')).toMatchObject({ error: { code: 'unavailable' } })
  }
  vi.spyOn(app.hub.rooms, 'view').mockRejectedValueOnce(new Error('broken'))
  expect(await post(app, person!, room, 'hello')).toMatchObject({ error: { code: 'internal' } })
  expect(await post(app, person!, room, 'hello')).toMatchObject({ ok: true })
})

test('a handler that breaks is a bug for the log and a plain sentence for the member', async () => {
  const app = await appOn()
  await buildCluster(app)
  const decide = () => {
    throw new Error('broken rule')
  }
  const deed = { room: clusterRoom, name: 'x', input: {}, by: 'system', cid: newCid(), decide }
  await expect(app.running.rooms.submit(deed, { creates: false, needs: [] })).rejects.toThrow('broken rule')
  const refusing = {
    ...deed,
    cid: newCid(),
    decide: () => {
      throw new Refusal('wrong_state', 'platform.wrongState')
    },
  }
  await expect(app.running.rooms.submit(refusing, { creates: false, needs: [] })).rejects.toMatchObject({
    code: 'wrong_state',
  })
})
