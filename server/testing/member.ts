import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { expect } from 'vitest'
import {
  type Ask,
  type CommandName,
  events,
  isEventName,
  type Output,
  type QueryAsk,
  type QueryName,
  type QueryOutput,
} from '#shared/contract.ts'
import type { Thing } from '#shared/platform/contract.ts'
import type { ClientToServer, Entered, ServerToClient } from '#shared/platform/protocol.ts'
import { Refusal, type Reply } from '#shared/platform/refusal.ts'
import { type Entry, following, type Head, isNewer } from '#shared/platform/roomLog.ts'
import { buildToken, newCid } from './factories.ts'
import type { TestApp } from './testApp.ts'

interface Held {
  head: Head
  things: Map<string, Thing>
  transcript: Entry[]
  /** Messages older than this are not in the page that one has. */
  oldest: number
}

/** A member with a live socket, who keeps what they hear as the client does. */
export interface Member {
  person: string
  token: string
  socket: Socket<ServerToClient, ClientToServer>
  rooms: Map<string, Held>
  /** Every signal but entries, as heard. */
  signals: { name: string; payload: unknown }[]
  send<C extends CommandName>(name: C, input: Ask<C>, cid?: string): Promise<Output<C>>
  ask<Q extends QueryName>(name: Q, input: QueryAsk<Q>): Promise<QueryOutput<Q>>
  /** Enters, or catches up with what one has. */
  enter(room: string): Promise<Entered>
  /** Resolves once the room's head has reached `seq`. */
  heard(room: string, seq: number): Promise<void>
  leave(): void
}

export function unwrap<Data>(reply: Reply<Data>): Data {
  if (reply.ok) return reply.data
  throw new Refusal(reply.error.code, reply.error.key, reply.error.details)
}

/** Connects with a token; rejects with the server's refusal. */
export async function connectMember(
  app: Pick<TestApp, 'url' | 'running'>,
  person: string,
  given: { token?: string; options?: object } = {},
): Promise<Member> {
  const token = given.token ?? (await buildToken(app, person))
  const socket: Member['socket'] = io(app.url, {
    transports: ['websocket'],
    auth: { token },
    reconnection: false,
    forceNew: true,
    ...given.options,
  })
  const rooms = new Map<string, Held>()
  const signals: Member['signals'] = []
  socket.onAny((name: string, payload: unknown) => {
    if (name !== 'entries') signals.push({ name, payload })
  })
  socket.on('entries', ({ room, entries }) => {
    const held = rooms.get(room)
    if (held) takeIn(held, entries)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error: Error & { data?: Reply<never> }) => {
      socket.close()
      try {
        unwrap(error.data ?? { ok: false, error: { code: 'unavailable', key: error.message, details: {} } })
      } catch (refusal) {
        reject(refusal)
      }
    })
  })
  return {
    person,
    token,
    socket,
    rooms,
    signals,
    send: async (name, input, cid = newCid()) =>
      unwrap((await socket.emitWithAck('command', { name, cid, input })) as never),
    ask: async (name, input) => unwrap((await socket.emitWithAck('query', { name, input })) as never),
    async enter(room) {
      const before = rooms.get(room)
      const have = before && before.head.seq > 0 ? { seq: before.head.seq, hash: before.head.hash } : {}
      const early: Entry[] = []
      const keepEarly = (frame: { room: string; entries: Entry[] }) =>
        frame.room === room && early.push(...frame.entries)
      socket.on('entries', keepEarly as never)
      const entered = unwrap((await socket.emitWithAck('enter', { room, ...have })) as Reply<Entered>)
      socket.off('entries', keepEarly as never)
      const held = entered.sync.mode === 'fresh' ? freshly(entered.sync) : before!
      if (entered.sync.mode === 'fresh') held.transcript = before?.transcript ?? []
      rooms.set(room, held)
      if (entered.sync.mode === 'tail') takeIn(held, entered.sync.entries)
      takeIn(held, early)
      return entered
    },
    async heard(room, seq) {
      for (let waited = 0; (rooms.get(room)?.head.seq ?? 0) < seq; waited += 5) {
        if (waited > 10_000) throw new Error(`${person} heard ${rooms.get(room)?.head.seq} of ${seq} in ${room}`)
        await pause(5)
      }
    },
    leave: () => void socket.close(),
  }
}

function freshly(page: Extract<Entered['sync'], { mode: 'fresh' }>): Held {
  const held: Held = { head: page.head, things: new Map(), transcript: [], oldest: page.oldest }
  for (const [kind, items] of Object.entries(page.things)) for (const item of items) keep(held, kind, item)
  return held
}

function takeIn(held: Held, entries: Entry[]): void {
  const { ready } = following(held.head, entries)
  for (const entry of ready) {
    held.head = { seq: entry.seq, hash: entry.hash, n: entry.n }
    held.transcript.push(entry)
    for (const { event, item } of entry.changes) {
      if (!isEventName(event)) throw new Error(`unknown event ${event}`)
      keep(held, events[event].thing, item)
    }
  }
}

function keep(held: Held, kind: string, item: Thing): void {
  const key = `${kind}/${item.id}`
  if (isNewer(held.things.get(key), item)) held.things.set(key, item)
}

/** What a listener holds of the page that a newcomer gets now must be the same, byte for byte. */
export async function expectLiveEqualsFresh(
  app: Pick<TestApp, 'url' | 'running'>,
  member: Member,
  room: string,
): Promise<void> {
  const newcomer = await connectMember(app, member.person, { token: member.token })
  const { sync } = await newcomer.enter(room)
  newcomer.leave()
  await member.heard(room, sync.head.seq)
  const live = member.rooms.get(room)!
  const fresh = newcomer.rooms.get(room)!
  expect(live.head).toEqual(fresh.head)
  for (const [key, item] of fresh.things) expect([key, live.things.get(key)]).toEqual([key, item])
  const shown = [...live.things].filter(([key, item]) => isShown(key, item, fresh.oldest))
  expect(shown.map(([key]) => key).sort()).toEqual([...fresh.things.keys()].sort())

  function isShown(key: string, item: Thing, oldest: number): boolean {
    if (/^(seat|profile|hook|pace|wordList|review|report|election|nomination)\//.test(key)) return false
    if (key.startsWith('message/')) return (item as Thing & { seq: number }).seq >= oldest
    if (key.startsWith('decision/')) {
      const asked = live.things.get(`message/${(item as Thing & { message: string | null }).message}`)
      return asked !== undefined && (asked as Thing & { seq: number }).seq >= oldest
    }
    if (!key.startsWith('reaction/')) return true
    const message = live.things.get(`message/${(item as Thing & { message: string }).message}`)
    return message !== undefined && (message as Thing & { seq: number }).seq >= oldest
  }
}
