import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { speeches } from './dialects.ts'
import { type CrowdRoom, Member } from './member.ts'
import type { Plan } from './plan.ts'
import { bodyOf, heardAlike, Tally } from './tally.ts'

const atOnce = 64
const receiveBytes = 256 * 1024

/** Everybody who takes part, spread evenly over the rooms. */
export class Crowd {
  readonly rooms: CrowdRoom[]
  readonly members: Member[]
  readonly tally = new Tally()
  readonly #plan: Plan
  /** All sockets read into one buffer: what comes is used up at once. */
  readonly #buffer = Buffer.allocUnsafeSlow(receiveBytes)
  #turn = 0

  constructor(plan: Plan, onBreak: (error: Error) => void) {
    this.#plan = plan
    this.rooms = plan.rooms.map((name) => ({ name, members: [] }))
    const { host, port } = plan
    const tokens = readFileSync(plan.tokensFile, 'utf8').trim().split('\n')
    const run = randomBytes(6).toString('hex')
    const around = { host, port, speech: speeches[plan.dialect], tally: this.tally, run, onBreak }
    this.members = Array.from({ length: plan.members }, (_, index) => {
      const room = this.rooms[index % this.rooms.length]!
      return new Member(room, { ...around, token: tokens[index % tokens.length]! })
    })
  }

  connect(members = this.members): Promise<void> {
    return severalAtOnce(members, (member) => member.connect(this.#buffer))
  }

  join(members = this.members): Promise<void> {
    return severalAtOnce(members, (member) => member.join())
  }

  /** Sends one message, to each room in turn and by each of its members in turn. */
  sendNext(at: number): void {
    const turn = this.#turn++
    const { members } = this.rooms[turn % this.rooms.length]!
    this.sendBy(members[Math.floor(turn / this.rooms.length) % members.length]!, at, members.length)
  }

  /** `listeners` is how many members are to hear it. */
  sendBy(member: Member, at: number, listeners: number): void {
    const number = this.tally.send(at, listeners)
    member.send(number, bodyOf(number, this.#plan.messageBytes))
  }

  /** Waits for the last stragglers, then tells what never came and whether all heard one order. */
  async verdict(): Promise<{ missing: number; orderOk: boolean }> {
    const end = performance.now() + this.#plan.patienceMs
    while (this.tally.missing() > 0 && performance.now() < end) await pause(50)
    return { missing: this.tally.missing(), orderOk: this.rooms.every(({ members }) => heardAlike(members)) }
  }

  leave(): void {
    for (const member of this.members) member.leave()
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function severalAtOnce<T>(list: T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = list.values()
  const worker = async () => {
    for (const one of rest) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
