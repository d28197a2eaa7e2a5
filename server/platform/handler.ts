import type {
  CommandName,
  commands,
  EventName,
  Input,
  Item,
  Output,
  QueryInput,
  QueryName,
  QueryOutput,
  ThingKind,
  ThingOf,
} from '#shared/contract.ts'
import type { QuerySubject, Subject } from '#shared/permissions.ts'
import type { Actor } from '#shared/platform/actor.ts'
import type { Change, Head } from '#shared/platform/roomLog.ts'
import type { Hub } from './hub.ts'

/** A room's things as its queue sees them: true up to `head`, decided but unstored entries included. */
export interface RoomView {
  readonly id: string
  readonly head: Head
  /** Null for a thing that does not exist. Things of paged kinds must have been named by `needs`. */
  find<Kind extends ThingKind>(kind: Kind, id: string): ThingOf<Kind> | null
  /** Things of a kind that is held whole. */
  all<Kind extends ThingKind>(kind: Kind): ThingOf<Kind>[]
  /** Things of a paged kind that are in memory: at least those that the read models may not have yet. */
  recent<Kind extends ThingKind>(kind: Kind): ThingOf<Kind>[]
}

export interface ThingRef {
  kind: ThingKind
  id: string
}

/** What is known of a call before its room's turn has come. */
export interface Call<C extends CommandName> {
  input: Input<C>
  actor: Actor
  /** Who the deed is written down to; `visitor` for a visitor, `system` for a reaction. */
  by: string
  cid: string
  /** The credential's key that the call came with; null for a visitor and for the hub's own deeds. */
  session: string | null
  hub: Hub
}

export interface Deciding<C extends CommandName, Loaded> {
  input: Input<C>
  /** With the rights of this moment, inside the queue. */
  actor: Actor
  subject: Subject<C>
  room: RoomView
  by: string
  now: Date
  /** The entry's place, if it is stored; a lost race decides again with another. */
  seq: number
  /** The same for the same deed however often it is decided; `part` tells several new things of one deed apart. */
  newId(part?: string): string
  loaded: Loaded
}

export interface Decision<C extends CommandName> {
  changes: Change[]
  answer: Output<C>
  /** How many messages the entry adds to the room's count. */
  messages?: number
}

/** A command that writes a room's log. `decide` is pure: it may run several times. */
export interface LogHandler<C extends CommandName, Loaded = unknown> {
  /** The command writes the first entry of a room. */
  creates?: true
  needs?(input: Input<C>): ThingRef[]
  /** The input as the entry's content hash covers it: without passwords, which a quick hash would give away. */
  recorded?(input: Input<C>): unknown
  /** Facts from outside the room, and preparations that may be repeated, before the room's turn. */
  load?(call: Call<C>): Promise<Loaded>
  /** Answers a deed that must leave no entry in this log because it belongs elsewhere; null for all others. May run again. */
  aside?(ask: { call: Call<C>; loaded: Loaded }): Promise<Output<C> | null>
  /** Refuses with not_found where there is nothing to ask permission about. */
  subject(ask: { room: RoomView; input: Input<C>; actor: Actor }): Subject<C>
  decide(ask: Deciding<C, Loaded>): Decision<C>
  /** Undoes what `load` took for the deed, once it is certain that the deed will not be done. */
  undo?(ask: { call: Call<C>; loaded: Loaded }): Promise<void>
  /** Completes the stored answer for the asker alone, with what must never stand in a log; also for a repeat. */
  reveal?(ask: { call: Call<C>; answer: Output<C>; loaded: Loaded }): Output<C>
}

/** A command outside any log: it sets a value, so that a repeat does no harm. */
export interface PlainHandler<C extends CommandName> {
  subject?(call: Call<C>): Promise<Subject<C>>
  run(call: Call<C>): Promise<Output<C>>
}

/** Where a command's fact is written decides what its handler does. What a log handler loads is its own affair. */
export type Handler<C extends CommandName> = (typeof commands)[C]['room'] extends null
  ? PlainHandler<C>
  : // biome-ignore lint/suspicious/noExplicitAny: the loaded value only travels from a handler's load to its own decide
    LogHandler<C, any>
export type Handlers<C extends CommandName> = { [Name in C]: Handler<Name> }

export interface QueryHandler<Q extends QueryName> {
  subject?(ask: { input: QueryInput<Q>; actor: Actor; hub: Hub }): Promise<QuerySubject<Q>>
  find(ask: { input: QueryInput<Q>; actor: Actor; hub: Hub; session: string | null }): Promise<QueryOutput<Q>>
}
export type QueryHandlers<Q extends QueryName> = { [Name in Q]: QueryHandler<Name> }

/** A change of the event's own kind of thing; the log gives the item its version. */
export function change<E extends EventName>(event: E, item: Omit<Item<E>, 'version'>): Change {
  return { event, item: { ...item, version: 0 } as Change['item'] }
}
