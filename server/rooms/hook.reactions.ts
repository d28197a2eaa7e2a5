import { notify } from '#server/notices/notify.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import type { EventName } from '#shared/contract.ts'
import type { Hook } from '#shared/rooms/hook.shape.ts'
import { forgetHook, nudgeHooks, startHookAt } from './hook.model.ts'
import { hookedEvents, wants } from './hookPost.ts'

/** What comes within this goes out together: robots take twenty messages a minute. */
const gatherMs = 3000

const tellElsewhere: Reaction = {
  name: 'tellElsewhere',
  on: hookedEvents as EventName[],
  async isFor({ hub, room, change }) {
    const view = await hub.rooms.view(room)
    return view?.all('hook').some((hook) => wants(hook, change.event)) ?? false
  },
  async run({ hub, room, change }) {
    const view = await hub.rooms.view(room)
    const ids = (view?.all('hook') ?? []).filter((hook) => wants(hook, change.event)).map(({ id }) => id)
    await nudgeHooks(hub.store, ids, new Date(hub.clock.now().getTime() + gatherMs))
  },
}

/** A removed hook's address is forgotten; one that goes on does so with what happens from then on. */
const followHooks: Reaction = {
  name: 'followHooks',
  on: ['hook.resumed', 'hook.removed'],
  async run({ hub, seq, change }) {
    if (change.event === 'hook.removed') return forgetHook(hub.store, change.item.id)
    await startHookAt(hub.store, change.item.id, seq)
  },
}

/** Where the hub itself gave up, those who run the room are told. */
const tellOfHook: Reaction = {
  name: 'tellOfHook',
  on: ['hook.paused'],
  isFor: ({ change }) => (change.item as Hook).state === 'paused',
  async run({ hub, room, seq, by, change }) {
    if (by !== 'system') return
    const { id, label } = change.item as Hook
    const seats = (await hub.rooms.fresh(room))?.all('seat') ?? []
    const runs = seats.filter(
      ({ seat, state }) => state === 'seated' && ['chair', 'viceChair', 'secretary'].includes(seat),
    )
    const telling = { kind: 'hook', room, seq, subject: id, by: 'system', once: `${id}/${seq}`, values: { label } }
    await notify(
      hub,
      runs.map((seat) => ({ ...telling, person: seat.id, isOwed: true as const })),
    )
  },
}

export const hookReactions: Reaction[] = [tellElsewhere, followHooks, tellOfHook]
