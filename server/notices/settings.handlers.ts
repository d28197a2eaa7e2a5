import type { Handlers, QueryHandler } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { NoticeSettings } from '#shared/notices/settings.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { findSettings, findTuningsOf, keepSettings } from './settings.model.ts'
import { nextMail } from './times.ts'
import { moveTurn } from './turn.model.ts'
import { unsubscriber, zoneOf } from './whom.ts'

async function settle(hub: Hub, person: string, settings: Partial<NoticeSettings>): Promise<void> {
  await keepSettings(hub.store, person, settings)
  const present = await findSettings(hub.store, person)
  await moveTurn(hub.store, 'mail', person, nextMail(present, await zoneOf(hub, person), hub.clock.now()))
}

export const settingsCommands: Handlers<'notice.settle' | 'notice.unsubscribe'> = {
  'notice.settle': {
    async run({ hub, by, input }) {
      await settle(hub, by, input)
      return {}
    },
  },
  'notice.unsubscribe': {
    async run({ hub, input: { token } }) {
      const person = unsubscriber(hub.config, token)
      if (!person) throw new Refusal('not_found', 'notices.unsubscribeOver')
      await settle(hub, person, { mail: 'off' })
      return {}
    },
  },
}

export const settingsQuery: QueryHandler<'notices.settings'> = {
  async find({ hub, actor }) {
    const person = actor.personId!
    const [settings, tunings] = await Promise.all([findSettings(hub.store, person), findTuningsOf(hub.store, person)])
    const rooms = tunings.map(({ room, level, snoozedUntil }) => ({
      room,
      level,
      snoozedUntil: snoozedUntil?.getTime() ?? null,
    }))
    return { settings, rooms, isSending: hub.mail.isSending }
  },
}
