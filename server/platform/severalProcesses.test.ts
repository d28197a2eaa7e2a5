import { expect, test } from 'vitest'
import { appOn, post, sharedStore, wholeLog } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { expectReadModelsEqualReplay } from '#server/testing/replay.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { verifyChain } from '#shared/platform/chain.ts'
import { sha256 } from './seal.ts'

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

test('a process that fills a room without pause leaves place for what another one posts', async () => {
  const mongo = await sharedStore()
  const [one, two] = [await appOn({ MONGODB_URI: mongo.uri }), await appOn({ MONGODB_URI: mongo.uri })]
  await buildCluster(one)
  const [loud, quiet] = await buildPeople(one, [{}, {}])
  const room = await buildLounge(one, { members: [loud!, quiet!] })
  await two.hub.rooms.fresh(clusterRoom)
  const refused: object[] = []
  let isOver = false
  const talk = async () => {
    while (!isOver) {
      const reply = await post(one, loud!, room, 'on and on')
      if (!reply.ok) refused.push(reply.error)
    }
  }
  const talking = Array.from({ length: 30 }, talk)
  for (let number = 0; number < 8; number++) {
    expect(await post(two, quiet!, room, `may I? ${number}`)).toMatchObject({ ok: true })
  }
  isOver = true
  await Promise.all(talking)
  expect(refused).toEqual([])
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
