import net from 'node:net'
import type { Speech } from './dialects.ts'
import { findNumbers, type Heard, type Tally } from './tally.ts'
import { FrameReader, textFrame, upgradeRequest } from './websocket.ts'

/** Acknowledgement of the join; those of messages carry the message's number. */
const joinAck = 99_999_999
const digit0 = 48

/** First characters of what comes: Engine.IO's kind of packet, then Socket.IO's. */
const packets = { open: 0x30, ping: 0x32, message: 0x34, connected: 0x30, event: 0x32, ack: 0x33 }

export interface CrowdRoom {
  name: string
  members: Member[]
}

interface Surroundings {
  host: string
  port: number
  speech: Speech
  tally: Tally
  token: string
  /** Makes the ids of this run's deeds differ from every other's. */
  run: string
  onBreak(error: Error): void
}

/** One connection, on raw TCP, that understands just enough of Engine.IO and Socket.IO. */
export class Member implements Heard {
  count = 0
  order = 0
  /** Messages that came with the answer to the join. */
  history = 0
  readonly room: CrowdRoom
  readonly #around: Surroundings
  readonly #reader: FrameReader
  readonly #hear: (number: number) => void
  #socket: net.Socket | null = null
  #now = 0
  #ready = Promise.withResolvers<void>()
  #joined = Promise.withResolvers<void>()
  #isLeaving = false

  constructor(room: CrowdRoom, around: Surroundings) {
    this.room = room
    this.#around = around
    this.#reader = new FrameReader(
      (buffer, start, end) => this.#take(buffer, start, end),
      (bytes) => this.#socket!.write(bytes),
    )
    this.#hear = (number) => around.tally.hear(this, number, this.#now)
    room.members.push(this)
  }

  /** Resolves once the server has let this member in. */
  connect(sharedBuffer: Buffer): Promise<void> {
    const { host, port, onBreak } = this.#around
    const onread = {
      buffer: sharedBuffer,
      callback: (bytes: number, buffer: Uint8Array) => {
        this.#now = performance.now()
        try {
          this.#reader.take(Buffer.from(buffer.buffer, buffer.byteOffset, bytes))
        } catch (error) {
          onBreak(error as Error)
        }
        return true
      },
    }
    this.#socket = net.connect({ host, port, noDelay: true, onread })
    this.#socket.on('connect', () => this.#socket!.write(upgradeRequest(host, port)))
    this.#socket.on('error', onBreak)
    this.#socket.on('close', () => {
      if (!this.#isLeaving) onBreak(new Error('the server closed a connection'))
    })
    return this.#ready.promise
  }

  join(): Promise<void> {
    this.#say(joinAck, this.#around.speech.join(this.room.name))
    return this.#joined.promise
  }

  send(number: number, body: string): void {
    const { speech, run } = this.#around
    this.#say(number, speech.send({ room: this.room.name, cid: `${run}-${number}`, body }))
  }

  leave(): void {
    this.#isLeaving = true
    this.#socket?.destroy()
  }

  #say(ack: number, event: string): void {
    this.#write(`42${ack}${event}`)
  }

  #write(text: string): void {
    this.#socket!.write(textFrame(text))
  }

  #take(buffer: Buffer, start: number, end: number): void {
    const [engine, packet] = [buffer[start], buffer[start + 1]]
    if (engine === packets.open) this.#write(this.#around.speech.connect(this.#around.token))
    else if (engine === packets.ping) this.#write('3')
    else if (engine !== packets.message) throw new Error(`not understood: ${buffer.toString('utf8', start, end)}`)
    else if (packet === packets.event) findNumbers(buffer, start, end, this.#hear)
    else if (packet === packets.ack) this.#takeAck(buffer, start + 2, end)
    else if (packet === packets.connected) this.#ready.resolve()
    else throw new Error(`not let in: ${buffer.toString('utf8', start, end)}`)
  }

  #takeAck(buffer: Buffer, start: number, end: number): void {
    let place = start
    let number = 0
    for (; buffer[place]! >= digit0 && buffer[place]! < digit0 + 10; place++)
      number = number * 10 + buffer[place]! - digit0
    if (buffer.toString('latin1', place, Math.min(place + 40, end)).includes('"ok":false')) {
      throw new Error(`refused: ${buffer.toString('utf8', place, end)}`)
    }
    if (number === joinAck) {
      findNumbers(buffer, place, end, () => this.history++)
      this.#joined.resolve()
    } else this.#around.tally.acknowledge(number, this.#now)
  }
}
