import { entriesAfter, type StoredEntry } from '#server/platform/entry.model.ts'
import type { RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { OutboundError, postOutbound } from '#server/platform/outbound.ts'
import { unseal } from '#server/platform/vault.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { inLanguage } from '#shared/platform/language.ts'
import type { Hook } from '#shared/rooms/hook.shape.ts'
import { callingAnew } from './called.ts'
import { beginTelling, endTelling, type HookPostRow, noteFault, takeDueHook } from './hook.model.ts'
import { type HookFact, type HookFault, type HookPost, hasLines, hookFault, hookRequest } from './hookFormats.ts'
import { messages } from './message.model.ts'

const entriesAtOnce = 50
const mostTries = 10
const firstPauseMs = 10_000
const longestPauseMs = 3_600_000
type Topic = Hook['topics'][number]
const topicsOf: Record<string, Topic[]> = {
  'message.posted': ['message'],
  'message.released': ['message'],
  'message.edited': ['message'],
  'message.deleted': ['message'],
  'message.redacted': ['message'],
  'seat.taken': ['roll'],
  'seat.granted': ['roll'],
  'seat.left': ['roll'],
  'seat.removed': ['roll', 'order'],
  'seat.muted': ['order'],
  'seat.unmuted': ['order'],
  'room.described': ['room'],
  'room.archived': ['room'],
  'room.reopened': ['room'],
  'room.locked': ['order'],
  'room.unlocked': ['order'],
  'room.ruled': ['order'],
}
export const hookedEvents = Object.keys(topicsOf)
export const wants = ({ state, topics }: Hook, event: string) =>
  state === 'on' && (topicsOf[event] ?? []).some((topic) => topics.includes(topic))
const isOfMessage = (event: string) => event.startsWith('message.')

/** Tells everything that is due through every web hook that waits for it. */
export async function postHooks(hub: Hub): Promise<void> {
  for (;;) {
    const row = await takeDueHook(hub.store, hub.clock.now())
    if (!row) return
    await tell(hub, row)
  }
}

async function tell(hub: Hub, row: HookPostRow): Promise<void> {
  const { store, clock } = hub
  const view = await hub.rooms.fresh(row.room)
  const hook = view?.find('hook', row._id)
  const now = clock.now()
  if (!view || hook?.state !== 'on') {
    return endTelling(store, row, { upTo: row.toldUpTo, sentAt: null, now, isMore: false })
  }
  await hub.rooms.erased(row.room)
  await hub.rooms.applied(row.room, view.head.seq)
  const upTo = row.tellingUpTo ?? Infinity
  const entries = await entriesAfter(store, row.room, Math.max(row.toldUpTo, hook.version), entriesAtOnce, upTo)
  const last = entries.at(-1)?.seq
  if (last === undefined) return endTelling(store, row, { upTo: view.head.seq, sentAt: null, now, isMore: false })
  const facts = await factsIn(hub, hook, row.room, entries)
  const isSaid = hook.format === 'json' ? facts.length > 0 : hasLines(facts)
  if (isSaid) {
    await beginTelling(store, row._id, last)
    const fault = await send(hub, { row, hook, view, facts, delivery: `${row._id}-${last}` })
    hub.metrics.posts.inc({ channel: 'hook', outcome: fault?.why ?? 'told' })
    if (fault) return putOff(hub, row, fault)
  }
  await endTelling(store, row, { upTo: last, sentAt: isSaid ? now : null, now, isMore: view.head.seq > last })
}

async function putOff(hub: Hub, row: HookPostRow, fault: HookFault): Promise<void> {
  const now = hub.clock.now()
  const tries = row.tries + 1
  const pauseMs = Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs)
  const isOver = tries >= mostTries
  const dueAt = isOver ? null : new Date(now.getTime() + pauseMs)
  // First: a fault that is noted as the last is not looked at again.
  if (isOver) await giveUp(hub, row, tries)
  await noteFault(hub.store, row._id, { fault: { ...fault, at: now }, dueAt })
  hub.log.info({ hook: row._id, room: row.room, ...fault, tries }, 'web hook failed')
}

async function giveUp(hub: Hub, row: HookPostRow, tries: number): Promise<void> {
  const input = { room: row.room, hook: row._id, tries }
  // The same deed for the same failure, should this be repeated after a crash.
  const cid = `hook-${row._id}-${row.toldUpTo}`
  await hub.dispatch({ name: 'hook.giveUp', input, actor: systemActor, cid })
}

/** Sends facts now. Null where they were taken. */
export async function send(
  hub: Hub,
  {
    row,
    hook,
    view,
    facts,
    delivery,
  }: { row: HookPostRow; hook: Hook; view: RoomView; facts: HookFact[]; delivery: string },
): Promise<HookFault | null> {
  const address = unseal(hub.config, row.address)
  if (!address) return { why: 'address', detail: '' }
  const room = view.find('room', view.id)!
  const { publicUrl, mayLoop } = hub.config
  const language = room.title.authoritative
  const post: HookPost = {
    ...(JSON.parse(address) as Pick<HookPost, 'url' | 'secret'>),
    format: hook.format,
    delivery,
    room: {
      id: view.id,
      title: inLanguage(room.title, language),
      // Elsewhere nothing would complete a path, and any other host would be guessed.
      ...(publicUrl && { address: `${publicUrl}/rooms/${view.id}` }),
    },
    language,
    facts,
    now: hub.clock.now().getTime(),
  }
  try {
    return hookFault(hook.format, await postOutbound({ mayLoop }, hookRequest(post)))
  } catch (error) {
    if (error instanceof OutboundError) return { why: error.fault, detail: '' }
    throw error
  }
}

/** What the hub posts for somebody, once it is approved, is theirs. */
const whoSpoke = (event: string, message: { author: string } | undefined) =>
  event === 'message.released' ? message?.author : undefined

/** What the hook wants to hear of these entries, in the words of this moment: what is erased by now has none. */
async function factsIn(hub: Hub, hook: Hook, room: string, entries: StoredEntry[]): Promise<HookFact[]> {
  const changes = entries.flatMap(({ changes, seq, at, by }) => changes.map((change) => ({ ...change, seq, at, by })))
  const wanted = changes.filter(({ event }) => wants(hook, event))
  const ids = [...new Set(wanted.flatMap(({ event, item }) => (isOfMessage(event) ? [item.id] : [])))]
  const found = new Map((await messages.findMany(hub.store, room, ids)).map((message) => [message.id, message]))
  const cluster = await hub.rooms.view(clusterRoom)
  const language = (await hub.rooms.view(room))?.find('room', room)?.title.authoritative ?? 'zh'
  const called = await callingAnew(hub, language)
  return wanted.flatMap(({ event, item, seq, at, by }) => {
    const message = found.get(item.id)
    const isGone = event === 'message.deleted' || event === 'message.redacted'
    // A message that was posted and erased meanwhile is not told at all.
    if (isOfMessage(event) && !isGone && (!message || message.erased)) return []
    const id = event.startsWith('seat.') ? item.id : (whoSpoke(event, message) ?? by)
    const person = cluster?.find('person', id)
    const name = person ? inLanguage(person.name, language) : ''
    return [
      {
        event,
        seq,
        at,
        person: { id, name },
        message: message?.id ?? '',
        text: isGone || !message ? '' : called(message.text),
      },
    ]
  })
}
