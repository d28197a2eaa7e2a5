import { createHmac } from 'node:crypto'
import { idOf } from '#server/platform/dispatch.ts'
import { change, type Handlers, type QueryHandler, type RoomView } from '#server/platform/handler.ts'
import { isOutboundUrl } from '#server/platform/outbound.ts'
import { seal } from '#server/platform/vault.ts'
import { causeOf } from '#shared/causes.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { hookCommands } from '#shared/rooms/hook.contract.ts'
import type { Hook } from '#shared/rooms/hook.shape.ts'
import { hookLife } from '#shared/rooms/hook.ts'
import { runsRoom } from '#shared/rooms/room.ts'
import { ofRoom, subjectOfRoom } from './access.ts'
import { findHookPost, findHookPosts, keepHookAddress } from './hook.model.ts'
import { send } from './hookPost.ts'

const mostHooks = 10

function hookIn(room: RoomView, id: string): Hook {
  const hook = room.find('hook', id)
  if (!hook) throw new Refusal('not_found', 'platform.notFound')
  return hook
}

/** Before its state is changed anew. */
const withoutCause = ({ cause: _, ...hook }: Hook): Hook => hook

/** What happens behind the chairs' door, or to a room that is closed, is told nowhere else. */
function mayHaveHooks(room: RoomView): void {
  const { kind, state } = room.find('room', room.id)!
  if (kind !== 'lounge') throw new Refusal('not_allowed', 'platform.notAllowed')
  if (state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
  const kept = room.all('hook').filter(({ state }) => state !== 'removed')
  if (kept.length >= mostHooks) throw new Refusal('wrong_state', 'rooms.hooksFull', { values: { most: mostHooks } })
}

export const hookHandlers: Handlers<keyof typeof hookCommands> = {
  'hook.add': {
    recorded: ({ url, secret, ...input }) => ({ ...input, host: new URL(url).host }),
    /** The address is kept beside the log, sealed, before the log names the hook. */
    async load({ hub, input, by, cid, actor }) {
      const { room, url, format } = input
      if (!isOutboundUrl(url, hub.config.mayLoop)) {
        throw new Refusal('invalid_input', 'platform.checkInput', { fields: { url: 'rooms.hookAddress' } })
      }
      const own = createHmac('sha256', hub.config.secret).update(`hook\n${by}\n${cid}`).digest('base64url')
      const secret = format === 'json' ? own : input.secret
      const view = await hub.rooms.view(room)
      if (view && runsRoom(actor, ofRoom(view, actor))) {
        const address = seal(hub.config, JSON.stringify({ url, secret }))
        await keepHookAddress(hub.store, { _id: idOf(room, by, cid), room, address })
      }
      return { secret: format === 'json' ? own : '' }
    },
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { label, format, url, topics }, room, newId, seq }) {
      mayHaveHooks(room)
      const id = newId()
      const { host } = new URL(url)
      const hook = { id, label, format, host, topics: [...new Set(topics)], state: 'on' as const, reason: '' }
      return { changes: [change('hook.added', hook)], answer: { hook: id, seq, secret: '' } }
    },
    reveal: ({ answer, loaded }) => ({ ...answer, secret: (loaded as { secret: string }).secret }),
  },
  'hook.pause': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { hook: id, reason }, room, seq }) {
      const hook = hookIn(room, id)
      const state = next<Hook['state']>(hookLife, hook.state, 'pause')
      return { changes: [change('hook.paused', { ...withoutCause(hook), state, reason })], answer: { seq } }
    },
  },
  'hook.giveUp': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { hook: id, tries }, room, seq }) {
      const hook = hookIn(room, id)
      const state = next<Hook['state']>(hookLife, hook.state, 'pause')
      const cause = causeOf('rooms.hookFailed', { tries })
      return { changes: [change('hook.paused', { ...hook, state, reason: '', cause })], answer: { seq } }
    },
  },
  'hook.resume': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { hook: id }, room, seq }) {
      const hook = hookIn(room, id)
      const state = next<Hook['state']>(hookLife, hook.state, 'resume')
      return { changes: [change('hook.resumed', { ...withoutCause(hook), state, reason: '' })], answer: { seq } }
    },
  },
  'hook.remove': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { hook: id, reason }, room, seq }) {
      const hook = hookIn(room, id)
      const state = next<Hook['state']>(hookLife, hook.state, 'remove')
      return { changes: [change('hook.removed', { ...withoutCause(hook), state, reason })], answer: { seq } }
    },
  },
  'hook.test': {
    subject: subjectOfRoom,
    async run({ hub, input: { room, hook: id }, by, cid }) {
      const view = (await hub.rooms.view(room))!
      const hook = hookIn(view, id)
      const row = await findHookPost(hub.store, id)
      if (!row || hook.state === 'removed') throw new Refusal('not_found', 'platform.notFound')
      const at = hub.clock.now().getTime()
      const greeting = { event: 'hook.greeting', seq: 0, at, person: { id: by, name: '' }, message: '', text: '' }
      return { fault: await send(hub, { row, hook, view, facts: [greeting], delivery: `${id}-test-${cid}` }) }
    },
  },
}

export const hooksList: QueryHandler<'hooks.list'> = {
  subject: subjectOfRoom,
  async find({ hub, input: { room }, actor }) {
    const view = (await hub.rooms.view(room))!
    const kept = view.all('hook').filter(({ state }) => state !== 'removed')
    if (!runsRoom(actor, ofRoom(view, actor)))
      return { hooks: kept.map((hook) => ({ hook, sentAt: null, faults: [] })) }
    const posts = await findHookPosts(hub.store, room)
    return {
      hooks: kept.map((hook) => {
        const post = posts.get(hook.id)
        const faults = (post?.faults ?? []).map(({ why, detail, at }) => ({ why, detail, at: at.getTime() }))
        return { hook, sentAt: post?.sentAt?.getTime() ?? null, faults: faults.reverse() }
      }),
    }
  },
}
