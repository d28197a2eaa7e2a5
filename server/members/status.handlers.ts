import type { PlainHandler, QueryHandler } from '#server/platform/handler.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { isStatusOver, longestStatusMs } from '#shared/members/status.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { findStatuses, keepStatus } from './status.model.ts'

export const setStatus: PlainHandler<'status.set'> = {
  async run({ input: { text, emoji, until }, by, hub }) {
    const at = hub.clock.now().getTime()
    if (isStatusOver({ until }, at) || (until ?? 0) > at + longestStatusMs) {
      throw new Refusal('invalid_input', 'members.statusTime', { fields: { until: 'members.statusTime' } })
    }
    const status = { person: by, text, emoji, until, at }
    await keepStatus(hub.store, status)
    hub.tell.room(clusterRoom, 'status', { status })
    return {}
  },
}

export const statusesList: QueryHandler<'statuses.list'> = {
  find: async ({ hub }) => ({ statuses: await findStatuses(hub.store, hub.clock.now()) }),
}
