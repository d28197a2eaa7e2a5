import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '#shared/platform/refusal.ts'
import { useConnection } from './connection.store.ts'
import { createConnection, type HubSocket } from './connection.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { onLine: true })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A socket in the hands of the test: it connects, breaks and answers when told to. */
class FakeSocket extends EventEmitter {
  connected = false
  attempts = 0
  io = { opts: { transports: ['websocket', 'polling'] } }
  answers: Record<string, (ask: unknown) => unknown> = {}
  connect() {
    this.attempts++
  }
  succeed() {
    this.connected = true
    this.emit('connect')
  }
  fail(data?: object) {
    this.emit('connect_error', Object.assign(new Error('no'), data ? { data } : {}))
  }
  break() {
    this.connected = false
    this.emit('disconnect', 'transport close')
  }
  disconnect() {
    const was = this.connected
    this.connected = false
    if (was) this.emit('disconnect', 'io client disconnect')
  }
  timeout(ms: number) {
    const within = {
      emitWithAck: (name: string, ask: unknown) =>
        new Promise((done, fail) => {
          const answer = this.answers[name]
          if (answer) done(answer(ask))
          else setTimeout(() => fail(new Error('timeout')), ms)
        }),
    }
    return within
  }
}

function opened() {
  const sockets: FakeSocket[] = []
  const connection = createConnection(() => {
    sockets.push(new FakeSocket())
    return sockets.at(-1) as unknown as HubSocket
  })
  connection.open()
  return { socket: sockets[0]!, sockets, connection }
}
const state = () => useConnection.getState().state

test('it tells the truth: on the way, online, cut, offline, online again', () => {
  const { socket } = opened()
  expect(state()).toBe('connecting')
  socket.succeed()
  expect(state()).toBe('online')
  socket.break()
  expect(state()).toBe('connecting')
  vi.advanceTimersByTime(2000)
  expect(socket.attempts).toBe(2)
  socket.fail()
  expect(state()).toBe('offline')
  vi.advanceTimersByTime(5000)
  expect(socket.attempts).toBe(3)
  socket.succeed()
  expect(state()).toBe('online')
})

test('it tries again and again, ever more slowly but never giving up', () => {
  const { socket } = opened()
  for (let failures = 0; failures < 20; failures++) {
    socket.fail()
    vi.advanceTimersByTime(31_000)
  }
  expect(socket.attempts).toBeGreaterThan(20)
})

test('a hub that takes the line and stays silent is given up and tried anew', () => {
  const { socket } = opened()
  vi.advanceTimersByTime(5000)
  expect(state()).toBe('offline')
  vi.advanceTimersByTime(2000)
  expect(socket.attempts).toBe(2)
  // Plain requests are given longer: on a slow line they may be all that gets through.
  vi.advanceTimersByTime(7000)
  expect(socket.attempts).toBe(2)
  vi.advanceTimersByTime(5500)
  expect(socket.attempts).toBe(3)
})

test('after silence the next attempt begins with the other way of talking, and so on in turn', () => {
  const { socket } = opened()
  vi.advanceTimersByTime(5000)
  expect(socket.io.opts.transports).toEqual(['polling', 'websocket'])
  vi.advanceTimersByTime(2000)
  socket.fail()
  expect(socket.io.opts.transports).toEqual(['polling', 'websocket'])
  vi.advanceTimersByTime(14_000)
  expect(socket.io.opts.transports).toEqual(['websocket', 'polling'])
})

test('a hub that restarts says when to come back', () => {
  const { socket } = opened()
  socket.succeed()
  socket.emit('restarting', { retryAfterMs: 9000 })
  socket.break()
  vi.advanceTimersByTime(8999)
  expect(socket.attempts).toBe(1)
  vi.advanceTimersByTime(1)
  expect(socket.attempts).toBe(2)
})

test('a session that is over is not tried again, and its page is told why', () => {
  const { socket, sockets, connection } = opened()
  const heard: string[] = []
  connection.onEnd((reason) => heard.push(reason))
  socket.succeed()
  socket.emit('ended', { reason: 'suspended' })
  vi.advanceTimersByTime(120_000)
  expect(heard).toEqual(['suspended'])
  expect(socket.attempts).toBe(1)

  connection.open()
  sockets[1]!.fail({ code: 'not_signed_in' })
  vi.advanceTimersByTime(120_000)
  expect(heard).toEqual(['suspended', 'expired'])
})

test('a link that looks alive but does not answer is dropped', async () => {
  const { socket, connection } = opened()
  socket.succeed()
  const proof = connection.prove()
  await vi.advanceTimersByTimeAsync(2999)
  expect(socket.attempts).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  await proof
  expect(socket.attempts).toBe(2)

  socket.succeed()
  vi.advanceTimersByTime(5000)
  socket.answers['query'] = () => ({ ok: true, data: {} })
  await connection.prove()
  expect(connection.isOpen()).toBe(true)
})

test('where the browser says that there is no line, a link that does not answer is dropped within a second', async () => {
  const { socket, connection } = opened()
  socket.succeed()
  vi.stubGlobal('navigator', { onLine: false })
  const proof = connection.prove()
  await vi.advanceTimersByTimeAsync(1000)
  await proof
  expect(socket.attempts).toBe(2)
})

test('a slow line has twice the time of its last answer to prove itself', async () => {
  const { socket, connection } = opened()
  socket.succeed()
  const slowly = (ms: number) => () => new Promise((done) => setTimeout(() => done({ ok: true, data: {} }), ms))
  socket.answers['query'] = slowly(2500)
  const asked = connection.request('query', { name: 'me', input: {} })
  await vi.advanceTimersByTimeAsync(2500)
  await asked
  socket.answers['query'] = slowly(4900)
  const proof = connection.prove()
  await vi.advanceTimersByTimeAsync(4900)
  await proof
  expect(connection.isOpen()).toBe(true)

  delete socket.answers['query']
  const silence = connection.prove()
  await vi.advanceTimersByTimeAsync(9800)
  await silence
  expect(socket.attempts).toBe(2)
})

test('whoever begins to listen once the link is there hears of it too', async () => {
  const { socket, connection } = opened()
  socket.succeed()
  let heard = 0
  connection.onConnect(() => {
    heard++
  })
  await Promise.resolve()
  expect(heard).toBe(1)
})

test('after sleep the link is made anew without asking', () => {
  const { socket, connection } = opened()
  socket.succeed()
  connection.renew()
  expect(socket.attempts).toBe(2)
  connection.close()
  connection.renew()
  expect(socket.attempts).toBe(2)
})

test('a question gets its answer, a refusal is thrown, and silence is "unavailable"', async () => {
  const { socket, connection } = opened()
  await expect(connection.request('enter', { room: 'hall' })).rejects.toMatchObject({ code: 'unavailable' })
  socket.succeed()
  socket.answers['command'] = () => ({ ok: true, data: { seq: 3 } })
  await expect(connection.request('command', { name: 'room.join', cid: 'cid-12345', input: {} })).resolves.toEqual({
    seq: 3,
  })
  socket.answers['enter'] = () => ({
    ok: false,
    error: { code: 'not_allowed', key: 'platform.notAllowed', details: {} },
  })
  await expect(connection.request('enter', { room: 'hall' })).rejects.toBeInstanceOf(Refusal)
  const silent = expect(connection.request('range', { room: 'hall', after: 0, upTo: 1 })).rejects.toMatchObject({
    code: 'unavailable',
  })
  await vi.advanceTimersByTimeAsync(10_000)
  await silent
})
