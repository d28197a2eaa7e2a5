import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { until } from './until.ts'

/**
 * A WebSocket (RFC 6455) by hand, which may break every rule of the protocols above it: send what is malformed,
 * lie in its headers, or stop reading.
 */
export interface RawSocket {
  tcp: Socket
  /** The HTTP status that the upgrade was answered with; 101 where the socket is open. */
  status: number
  /** Text frames as they came, apart from Engine.IO's pings. */
  frames: string[]
  isClosed: boolean
  sendText(text: string): void
  sendFrame(opcode: number, payload: Buffer, isFinal?: boolean): void
  /** Resolves with the first frame, from the next on, that fits. */
  heard(fits: (frame: string) => boolean, withinMs?: number): Promise<string>
  closed(withinMs?: number): Promise<void>
  end(): void
}

const finalBit = 0x80
const maskBit = 0x80

export async function openRawSocket(url: string, given: { headers?: object; query?: string } = {}): Promise<RawSocket> {
  const { hostname, port, host } = new URL(url)
  const tcp = connect({ host: hostname, port: Number(port) })
  await once(tcp, 'connect')
  const headers = {
    host,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...given.headers,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const path = `/socket.io/?EIO=4&transport=websocket${given.query ?? ''}`
  tcp.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  let waiting: Buffer = Buffer.alloc(0)
  const raw: RawSocket = {
    tcp,
    status: 0,
    frames: [],
    isClosed: false,
    sendText: (text) => raw.sendFrame(1, Buffer.from(text)),
    sendFrame: (opcode, payload, isFinal = true) => void tcp.write(masked(opcode, payload, isFinal)),
    async heard(fits, withinMs = 10_000) {
      const from = raw.frames.length
      const find = () => raw.frames.slice(from).find(fits)
      await until(() => find() !== undefined, withinMs)
      return find()!
    },
    closed: (withinMs = 10_000) => until(() => raw.isClosed, withinMs),
    end: () => void tcp.destroy(),
  }
  tcp.on('error', () => {})
  tcp.on('close', () => {
    raw.isClosed = true
  })
  tcp.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk])
    if (raw.status === 0) waiting = readStatus(raw, waiting)
    if (raw.status === 101) waiting = readFrames(raw, waiting)
  })
  await until(() => raw.status !== 0 || raw.isClosed, 10_000)
  return raw
}

/** The Socket.IO handshake with a token; resolves once the hub has let it in, rejects with its refusal. */
export async function signInRaw(raw: RawSocket, token: string): Promise<void> {
  const answer = raw.heard((frame) => /^4[04]/.test(frame))
  raw.sendText(`40${JSON.stringify({ token })}`)
  const frame = await answer
  if (frame.startsWith('44')) throw new Error(frame)
}

function readStatus(raw: RawSocket, bytes: Buffer): Buffer {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return bytes
  raw.status = Number(bytes.subarray(9, 12).toString())
  return bytes.subarray(end + 4)
}

function readFrames(raw: RawSocket, bytes: Buffer): Buffer {
  let rest = bytes
  for (;;) {
    const frame = nextFrame(rest)
    if (!frame) return rest
    rest = rest.subarray(frame.length)
    const text = frame.payload.toString()
    if (frame.opcode === 1 && text === '2') raw.sendText('3')
    else if (frame.opcode === 1) raw.frames.push(text)
    else if (frame.opcode === 8) raw.tcp.end()
  }
}

function nextFrame(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | null {
  if (bytes.length < 2) return null
  const short = bytes[1]! & 0x7f
  const head = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < head) return null
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < head + size) return null
  return { opcode: bytes[0]! & 0x0f, payload: bytes.subarray(head, head + size), length: head + size }
}

function masked(opcode: number, payload: Buffer, isFinal: boolean): Buffer {
  const first = (isFinal ? finalBit : 0) | opcode
  const size = payload.length
  let head: Buffer
  if (size < 126) head = Buffer.from([first, maskBit | size])
  else if (size < 65_536) head = Buffer.from([first, maskBit | 126, size >> 8, size & 0xff])
  else {
    head = Buffer.alloc(10)
    head.set([first, maskBit | 127])
    head.writeBigUInt64BE(BigInt(size), 2)
  }
  const mask = randomBytes(4)
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ mask[index % 4]!)])
}
