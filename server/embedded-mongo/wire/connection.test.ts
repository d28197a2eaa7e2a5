import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { BSON } from 'bson'
import fc from 'fast-check'
import type { Db } from 'mongodb'
import { beforeAll, expect, test } from 'vitest'
import { startTestServer } from '#server/embedded-mongo/testing/testServer.ts'

let path: string
let db: Db
let bugs: unknown[]

beforeAll(async () => {
  const server = await startTestServer()
  path = decodeURIComponent(server.uri.slice('mongodb://'.length).split('/')[0]!)
  ;({ db, bugs } = server)
})

function frame(operation: number, payload: Uint8Array, length = payload.length + 16): Buffer {
  const head = Buffer.alloc(16)
  head.writeInt32LE(length, 0)
  head.writeInt32LE(7, 4)
  head.writeInt32LE(operation, 12)
  return Buffer.concat([head, payload])
}

function message(body: Uint8Array, flags = 0): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32LE(flags, 0)
  return frame(2013, Buffer.concat([head, body]))
}

async function closes(socket: Socket): Promise<boolean> {
  if (!socket.closed) await once(socket, 'close')
  return true
}

function open(): Socket {
  return connect(path).on('error', () => {})
}

const ping = BSON.serialize({ ping: 1, $db: 'test' })
const withLength = (document: Uint8Array, length: number) => {
  const changed = Buffer.from(document)
  changed.writeInt32LE(length, 0)
  return changed
}

test.each([
  ['a frame shorter than its header', frame(2013, Buffer.alloc(0), 4)],
  ['a frame of a negative length', frame(2013, Buffer.alloc(0), -1)],
  ['a frame larger than is allowed', frame(2013, Buffer.alloc(0), 48_000_001)],
  ['an unknown operation', frame(2012, ping)],
  ['a message without a body', frame(2013, Buffer.alloc(4))],
  ['flags that nobody knows', message(ping, 8)],
  ['a document longer than its message', message(withLength(ping, ping.length + 1))],
  ['a document shorter than its fields', message(withLength(ping, ping.length - 1))],
  ['a field of an unknown type', message(Buffer.from([13, 0, 0, 0, 0x55, 0x61, 0, 1, 0, 0, 0, 0, 0]))],
  ['a string without an end', message(Buffer.from([15, 0, 0, 0, 2, 0x61, 0, 3, 0, 0, 0, 0x62, 0x62, 0x62, 0]))],
  ['a document nested too deeply', message(BSON.serialize(JSON.parse(`${'{"a":'.repeat(300)}1${'}'.repeat(300)}`)))],
])('%s closes its connection, and no other', async (_, bytes) => {
  const socket = open()
  socket.write(bytes)
  expect(await closes(socket)).toBe(true)
  expect(await db.command({ ping: 1 })).toEqual({ ok: 1 })
  expect(bugs).toEqual([])
})

test('whatever bytes come in, the server stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(2013, 2004, 1), async (payload, operation) => {
      const socket = open()
      socket.end(frame(operation, payload))
      socket.resume()
      await closes(socket)
    }),
    { numRuns: 200 },
  )
  expect(await db.command({ ping: 1 })).toEqual({ ok: 1 })
  expect(bugs).toEqual([])
})

test('the first handshake in the old form is answered in the old form', async () => {
  const query = Buffer.concat([
    Buffer.alloc(4),
    Buffer.from('admin.$cmd\0'),
    Buffer.alloc(8),
    BSON.serialize({ ismaster: 1, helloOk: true }),
  ])
  const socket = open()
  socket.write(frame(2004, query))
  const [reply] = (await once(socket, 'data')) as [Buffer]
  expect(reply.readInt32LE(12)).toBe(1)
  const document = BSON.deserialize(reply.subarray(36))
  expect(document).toMatchObject({ ismaster: true, helloOk: true, maxWireVersion: 21, ok: 1 })
  expect(document).not.toHaveProperty('setName')
  expect(document).not.toHaveProperty('topologyVersion')
  socket.destroy()
})

test('a frame may come in any pieces, and several in one', async () => {
  const socket = open()
  const bytes = Buffer.concat([message(ping), message(ping)])
  let received = 0
  socket.on('data', (chunk: Buffer) => {
    received += chunk.length
  })
  for (const byte of bytes.subarray(0, 30)) socket.write(Uint8Array.of(byte))
  socket.write(bytes.subarray(30))
  const reply = 16 + 5 + BSON.serialize({ ok: 1 }).length
  await expect.poll(() => received).toBe(2 * reply)
  socket.destroy()
})
