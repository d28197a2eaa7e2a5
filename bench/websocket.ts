/** Called with the place of one message's payload in the buffer, which is reused after the call. */
export type OnPayload = (buffer: Buffer, start: number, end: number) => void

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 }

/** One masked text frame; its mask is zero, so that masking changes nothing. */
export function textFrame(text: string): Buffer {
  return frame(Buffer.from(text), opcodes.text)
}

function frame(payload: Buffer, opcode: number): Buffer {
  const length = payload.length
  const headLength = length < 126 ? 6 : length < 65_536 ? 8 : 14
  const bytes = Buffer.alloc(headLength + length)
  bytes[0] = 0x80 | opcode
  if (length < 126) bytes[1] = 0x80 | length
  else if (length < 65_536) {
    bytes[1] = 0x80 | 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 0x80 | 127
    bytes.writeUInt32BE(length, 6)
  }
  payload.copy(bytes, headLength)
  return bytes
}

export const upgradeRequest = (host: string, port: number) =>
  [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: ${host}:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n')

/**
 * Takes in what a server sends over one connection: the answer to the upgrade, then unmasked frames. Written by hand
 * because a client library would cost more than the server that is measured.
 */
export class FrameReader {
  #rest: Buffer | null = null
  #isUpgraded = false
  readonly #onPayload: OnPayload
  readonly #reply: (bytes: Buffer) => void

  constructor(onPayload: OnPayload, reply: (bytes: Buffer) => void) {
    this.#onPayload = onPayload
    this.#reply = reply
  }

  /** Throws where the server refuses, or closes. */
  take(chunk: Buffer): void {
    const buffer = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk
    this.#rest = null
    let place = this.#isUpgraded ? 0 : this.#takeUpgrade(buffer)
    while (buffer.length - place >= 2) {
      const end = this.#takeFrame(buffer, place)
      if (end < 0) break
      place = end
    }
    if (place < buffer.length) this.#rest = Buffer.from(buffer.subarray(place))
  }

  #takeUpgrade(buffer: Buffer): number {
    const end = buffer.indexOf('\r\n\r\n')
    if (end < 0) return 0
    const head = buffer.toString('latin1', 0, end)
    if (!head.startsWith('HTTP/1.1 101')) throw new Error(`upgrade refused: ${head.slice(0, 200)}`)
    this.#isUpgraded = true
    return end + 4
  }

  /** The end of the frame that starts at `place`, or -1 where not all of it is here. */
  #takeFrame(buffer: Buffer, place: number): number {
    if (!this.#isUpgraded) return -1
    let length = buffer[place + 1]! & 127
    let start = place + 2
    if (length === 126) {
      if (buffer.length < place + 4) return -1
      length = buffer.readUInt16BE(place + 2)
      start = place + 4
    } else if (length === 127) {
      if (buffer.length < place + 10) return -1
      length = buffer.readUInt32BE(place + 6)
      start = place + 10
    }
    const end = start + length
    if (buffer.length < end) return -1
    const opcode = buffer[place]! & 15
    if (opcode === opcodes.ping) this.#reply(frame(Buffer.from(buffer.subarray(start, end)), opcodes.pong))
    else if (opcode === opcodes.close) throw new Error('the server closed a connection')
    else this.#onPayload(buffer, start, end)
    return end
  }
}
