import { afterEach, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { beforeFirst } from '#shared/platform/roomLog.ts'
import type { ActiveRoom } from './activeRoom.ts'
import type { StoredEntry } from './entry.model.ts'
import { createFrames, type RollRules } from './frames.ts'
import type { Io } from './hearing.ts'

const tidy: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of tidy.splice(0).reverse()) await undo()
})

async function hall(transports: string[][]): Promise<{ app: TestApp; room: string; members: Member[] }> {
  const app = await startTestApp()
  tidy.push(() => app.stop())
  await buildCluster(app)
  const people = await buildPeople(app, Array(transports.length).fill({}))
  const room = await buildLounge(app, { members: people })
  const members = await Promise.all(
    people.map((person, index) => connectMember(app, person, { options: { transports: transports[index] } })),
  )
  for (const member of members) {
    tidy.push(() => member.leave())
    await member.enter(room)
  }
  return { app, room, members }
}

test('members on a WebSocket, on polling and amid an upgrade hear the same entries in the same order', async () => {
  const { room, members } = await hall([['websocket'], ['polling'], ['polling', 'websocket']])
  const sent = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      members[index % members.length]!.send('message.post', { room, text: `text ${index}` }),
    ),
  )
  const last = Math.max(...sent.map(({ seq }) => seq))
  await Promise.all(members.map((member) => member.heard(room, last)))
  const [first, ...others] = members.map(({ rooms }) => JSON.stringify(rooms.get(room)!.transcript))
  expect(JSON.parse(first!)).toHaveLength(60)
  for (const other of others) expect(other).toBe(first)
})

test.each([1, 300, 10_000])('%d characters of Chinese arrive whole, however long the frame gets', async (length) => {
  const { room, members } = await hall([['websocket'], ['websocket']])
  const text = '灯'.repeat(length)
  const sent = await Promise.all(Array.from({ length: 6 }, () => members[0]!.send('message.post', { room, text })))
  const last = Math.max(...sent.map(({ seq }) => seq))
  await members[1]!.heard(room, last)
  const heard = members[1]!.rooms.get(room)!.transcript.flatMap(({ changes }) => changes)
  expect(heard.map(({ item }) => (item as unknown as { text: string }).text)).toEqual(Array(6).fill(text))
})

test('who speaks has the acknowledgement before the hall has the message', async () => {
  const { room, members } = await hall([['websocket'], ['websocket']])
  const { socket } = members[0]!
  const heard: string[] = []
  socket.on('entries', () => heard.push('entries'))
  const ask = { name: 'message.post', cid: newCid(), input: { room, text: 'first' } }
  await new Promise<void>((resolve) => {
    socket.emit('command', ask, () => {
      heard.push('acknowledged')
      resolve()
    })
  })
  await until(() => heard.length === 2)
  expect(heard).toEqual(['acknowledged', 'entries'])
})

/** Frames to nobody, whose hints are written down, beside a store that has applied nothing until it is told to. */
function framesWithHints(applied: () => Promise<void>) {
  const hints: unknown[] = []
  const io = {
    sockets: { adapter: { rooms: new Map() }, sockets: new Map() },
    emit: (...heard: unknown[]) => hints.push(heard),
  } as unknown as Io
  const roll = {
    affected: () => null,
    affectedEverywhere: () => null,
    lists: () => 'everybody',
  } as unknown as RollRules
  const options = { isAdapterShared: false, findRoom: async () => null, applied }
  const frames = createFrames(io, roll, options)
  tidy.push(() => frames.close())
  const room = { id: 'hall', hasWaiting: false, memory: { head: beforeFirst } } as unknown as ActiveRoom
  const opened = {
    changes: [{ event: 'room.opened', item: { id: 'hall', version: 1 } }],
    seq: 1,
  } as unknown as StoredEntry
  return { hints, send: () => frames.add(room, [opened], true) }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('nobody is told to read a list again before it shows what has changed', async () => {
  const applying = Promise.withResolvers<void>()
  const { hints, send } = framesWithHints(() => applying.promise)
  send()
  await turn()
  expect(hints).toEqual([])
  applying.resolve()
  await turn()
  expect(hints).toEqual([['hint', { board: 'rooms' }]])
})

test('where the lists stay behind for long, the hint comes all the same', async () => {
  const { hints, send } = framesWithHints(() => Promise.reject(new Error('too late')))
  send()
  await turn()
  expect(hints).toHaveLength(1)
})
