import type { Handlers, QueryHandlers } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { noticeCommands, noticeQueries } from '#shared/notices/contract.ts'
import { groupNotices } from './groups.ts'
import { findNoticesBelow, markRead, type NoticeRow, type Place } from './notice.model.ts'
import type { NoticeSources } from './noticeKind.ts'
import { settingsCommands, settingsQuery } from './settings.handlers.ts'
import { countGroups, findShownUnread, showNotices } from './unread.ts'

const perPage = 60

const placeOf = ({ at, _id }: NoticeRow) => `${at.getTime()}.${_id}`
function placeIn(text: string): Place {
  const [at, id] = text.split('.')
  return { at: new Date(Number(at)), id: id! }
}

/** Commands and queries about one's own notices, over the kinds that features bring. */
export function noticeHandlersOver(sources: NoticeSources): {
  commands: Handlers<keyof typeof noticeCommands>
  queries: QueryHandlers<keyof typeof noticeQueries>
} {
  // What a snooze holds back waits in the list, but does not sound and is not counted.
  const unreadOf = async (hub: Hub, person: string) => {
    const now = hub.clock.now()
    const unread = await findShownUnread(sources, hub, person)
    return countGroups(unread.filter(({ row: { heldUntil } }) => !heldUntil || heldUntil <= now))
  }
  const read = async (hub: Hub, person: string, which: { ids?: string[]; upTo?: Date }) => {
    await markRead(hub.store, person, { ...which, readAt: hub.clock.now() })
    hub.tell.person(person, 'hint', { board: 'notices' })
    return { unread: await unreadOf(hub, person) }
  }
  return {
    commands: {
      'notice.read': { run: ({ hub, by, input: { ids } }) => read(hub, by, { ids }) },
      'notice.readAll': { run: ({ hub, by, input: { upTo } }) => read(hub, by, { upTo: new Date(upTo) }) },
      ...settingsCommands,
    },
    queries: {
      'notices.list': {
        async find({ hub, actor, input }) {
          const person = actor.personId!
          // First, so that what was read in its room is shown as read.
          const unread = await unreadOf(hub, person)
          const place = input.before === undefined ? null : placeIn(input.before)
          const rows = await findNoticesBelow(hub.store, { person, place, limit: perPage })
          const shown = await showNotices(sources, { hub, person, rows })
          const older = rows.length === perPage ? placeOf(rows.at(-1)!) : null
          return { notices: groupNotices(shown), older, unread }
        },
      },
      'notices.settings': settingsQuery,
      'notices.count': { find: async ({ hub, actor }) => ({ unread: await unreadOf(hub, actor.personId!) }) },
    },
  }
}
