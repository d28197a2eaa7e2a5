import type { Notice } from '#shared/notices/contract.ts'
import type { ShownNotice } from './unread.ts'

const mostPeople = 5

/** One line per group, in the order of its newest notice; a line is unread while any of its notices is. */
export function groupNotices(shown: ShownNotice[]): Notice[] {
  return [...Map.groupBy(shown, ({ row }) => row.group).values()].map((notices) => {
    const newest = notices[0]!
    const { row } = newest
    // What is still to be read leads on, not what came last.
    const { shown: leading } = notices.findLast(({ row }) => row.readAt === null) ?? newest
    const people = [...new Set(notices.map(({ row }) => row.by))]
    const emojis = [...new Set(notices.flatMap(({ row }) => row.values['emoji'] ?? []))].join(' ')
    return {
      id: row._id,
      ids: notices.map(({ row }) => row._id),
      group: row.group,
      kind: row.kind,
      room: row.room,
      roomTitle: newest.shown.roomTitle,
      people: people.slice(0, mostPeople),
      peopleCount: people.length,
      values: { ...row.values, ...newest.shown.values, ...(emojis && { emoji: emojis }) },
      text: leading.text,
      address: leading.address,
      at: row.at.getTime(),
      isRead: notices.every(({ row }) => row.readAt !== null),
    }
  })
}
