import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import type { ClientToServer, ServerToClient } from '#shared/platform/protocol.ts'
import type { Reply } from '#shared/platform/refusal.ts'

const patienceMs = 8000

/** A member of the demo at a device of their own: a true socket, so that presence and typing are true too. */
export class Player {
  readonly #socket: Socket<ServerToClient, ClientToServer>
  readonly #room: string
  #newest = { seq: 0, n: 0 }

  constructor({ port, token, room }: { port: number; token: string; room: string }) {
    this.#room = room
    this.#socket = io(`http://127.0.0.1:${port}`, {
      auth: { token },
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
    })
    this.#socket.on('entries', ({ entries }) => {
      const { seq, n } = entries.at(-1) ?? this.#newest
      this.#newest = { seq, n }
    })
    this.#socket.on('connect', () => this.#socket.emit('enter', { room }, () => {}))
  }

  get isHere(): boolean {
    return this.#socket.active
  }

  come(): void {
    this.#socket.connect()
  }

  go(): void {
    this.#socket.disconnect()
  }

  type(): void {
    if (this.#socket.connected) this.#socket.emit('typing', { room: this.#room })
  }

  /** Marks the room as read up to what has been heard. */
  async read(): Promise<void> {
    if (this.#newest.seq > 0) await this.perform('marker.move', { room: this.#room, ...this.#newest })
  }

  /** Null where the hub said no or did not answer: a script goes on with its next line. */
  async perform<C extends CommandName>(name: C, input: Ask<C>): Promise<Output<C> | null> {
    const ask = { name, input, cid: randomUUID() }
    const reply: Reply<unknown> | null = await this.#socket
      .timeout(patienceMs)
      .emitWithAck('command', ask)
      .catch(() => null)
    return reply?.ok ? (reply.data as Output<C>) : null
  }
}
