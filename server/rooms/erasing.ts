import { change, type LogHandler } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { sha256 } from '#server/platform/seal.ts'
import type { Store } from '#server/platform/store.ts'
import { causeOf } from '#shared/causes.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { causeOfErasing, type ErasingCause, mostErasedAtOnce } from '#shared/rooms/erasing.ts'
import { ofRoom } from './access.ts'
import { eraseMessage } from './message.handlers.ts'
import { messages } from './message.model.ts'
import { takenDown } from './pin.handlers.ts'

/** Many messages in one entry, each as if it had been redacted: text and salts go from every entry that held them. */
export const eraseMessages: LogHandler<'messages.erase'> = {
  needs: ({ messages }) => messages.map((id) => ({ kind: 'message', id })),
  subject: ({ room, actor }) => ofRoom(room, actor),
  decide({ input, room, by, now, seq }) {
    const held = input.messages.flatMap((id) => room.find('message', id) ?? []).filter(({ erased }) => erased === null)
    if (held.length === 0) throw new Refusal('already_done', 'rooms.messageErased')
    const erased = { by, reason: '', cause: causeOf(causeOfErasing[input.cause]), at: now.getTime() }
    const changes = held.flatMap((message) => [
      change('message.redacted', { ...eraseMessage(message), erased }),
      ...takenDown(room, message.id, { by, now }),
    ])
    return { changes, answer: { seq, erased: held.length } }
  },
}

interface Wanted {
  room: string
  cause: ErasingCause
  author?: string
  /** ms since 1970; only what was posted before. */
  before?: number
}

const query = ({ room, author, before }: Wanted) => ({
  room,
  ...(author === undefined ? {} : { author }),
  ...(before === undefined ? {} : { at: { $lt: before } }),
})

async function pageAfter(store: Store, wanted: Wanted, after: number): Promise<{ id: string; seq: number }[]> {
  const rows = await messages
    .rows(store)
    .collection.find({ ...query(wanted), erased: null, seq: { $gt: after } } as never, {
      projection: { id: 1, seq: 1 },
    })
    .sort({ room: 1, seq: 1 })
    .limit(mostErasedAtOnce)
    .toArray()
  return rows as unknown as { id: string; seq: number }[]
}

/** Erases whatever is meant, some at a time, until `isOver`. Cut short, it is called again: what is done is passed over. */
export async function eraseAll(
  hub: Hub,
  {
    keeps = () => false,
    isOver = () => false,
    ...wanted
  }: Wanted & { keeps?(message: string): boolean; isOver?(): boolean },
): Promise<number> {
  const view = await hub.rooms.fresh(wanted.room)
  if (!view) return 0
  await hub.rooms.applied(wanted.room, view.head.seq)
  let erased = 0
  for (let after = 0; !isOver(); ) {
    const page = await pageAfter(hub.store, wanted, after)
    const last = page.at(-1)
    if (!last) break
    after = last.seq
    const ids = page.map(({ id }) => id).filter((id) => !keeps(id))
    if (ids.length === 0) continue
    const input = { room: wanted.room, messages: ids, cause: wanted.cause }
    // The same messages are the same deed, whoever comes by here once more.
    const cid = `erase-${sha256(`${wanted.cause}|${ids.join()}`).slice(0, 48)}`
    const reply = await hub.dispatch({ name: 'messages.erase', input, actor: systemActor, cid })
    if (reply.ok) erased += (reply.data as { erased: number }).erased
    else if (reply.error.code !== 'already_done') {
      throw new Refusal(reply.error.code, reply.error.key, reply.error.details)
    }
  }
  return erased
}
