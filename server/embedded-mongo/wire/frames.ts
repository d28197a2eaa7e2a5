import { MalformedInput } from '#server/embedded-mongo/errors.ts'

const HEADER_LENGTH = 16

/** Cuts a stream of bytes into frames, each of which begins with its own length. */
export class FrameSplitter {
  readonly #maxLength: number
  #chunks: Buffer[] = []
  #length = 0

  constructor(maxLength: number) {
    this.#maxLength = maxLength
  }

  /** Takes what came in and gives the frames that are whole by now. @throws MalformedInput */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    const frames: Buffer[] = []
    for (let wanted = this.#frameLength(); wanted !== null && this.#length >= wanted; wanted = this.#frameLength()) {
      const all = this.#joined()
      frames.push(all.subarray(0, wanted))
      this.#chunks = all.length > wanted ? [all.subarray(wanted)] : []
      this.#length -= wanted
    }
    return frames
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#length)]
    return this.#chunks[0]!
  }

  #frameLength(): number | null {
    if (this.#length < 4) return null
    const first = this.#chunks[0]!.length >= 4 ? this.#chunks[0]! : this.#joined()
    const length = first.readInt32LE(0)
    if (length < HEADER_LENGTH || length > this.#maxLength) throw new MalformedInput(`a frame of ${length} bytes`)
    return length
  }
}
