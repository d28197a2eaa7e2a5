import type { Logger } from 'pino'
import type { Actor } from '#shared/platform/actor.ts'
import type { Reply } from '#shared/platform/refusal.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { FileStore } from './fileStore.ts'
import type { RoomView, ThingRef } from './handler.ts'
import type { Limits } from './limits.ts'
import type { Mail } from './mail.ts'
import type { Metrics } from './metrics.ts'
import type { ReadMark } from './readSigns.ts'
import type { Sessions } from './sessions.ts'
import type { Store } from './store.ts'

/** The rooms of this process: each with its queue, its things in memory and its log in the store. */
export interface Rooms {
  /** The room as it stands in memory, opened where needed. Null for a room that does not exist. */
  view(room: string): Promise<RoomView | null>
  /** The same after reading whatever other processes have appended. */
  fresh(room: string): Promise<RoomView | null>
  /** Brings paged things into the room's memory, so that `view().find` sees them. */
  bring(room: string, things: ThingRef[]): Promise<void>
  /** Resolves once the read models hold everything up to `seq`; `unavailable` after five seconds, `invalid_input` beyond the log. */
  applied(room: string, seq: number): Promise<void>
  /** Resolves once every text of the room that was erased is gone from log and read models. */
  erased(room: string): Promise<void>
}

/** What a handler may use. Built once per process in `app.ts`. */
export interface Hub {
  config: Config
  store: Store
  log: Logger
  clock: Clock
  metrics: Metrics
  rooms: Rooms
  mail: Mail
  limits: Limits
  sessions: Sessions
  /** Where the bytes of files lie. */
  files: FileStore
  /** The rights of a person at this very moment, from the cluster's roll in memory. */
  actorOf(personId: string, scopes?: Actor['scopes']): Actor
  /** One command as somebody: the only road to a change. */
  dispatch(call: {
    name: string
    input: unknown
    actor: Actor
    cid: string
    session?: string | null
    requestId?: string
  }): Promise<Reply<unknown>>
  /** One query as somebody. */
  ask(call: {
    name: string
    input: unknown
    actor: Actor
    session?: string | null
    requestId?: string
  }): Promise<Reply<unknown>>
  /** Tells one person's devices, on every process. */
  tell: Tell
}

export interface Tell {
  person(personId: string, signal: string, payload: unknown): void
  /** How far somebody has read, to those in the room, a moment later. */
  read(room: string, mark: ReadMark): void
  /** Tells those who are in a room, on every process; nobody is told later what they missed. */
  room(room: string, signal: string, payload: unknown): void
  /** Ids of the people who are in a room, on every process. */
  hereNow(room: string): string[]
}
