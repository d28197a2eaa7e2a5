import type { Hub } from '#server/platform/hub.ts'
import { findUnread, markRead, type NoticeRow } from './notice.model.ts'
import type { NoticeSources, Shown } from './noticeKind.ts'

const mostUnread = 500

export interface ShownNotice {
  row: NoticeRow
  shown: Shown
}

/** What notices show to their person now, in the same order; those that may not be shown are left out. */
export async function showNotices(
  { kinds }: NoticeSources,
  { hub, person, rows }: { hub: Hub; person: string; rows: NoticeRow[] },
): Promise<ShownNotice[]> {
  if (!hub.actorOf(person).isActive) return []
  const byKind = Object.entries(Object.groupBy(rows, ({ kind }) => kind))
  const found = await Promise.all(
    byKind.map(([kind, notices = []]) => kinds[kind]?.show({ hub, person, notices }) ?? new Map<string, Shown>()),
  )
  const shown = new Map(found.flatMap((some) => [...some]))
  return rows.flatMap((row) => {
    const now = shown.get(row._id)
    return now ? [{ row, shown: now }] : []
  })
}

/**
 * The person's unread notices that can be shown. One whose place in its room has been read counts as read, and is
 * written down as such here: reading a room writes nothing for notices.
 */
export async function findShownUnread(sources: NoticeSources, hub: Hub, person: string): Promise<ShownNotice[]> {
  const rows = await findUnread(hub.store, person, mostUnread)
  if (rows.length === 0) return []
  const readUpTo = await sources.readUpTo(hub.store, person)
  const isPassed = ({ room, seq }: NoticeRow) => room !== null && seq > 0 && seq <= (readUpTo.get(room) ?? 0)
  const passed = rows.filter(isPassed).map(({ _id }) => _id)
  if (passed.length > 0) await markRead(hub.store, person, { ids: passed, readAt: hub.clock.now() })
  return showNotices(sources, { hub, person, rows: rows.filter((row) => !isPassed(row)) })
}

/** Groups with something unread. */
export const countGroups = (unread: ShownNotice[]) => new Set(unread.map(({ row }) => row.group)).size
