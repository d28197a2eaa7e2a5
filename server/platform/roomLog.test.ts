import { setTimeout as pause } from 'node:timers/promises'
import { mongo } from 'mongoose'
import { expect, test, vi } from 'vitest'
import { readModels } from '#server/models.ts'
import { appOn, post, tidy, wholeLog } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople, newCid, writeFacts } from '#server/testing/factories.ts'
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
  expect(await ask(data.seq + 1)).toMatchObject({
    ok: false,
    error: { code: 'invalid_input', details: { fields: { atLeast: 'platform.field.invalid' } } },
  })
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
