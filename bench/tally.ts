import { Latencies } from './latencies.ts'

const mostMessages = 4_000_000
const tilde = 0x7e
const hash = 0x23
const markerDigits = 8
const markerBytes = markerDigits + 2

/** A message's body: its number where every receiver finds it without reading the rest. */
export function bodyOf(number: number, bytes: number): string {
  const words = 'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor '
  const marker = `~#${String(number).padStart(markerDigits, '0')} `
  return marker + words.repeat(Math.ceil(bytes / words.length)).slice(0, Math.max(0, bytes - marker.length))
}

/** Calls with the number of each message whose body stands between `start` and `end`. */
export function findNumbers(buffer: Buffer, start: number, end: number, found: (number: number) => void): void {
  for (let place = start; place <= end - markerBytes; place++) {
    if (buffer[place] !== tilde || buffer[place + 1] !== hash) continue
    const number = digitsAt(buffer, place + 2)
    if (number === null) continue
    found(number)
    place += markerBytes - 1
  }
}

function digitsAt(buffer: Buffer, start: number): number | null {
  let number = 0
  for (let place = start; place < start + markerDigits; place++) {
    const digit = buffer[place]! - 48
    if (digit < 0 || digit > 9) return null
    number = number * 10 + digit
  }
  return number
}

/** What one member has heard: how many messages, and a rolling hash of their numbers in the order they came. */
export interface Heard {
  count: number
  order: number
}

/**
 * The account of all messages: when each was sent, how many members have yet to get it, and, while measuring, how
 * long both took.
 */
export class Tally {
  readonly #sentAt = new Float64Array(mostMessages)
  readonly #awaited = new Int32Array(mostMessages)
  #sent = 0
  #measuredFrom = Number.POSITIVE_INFINITY
  #isMeasuring = false
  deliveries = 0
  messages = 0
  latencies = new Latencies()
  acks = new Latencies()
  /** Called when every member has a message. */
  onEverybodyHas: (number: number) => void = () => {}

  get sent() {
    return this.#sent
  }

  /** The number of the next message, which `members` are to get. */
  send(at: number, members: number): number {
    if (this.#sent >= mostMessages) throw new Error('more messages than can be counted')
    const number = this.#sent++
    this.#sentAt[number] = at
    this.#awaited[number] = members
    if (this.#isMeasuring) this.messages++
    return number
  }

  hear(heard: Heard, number: number, now: number): void {
    heard.count++
    heard.order = (Math.imul(heard.order, 31) + number) | 0
    if (this.#isMeasuring) {
      this.deliveries++
      if (this.#sentAt[number]! >= this.#measuredFrom) this.latencies.add(now - this.#sentAt[number]!)
    }
    this.#awaited[number]!--
    if (this.#awaited[number] === 0) this.onEverybodyHas(number)
  }

  acknowledge(number: number, now: number): void {
    if (this.#isMeasuring && this.#sentAt[number]! >= this.#measuredFrom) this.acks.add(now - this.#sentAt[number]!)
  }

  startMeasuring(now: number): void {
    this.deliveries = 0
    this.messages = 0
    this.latencies = new Latencies()
    this.acks = new Latencies()
    this.#measuredFrom = now
    this.#isMeasuring = true
  }

  stopMeasuring(): void {
    this.#isMeasuring = false
  }

  /** Deliveries that have not come, and those that came too often. */
  missing(): number {
    let missing = 0
    for (let number = 0; number < this.#sent; number++) missing += Math.abs(this.#awaited[number]!)
    return missing
  }
}

/** Whether all of a room's members heard the same messages in the same order. */
export function heardAlike(members: Heard[]): boolean {
  const [first] = members
  return members.every(({ count, order }) => count === first?.count && order === first.order)
}
