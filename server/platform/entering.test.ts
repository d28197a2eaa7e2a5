import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { messages } from '#server/rooms/message.model.ts'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Entry } from '#shared/platform/roomLog.ts'
import { storeFormat, upgradeStore } from './upgrade.ts'

let app: TestApp
let room: string
let writer: Member
let reader: Member
let people: string[]

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  people = await buildPeople(app, [{}, {}, {}])
  writer = await connectMember(app, people[0]!)
  reader = await connectMember(app, people[1]!)
})
beforeEach(async () => {
  room = await buildLounge(app, { members: people })
})
afterAll(() => app.stop())

async function post(count: number): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, index) => writer.send('message.post', { room, text: `text ${index}` })),
  )
  return Math.max(...answers.map(({ seq }) => seq))
}

test('who comes back gets exactly what followed: messages, edits, erasures and reactions', async () => {
  await reader.enter(room)
  const { message } = await writer.send('message.post', { room, text: 'first' })
  await reader.heard(room, 2)
  reader.socket.emit('leave', { room })
  await pause(30)
  await writer.send('message.edit', { room, message, text: 'second' })
  await writer.send('reaction.set', { room, message, emoji: '💡', isOn: true })
  await writer.send('message.delete', { room, message })
  expect(reader.rooms.get(room)!.head.seq).toBe(2)
  const { sync } = await reader.enter(room)
  expect(sync).toMatchObject({ mode: 'tail', entries: [{ seq: 3 }, { seq: 4 }, { seq: 5 }] })
  await expectLiveEqualsFresh(app, reader, room)
})

test('a tail of long messages is cut where it would be too much for one frame', async () => {
  const head = (await app.hub.rooms.view(room))!.head
  const text = '灯'.repeat(9000)
  const posts = Array.from({ length: 130 }, () => writer.send('message.post', { room, text }))
  const last = Math.max(...(await Promise.all(posts)).map(({ seq }) => seq))
  await reader.enter(room)
  const entered = (await reader.socket.emitWithAck('enter', { room, seq: head.seq, hash: head.hash })) as never
  expect(entered).toMatchObject({ data: { sync: { mode: 'fresh' } } })
  const got: Entry[] = []
  while (got.length < 130) {
    const after = head.seq + got.length
    const reply = (await reader.socket.emitWithAck('range', { room, after, upTo: last })) as {
      data: { entries: Entry[] }
    }
    expect(reply.data.entries.length).toBeGreaterThan(0)
    expect(JSON.stringify(reply).length).toBeLessThan(1_100_000)
    got.push(...reply.data.entries)
  }
  expect(got.map(({ seq }) => seq)).toEqual(Array.from({ length: 130 }, (_, index) => head.seq + 1 + index))
})

test('who has an entry that the log does not know, or is too far behind, starts afresh', async () => {
  const seq = await post(5)
  const enter = async (ask: object) => (await reader.socket.emitWithAck('enter', { room, ...ask })) as never
  expect(await enter({ seq: 3, hash: 'another-history' })).toMatchObject({ data: { sync: { mode: 'fresh' } } })
  expect(await enter({ seq: seq + 40, hash: 'a-future' })).toMatchObject({ data: { sync: { mode: 'fresh' } } })
  const { head } = (await app.hub.rooms.view(room))!
  expect(await enter({ seq: head.seq, hash: head.hash })).toMatchObject({
    data: { sync: { mode: 'tail', entries: [] } },
  })
  const first = (await reader.socket.emitWithAck('range', { room, after: 0, upTo: 1 })) as {
    data: { entries: Entry[] }
  }
  await post(600)
  expect(await enter({ seq: 1, hash: first.data.entries[0]!.hash })).toMatchObject({
    data: { sync: { mode: 'fresh' } },
  })
})

test('who enters while a post is stored, but not yet in the read models, still gets that post', async () => {
  await post(1)
  const [pageAsked, pageMayBeRead] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const readModelsMayFollow = Promise.withResolvers<void>()
  const { applied } = app.hub.rooms
  vi.spyOn(app.hub.rooms, 'applied').mockImplementationOnce(async (...given) => {
    await applied(...given)
    pageAsked.resolve()
    await pageMayBeRead.promise
  })
  const { keep } = messages
  const entering = reader.enter(room)
  await pageAsked.promise
  vi.spyOn(messages, 'keep').mockImplementationOnce(async (...given) => {
    await readModelsMayFollow.promise
    return keep(...given)
  })
  const seq = await post(1)
  pageMayBeRead.resolve()
  await entering
  readModelsMayFollow.resolve()
  vi.restoreAllMocks()
  await reader.heard(room, seq)
  await expectLiveEqualsFresh(app, reader, room)
})

test('a lost frame is a gap that a range fills', async () => {
  await reader.enter(room)
  const heard: number[] = []
  const listen = ({ entries }: { entries: Entry[] }) => heard.push(...entries.map(({ seq }) => seq))
  reader.socket.on('entries', listen as never)
  const seq = await post(40)
  await reader.heard(room, seq)
  reader.socket.off('entries', listen as never)
  expect(heard).toEqual(Array.from({ length: 40 }, (_, index) => index + 2))
  const range = await reader.socket.emitWithAck('range', { room, after: 10, upTo: 20 })
  const seqs = (range as { data: { entries: Entry[] } }).data.entries.map((entry) => entry.seq)
  expect(seqs).toEqual(Array.from({ length: 10 }, (_, index) => index + 11))
})

test('an absurd range gives at most 500 entries', async () => {
  await post(550)
  const range = await reader.socket.emitWithAck('range', { room, after: 0, upTo: 999_999_999 })
  expect((range as { data: { entries: Entry[] } }).data.entries).toHaveLength(500)
})

test('entries decided together share a frame, and the transcript is the same for all', async () => {
  const third = await connectMember(app, people[2]!)
  await Promise.all([writer, reader, third].map((member) => member.enter(room)))
  let frames = 0
  reader.socket.on('entries', () => frames++)
  const seq = await post(100)
  await Promise.all([writer, reader, third].map((member) => member.heard(room, seq)))
  expect(frames).toBeLessThan(60)
  const [one, two, three] = [writer, reader, third].map((member) => JSON.stringify(member.rooms.get(room)!.transcript))
  expect(two).toBe(one)
  expect(three).toBe(one)
  third.leave()
})

test('presence and typing are told to the room only, and end with it', async () => {
  const outsider = await connectMember(app, people[2]!)
  await writer.enter(room)
  await reader.enter(room)
  await until(() => presenceOf(reader)?.count === 2)
  writer.socket.emit('typing', { room })
  await until(() =>
    reader.signals.some(({ name, payload }) => name === 'typing' && (payload as { room: string }).room === room),
  )
  expect(outsider.signals.filter(({ name }) => name === 'typing' || name === 'presence')).toEqual([])
  expect(app.hub.tell.hereNow(room).sort()).toEqual([writer.person, reader.person].sort())
  writer.socket.emit('leave', { room })
  await until(() => presenceOf(reader)?.count === 1)
  outsider.leave()

  function presenceOf(member: Member) {
    const told = member.signals.filter(
      ({ name, payload }) => name === 'presence' && (payload as { room: string }).room === room,
    )
    return told.at(-1)?.payload as { count: number } | undefined
  }
})

test('heads of followed rooms are told without entering them', async () => {
  const { data } = (await reader.socket.emitWithAck('follow', { rooms: [room, 'no-such-room'] })) as {
    data: { heads: object[] }
  }
  expect(data.heads).toEqual([{ room, seq: 1, n: 0 }])
  await post(3)
  const wanted = JSON.stringify({ room, seq: 4, n: 3 })
  await until(() =>
    reader.signals.some(({ name, payload }) => name === 'heads' && JSON.stringify(payload).includes(wanted)),
  )
})

test('how many are in a followed room is told, but not who', async () => {
  const follower = await connectMember(app, people[2]!)
  await follower.socket.emitWithAck('follow', { rooms: [room] })
  await reader.enter(room)
  const told = () => follower.signals.filter(({ name }) => name === 'presence').map(({ payload }) => payload)
  await until(() => told().some((sign) => (sign as { count: number }).count === 1))
  reader.socket.emit('leave', { room })
  await until(() => (told().at(-1) as { count: number }).count === 0)
  for (const sign of told()) expect(sign).toMatchObject({ room, here: [], gone: [] })
  follower.leave()
})

test('an older database is upgraded step by step, and a step cut short runs again', async () => {
  const { store, log } = app.hub
  const ran: string[] = []
  let breaks = true
  const steps = [
    { to: storeFormat + 1, summary: 'one', run: async () => void ran.push('one') },
    {
      to: storeFormat + 2,
      summary: 'two',
      run: async () => {
        ran.push('two')
        if (breaks) throw new Error('power cut')
      },
    },
  ]
  const upgrade = () => upgradeStore(store, log, { target: storeFormat + 2, steps })
  await expect(upgrade()).rejects.toThrow('power cut')
  breaks = false
  await upgrade()
  await upgrade()
  expect(ran).toEqual(['one', 'two', 'two'])
  await expect(upgradeStore(store, log)).rejects.toThrow('start the newer server')
})
