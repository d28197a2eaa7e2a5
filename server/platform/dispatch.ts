import { hash } from 'node:crypto'
import type { z } from 'zod'
import {
  type CommandName,
  commands,
  type Input,
  isCommandName,
  isQueryName,
  type QueryInput,
  type QueryName,
  queries,
} from '#shared/contract.ts'
import { can, canRead, type QuerySubject, type Subject } from '#shared/permissions.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { asReply, Refusal, type Reply } from '#shared/platform/refusal.ts'
import { refusalOfFailure } from './failure.ts'
import type { Call, Decision, Handlers, LogHandler, PlainHandler, QueryHandlers, RoomView } from './handler.ts'
import type { Hub } from './hub.ts'
import type { RoomRegistry } from './rooms.ts'

export interface DispatchSurroundings {
  hub(): Hub
  rooms: RoomRegistry
  handlers: Handlers<CommandName>
  queryHandlers: QueryHandlers<QueryName>
  /** Whether the actor may know of the room at all: where not, a refusal says `not_found`. */
  mayKnow(actor: Actor, room: RoomView): boolean
}

/** Ids of new things follow from the deed, so that deciding it again gives the same ones. */
export const idOf = (room: string, by: string, cid: string, part = '') =>
  hash('sha256', `${room}|${by}|${cid}|${part}`, 'base64url').slice(0, 21).replace(/^[-_]/, 'x')

const isLogHandler = (handler: object): handler is LogHandler<CommandName> => 'decide' in handler

/** The only road to a change: shape, then who, then when, then the log. Only here refusals become replies. */
export function createDispatch(around: DispatchSurroundings): Pick<Hub, 'dispatch' | 'ask'> {
  return {
    async dispatch({ name, input, actor, cid, session = null, requestId }) {
      const { log, metrics } = around.hub()
      const reply = await asReplyOf(log, { name, by: actor.personId, requestId }, () => {
        if (!isCommandName(name)) throw new Refusal('not_found', 'platform.notFound')
        if (!actor.scopes.includes('write')) throw new Refusal('not_allowed', 'platform.tokenScope')
        return runCommand(around, { name, input: checked(commands[name].input, input), actor, cid, session })
      })
      const label = isCommandName(name) ? name : 'unknown'
      metrics.commands.inc({ name: label, outcome: reply.ok ? 'ok' : reply.error.code })
      return reply
    },
    async ask({ name, input, actor, session = null, requestId }) {
      return asReplyOf(around.hub().log, { name, by: actor.personId, requestId }, () => {
        if (!isQueryName(name)) throw new Refusal('not_found', 'platform.notFound')
        if (!actor.scopes.includes('read')) throw new Refusal('not_allowed', 'platform.tokenScope')
        return runQuery(around, { name, input: checked(queries[name].input, input), actor, session })
      })
    },
  }
}

/** Every issue of the input by its path, as a key of `shared/refusals.ts`. */
export function checked<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
  const parsed = shape.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, message }) => [
    path.join('.'),
    message.includes('.field.') ? message : 'platform.field.invalid',
  ])
  throw new Refusal('invalid_input', 'platform.checkInput', { fields: Object.fromEntries(fields) })
}

async function asReplyOf(
  log: Hub['log'],
  about: { name: string; by: string | null; requestId: string | undefined },
  work: () => Promise<unknown>,
): Promise<Reply<unknown>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    if (error instanceof Refusal) return asReply(error)
    const refusal = refusalOfFailure(error)
    log.error({ err: error, ...about }, refusal.code === 'internal' ? 'bug' : 'store away')
    return asReply(refusal)
  }
}

interface Asked<Name, In> {
  name: Name
  input: In
  actor: Actor
}

async function runCommand(
  around: DispatchSurroundings,
  {
    name,
    input,
    actor,
    cid,
    session,
  }: Asked<CommandName, Input<CommandName>> & { cid: string; session: string | null },
): Promise<unknown> {
  const hub = around.hub()
  const by = actor.personId ?? 'visitor'
  const call: Call<CommandName> = { input, actor, by, cid, session, hub }
  const handler = around.handlers[name]
  if (!isLogHandler(handler)) return runPlain(name, handler as PlainHandler<CommandName>, call)
  const place = commands[name].room as ((input: object, newRoomId: string) => string) | null
  if (!place) throw new Error(`${name} writes no log, but its handler decides`)
  const room = place(input, idOf('', by, cid))
  await visibleOrNew(around, handler, room, actor)
  const loaded = await handler.load?.(call)
  const aside = await handler.aside?.({ call, loaded })
  if (aside) return aside
  const decide = (view: RoomView, seq: number, now: Date): Decision<never> => {
    const present = actorNow(hub, actor)
    const subject = asSeenBy(present, () => handler.subject({ room: view, input, actor: present }))
    if (!can(present, name, subject)) throw refusalFor(around, present, view, handler.creates === true)
    const newId = (part?: string) => idOf(room, by, cid, part)
    return handler.decide({
      input,
      actor: present,
      subject,
      room: view,
      by,
      now,
      seq,
      newId,
      loaded,
    }) as Decision<never>
  }
  const needs = handler.needs?.(input) ?? []
  const recorded = handler.recorded?.(input) ?? input
  const deed = { room, name, input: recorded, by, cid, decide }
  const answer = await around.rooms
    .submit(deed, { creates: handler.creates === true, needs })
    .catch(async (error: unknown) => {
      if (isFinal(error)) await handler.undo?.({ call, loaded })
      throw error
    })
  return handler.reveal?.({ call, answer: answer as never, loaded }) ?? answer
}

/** Whether a deed is refused for good: where the outcome is not known, it may have been done. */
const isFinal = (error: unknown) => error instanceof Refusal && !['unavailable', 'conflict'].includes(error.code)

/** Rights as they are now, not as they were when the call came in; a reaction's are the system's. */
const actorNow = (hub: Hub, actor: Actor): Actor =>
  actor.personId === null || actor.personId === 'system' ? actor : hub.actorOf(actor.personId, actor.scopes)

const notSignedIn = () => new Refusal('not_signed_in', 'platform.notSignedIn')

/** Outside a room's queue, a subject that one may not ask about is one that one may not know of. */
const hiddenOr = (handler: { subject?: unknown }) =>
  handler.subject ? new Refusal('not_found', 'platform.notFound') : new Refusal('not_allowed', 'platform.notAllowed')

/** To a visitor, what does not exist looks like what is not theirs. */
function asSeenBy<Found>({ personId }: Actor, find: () => Found): Found {
  try {
    return find()
  } catch (error) {
    throw personId === null && error instanceof Refusal ? notSignedIn() : error
  }
}

async function visibleOrNew(around: DispatchSurroundings, handler: object, room: string, actor: Actor): Promise<void> {
  if ('creates' in handler && handler.creates) return
  const view = await around.rooms.view(room)
  if (actor.personId === null) {
    if (!view) throw notSignedIn()
    return
  }
  const isVisible = () => view !== null && around.mayKnow(actorNow(around.hub(), actor), view)
  if (isVisible()) return
  // Another process may have let the actor in a moment ago.
  if (view) await around.rooms.fresh(room)
  if (!isVisible()) throw new Refusal('not_found', 'platform.notFound')
}

function refusalFor(around: DispatchSurroundings, actor: Actor, view: RoomView, creates: boolean): Refusal {
  if (actor.personId === null) return notSignedIn()
  if (!creates && !around.mayKnow(actor, view)) return new Refusal('not_found', 'platform.notFound')
  return new Refusal('not_allowed', 'platform.notAllowed')
}

async function runPlain(name: CommandName, handler: PlainHandler<CommandName>, call: Call<CommandName>) {
  const isVisitor = call.actor.personId === null
  if (isVisitor && handler.subject) throw notSignedIn()
  const subject = (await handler.subject?.(call)) ?? {}
  if (!can(call.actor, name, subject as Subject<typeof name>)) {
    if (isVisitor) throw notSignedIn()
    throw hiddenOr(handler)
  }
  return handler.run(call)
}

async function runQuery(
  around: DispatchSurroundings,
  { name, input, actor, session }: Asked<QueryName, QueryInput<QueryName>> & { session: string | null },
): Promise<unknown> {
  const hub = around.hub()
  const handler = around.queryHandlers[name]
  // Whatever has a subject belongs to members: a visitor is told so before anything is looked up.
  if (actor.personId === null && handler.subject) throw notSignedIn()
  const atLeast = (input as { atLeast?: string }).atLeast
  if (atLeast) {
    const [room, seq] = [
      atLeast.slice(0, atLeast.lastIndexOf(':')),
      Number(atLeast.slice(atLeast.lastIndexOf(':') + 1)),
    ]
    const view = await hub.rooms.view(room)
    if (view && around.mayKnow(actor, view)) await hub.rooms.applied(room, seq)
  }
  const ask = { input, actor, hub, session } as never
  const subject = (await handler.subject?.(ask)) ?? {}
  if (!canRead(actor, name, subject as QuerySubject<typeof name>)) {
    if (actor.personId === null) throw notSignedIn()
    throw hiddenOr(handler)
  }
  return handler.find(ask)
}
