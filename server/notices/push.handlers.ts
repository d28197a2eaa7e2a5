import type { Handlers, QueryHandlers } from '#server/platform/handler.ts'
import { isOutboundUrl } from '#server/platform/outbound.ts'
import type { pushCommands, pushQueries } from '#shared/notices/push.contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { dropSubscription, keepSubscription } from './push.model.ts'
import { pushKeysOf } from './push.ts'

export const pushHandlers: Handlers<keyof typeof pushCommands> = {
  'push.subscribe': {
    async run({ hub, by, session, input }) {
      if (session === null) throw new Refusal('not_signed_in', 'platform.notSignedIn')
      if (!isOutboundUrl(input.endpoint, hub.config.mayLoop)) {
        throw new Refusal('invalid_input', 'platform.checkInput', { fields: { endpoint: 'platform.field.invalid' } })
      }
      await keepSubscription(hub.store, { ...input, person: by, session, createdAt: hub.clock.now() })
      return {}
    },
  },
  'push.unsubscribe': {
    async run({ hub, by, input }) {
      await dropSubscription(hub.store, input.endpoint, by)
      return {}
    },
  },
}

export const pushQueryHandlers: QueryHandlers<keyof typeof pushQueries> = {
  'push.key': { find: async ({ hub }) => ({ publicKey: (await pushKeysOf(hub)).publicKey }) },
}
