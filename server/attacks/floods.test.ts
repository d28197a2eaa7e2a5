import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { openRawSocket, signInRaw } from '#server/testing/rawSocket.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'

let app: TestApp
let room: string
let quiet: Member
let loud: Member
afterEach(async () => {
  for (const member of [quiet, loud]) member.leave()
  await app.stop()
})

async function open(env: Record<string, string> = {}): Promise<void> {
  app = await startTestApp({ env })
  await buildCluster(app)
  const [one, two] = await buildPeople(app, [{ seats: ['chair'] }, {}])
  room = await buildLounge(app, { chair: one!, members: [two!] })
  quiet = await connectMember(app, one!)
  loud = await connectMember(app, two!)
  for (const member of [quiet, loud]) await member.enter(room)
}

/** Whoever floods is slowed down; nobody else notices. */
async function expectUndisturbed(): Promise<void> {
  const { seq } = await quiet.send('message.post', { room, text: 'in peace' })
  await quiet.heard(room, seq)
  expect(app.complaints).toEqual([])
}
const tooMany = { ok: false, error: { code: 'too_many_requests', details: { retryAfterMs: expect.any(Number) } } }

describe('a flood from one member', () => {
  test('of 10,000 signs of typing is told once or twice', async () => {
    await open()
    for (let count = 0; count < 10_000; count++) loud.socket.emit('typing', { room })
    await loud.ask('me', {})
    await until(() => quiet.signals.some(({ name }) => name === 'typing'))
    await expectUndisturbed()
    expect(quiet.signals.filter(({ name }) => name === 'typing').length).toBeLessThan(10)
  })

  test('of 10,000 entries and departures is refused beyond a rate, and its rooms stay few', async () => {
    await open()
    const replies = await Promise.all(
      Array.from({ length: 10_000 }, (_, number) => {
        loud.socket.emit('leave', { room: number % 2 === 0 ? room : `none-${number}` })
        return loud.socket.emitWithAck('enter', { room: number % 2 === 0 ? room : `none-${number}` })
      }),
    )
    expect(replies.filter(({ ok }) => ok).length).toBeLessThanOrEqual(60)
    expect(replies.at(-1)).toMatchObject(tooMany)
    await expectUndisturbed()
    expect(app.running.rooms.size).toBeLessThan(10)
    expect(app.io.sockets.adapter.rooms.size).toBeLessThan(20)
  }, 60_000)

  test('of ranges over a billion entries gets 500 each and is refused beyond a rate', async () => {
    await open()
    const replies = await Promise.all(
      Array.from({ length: 1000 }, () => loud.socket.emitWithAck('range', { room, after: 0, upTo: 1e9 })),
    )
    for (const reply of replies) if (reply.ok) expect(reply.data.entries.length).toBeLessThanOrEqual(500)
    expect(replies.filter(({ ok }) => ok).length).toBeLessThanOrEqual(60)
    expect(replies.at(-1)).toMatchObject(tooMany)
    await expectUndisturbed()
  })

  test('of commands and queries is refused beyond the rate of a person, over all their tokens', async () => {
    await open({ RATE_COMMANDS_PER_10S: '20', RATE_QUERIES_PER_10S: '20' })
    const devices = [loud]
    for (let count = 0; count < 5; count++) {
      devices.push(await connectMember(app, loud.person, { token: await buildToken(app, loud.person) }))
    }
    const asks = devices.flatMap(({ socket }) =>
      Array.from({ length: 40 }, () => socket.emitWithAck('query', { name: 'me', input: {} })),
    )
    const replies = await Promise.all(asks)
    expect(replies.filter(({ ok }) => ok)).toHaveLength(60)
    expect(replies.filter(({ ok }) => !ok)[0]).toMatchObject(tooMany)
    for (const device of devices) device.leave()
    await expectUndisturbed()
  })
})

describe('connections', () => {
  test('that never sign in, or are refused, are closed within seconds', async () => {
    await open()
    const idle = await Promise.all(Array.from({ length: 100 }, () => openRawSocket(app.url)))
    const refused = await Promise.all(Array.from({ length: 20 }, () => openRawSocket(app.url)))
    for (const raw of refused) await expect(signInRaw(raw, 'chl_wrong')).rejects.toThrow('not_signed_in')
    for (const raw of refused) raw.sendText('421["query",{"name":"rooms.list","input":{}}]')
    await Promise.all([...idle, ...refused].map((raw) => raw.closed(15_000)))
    for (const raw of refused) expect(raw.frames.filter((frame) => frame.startsWith('43'))).toEqual([])
    await expectUndisturbed()
  })

  test('beyond the rate of an address are refused, whatever address a header claims', async () => {
    await open({ RATE_CONNECTIONS_PER_MINUTE: '30' })
    const statuses = await knock(60, (number) => ({ 'x-forwarded-for': `203.0.113.${number}` }))
    expect(statuses.filter((status) => status === 101)).toHaveLength(28)
    expect(statuses.filter((status) => status === 400)).toHaveLength(32)
  })

  test('behind a trusted proxy are counted by what that proxy says, not by what was said to it', async () => {
    await open({ RATE_CONNECTIONS_PER_MINUTE: '10', TRUST_PROXY: '1' })
    const spoofed = await knock(30, (number) => ({ 'x-forwarded-for': `198.51.100.${number}, 203.0.113.7` }))
    expect(spoofed.filter((status) => status === 101)).toHaveLength(10)
    const others = await knock(5, () => ({ 'x-forwarded-for': '203.0.113.7, 203.0.113.8' }))
    expect(others).toEqual(Array(5).fill(101))
  })

  test('opened and dropped in a loop leave nothing behind', async () => {
    await open()
    const { token } = loud
    for (let turn = 0; turn < 100; turn++) {
      const raw = await openRawSocket(app.url)
      await signInRaw(raw, token)
      if (turn % 2 === 0) raw.sendText(`421["enter",{"room":"${room}"}]`)
      raw.end()
    }
    await until(() => app.io.sockets.sockets.size === 2 && app.io.engine.clientsCount === 2)
    await pause(50)
    expect(app.io.sockets.adapter.rooms.get(`room:${room}`)?.size).toBe(2)
    await expectUndisturbed()
  })
})

async function knock(times: number, headers: (number: number) => object): Promise<number[]> {
  const sockets = await Promise.all(
    Array.from({ length: times }, (_, n) => openRawSocket(app.url, { headers: headers(n) })),
  )
  for (const raw of sockets) raw.end()
  return sockets.map(({ status }) => status)
}
