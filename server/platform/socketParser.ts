import { Decoder, type Packet, PacketType, Encoder as PlainEncoder } from 'socket.io-parser'

/** JSON that is ready to be sent: many readers of one page share its text. */
export class RawJson {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Socket.IO's own wire format; an acknowledgement that is ready is not encoded again. */
export class Encoder {
  readonly #plain = new PlainEncoder()

  encode(packet: Packet): unknown[] {
    const raw = packet.type === PacketType.ACK ? packet.data?.[0] : null
    return raw instanceof RawJson ? [`${packet.type}${packet.id}[${raw.text}]`] : this.#plain.encode(packet)
  }
}

export { Decoder }
