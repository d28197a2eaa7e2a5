import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { openRawSocket, type RawSocket, signInRaw } from '#server/testing/rawSocket.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Entry } from '#shared/platform/roomLog.ts'

/** Beyond this a reader's backlog is a danger to all; the hub's own caps are far below. */
const bearableBytes = 24 * 1024 * 1024

let app: TestApp
let room: string
let author: Member
let reader: Member
let slowToken: string

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two, three] = await buildPeople(app, [{ seats: ['chair'] }, {}, {}])
  room = await buildLounge(app, { chair: one!, members: [two!, three!] })
  author = await connectMember(app, one!)
  reader = await connectMember(app, two!)
  slowToken = await buildToken(app, three!)
  for (const member of [author, reader]) await member.enter(room)
})
afterAll(() => app.stop())

const socketOf = (token: string) =>
  [...app.io.sockets.sockets.values()].find(({ handshake }) => handshake.auth['token'] === token)

/** What the server holds for a socket that does not read. */
function backlogOf(token: string): number {
  const socket = socketOf(token)
  if (!socket) return 0
  const { transport, writeBuffer } = socket.conn as unknown as {
    transport: { socket: { bufferedAmount: number } }
    writeBuffer: { data?: string }[]
  }
  return transport.socket.bufferedAmount + writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
}

async function enterRaw(
  raw: RawSocket,
  have: object = {},
): Promise<{ mode: string; head: { seq: number }; entries: Entry[] }> {
  const id = raw.frames.length + 1
  const answer = raw.heard((frame) => frame.startsWith(`43${id}[`))
  raw.sendText(`42${id}["enter",${JSON.stringify({ room, ...have })}]`)
  const [reply] = JSON.parse((await answer).replace(/^43\d+/, ''))
  expect(reply.ok).toBe(true)
  return reply.data.sync
}

const seqsIn = (frames: string[]) =>
  frames
    .filter((frame) => frame.startsWith('42["entries"'))
    .flatMap((frame) => (JSON.parse(frame.slice(2))[1] as { entries: Entry[] }).entries.map(({ seq }) => seq))

/** Says big things until the reader is far behind; gives the largest backlog seen. */
async function talkUntil(isEnough: () => boolean): Promise<number> {
  let largest = 0
  for (let turn = 0; turn < 400 && !isEnough(); turn++) {
    const texts = Array.from({ length: 16 }, (_, number) => `${turn}.${number} ${'光'.repeat(3000)}`)
    await Promise.all(texts.map((text) => author.send('message.post', { room, text })))
    largest = Math.max(largest, backlogOf(slowToken))
  }
  return largest
}

const isInRoom = () => socketOf(slowToken)?.rooms.has(`room:${room}`) ?? false

test('a reader who stops reading is dropped from the room, costs bounded memory and then misses nothing', async () => {
  const raw = await openRawSocket(app.url)
  await signInRaw(raw, slowToken)
  const { head } = await enterRaw(raw)
  raw.tcp.pause()
  const largest = await talkUntil(() => !isInRoom())
  expect(isInRoom()).toBe(false)
  const backlog = backlogOf(slowToken)
  const { seq } = await author.send('message.post', { room, text: 'without the slow one' })
  await reader.heard(room, seq)
  expect(backlogOf(slowToken)).toBeLessThanOrEqual(backlog)
  expect(largest).toBeLessThan(bearableBytes)
  const { transcript } = reader.rooms.get(room)!
  expect(transcript.map((entry) => entry.seq)).toEqual(transcript.map((_, index) => transcript[0]!.seq + index))

  const told = raw.heard((frame) => frame.startsWith('42["resync"'), 20_000)
  raw.tcp.resume()
  const wasTold = await Promise.race([told.then(() => true), raw.closed(20_000).then(() => false)])
  const heard = seqsIn(raw.frames)
  const last = heard.at(-1) ?? head.seq
  expect(heard).toEqual(heard.map((_, index) => head.seq + 1 + index))
  const again = wasTold ? raw : await openRawSocket(app.url)
  if (!wasTold) await signInRaw(again, slowToken)
  const { hash } = transcript.find((entry) => entry.seq === last)!
  const sync = await enterRaw(again, { seq: last, hash })
  expect(sync).toMatchObject({ mode: 'tail', head: { seq } })
  expect(sync.entries).toEqual(transcript.filter((entry) => entry.seq > last))
  again.end()
}, 120_000)

test('a reader far beyond hope is cut off, and what waited for it is let go', async () => {
  const raw = await openRawSocket(app.url)
  await signInRaw(raw, slowToken)
  raw.tcp.pause()
  const filler = 'x'.repeat(1024 * 1024)
  for (let count = 0; count < 16; count++) socketOf(slowToken)!.emit('hint', { board: filler } as never)
  await until(() => app.io.engine.clientsCount === 2)
  raw.end()
})

test('a reader who asks for much and reads none of it gets no more than the hub can bear', async () => {
  const raw = await openRawSocket(app.url)
  await signInRaw(raw, slowToken)
  raw.tcp.pause()
  const asked = vi.spyOn(app.hub, 'ask')
  let largest = 0
  const eye = setInterval(() => {
    largest = Math.max(largest, backlogOf(slowToken))
  }, 5)
  for (let id = 1; id <= 150; id++) {
    raw.sendText(`42${id}["query",${JSON.stringify({ name: 'room.entries', input: { room, after: 0, limit: 500 } })}]`)
  }
  const { seq } = await author.send('message.post', { room, text: 'heard all the same' })
  await reader.heard(room, seq)
  await pause(3000)
  clearInterval(eye)
  expect(asked.mock.calls.length).toBeGreaterThan(0)
  expect(asked.mock.calls.length).toBeLessThan(20)
  expect(largest).toBeGreaterThan(0)
  expect(largest).toBeLessThan(bearableBytes)
  raw.end()
  await until(() => socketOf(slowToken) === undefined)
}, 60_000)
