import type { EventName } from '#shared/contract.ts'

/** Deeds that a room's record tells, by the event that the log has of them. */
export const actKinds = ['room', 'seat', 'message', 'desk'] as const
export type ActKind = (typeof actKinds)[number]

export const recordedEvents = {
  'room.opened': 'room',
  'room.described': 'room',
  'room.archived': 'room',
  'room.reopened': 'room',
  'room.ruled': 'room',
  'room.locked': 'room',
  'room.unlocked': 'room',
  'seat.granted': 'seat',
  'seat.removed': 'seat',
  'seat.muted': 'seat',
  'seat.unmuted': 'seat',
  'message.redacted': 'message',
  'message.released': 'message',
  'message.pinned': 'message',
  'message.unpinned': 'message',
  'words.changed': 'desk',
  'review.approved': 'desk',
  'review.refused': 'desk',
  'report.settled': 'desk',
} as const satisfies Partial<Record<EventName, ActKind>>
export type RecordedEvent = keyof typeof recordedEvents

export const actNames = [
  'opened',
  'described',
  'archived',
  'reopened',
  'ruled',
  'locked',
  'unlocked',
  'granted',
  'removed',
  'dismissed',
  'muted',
  'unmuted',
  'redacted',
  'released',
  'pinned',
  'unpinned',
  'listed',
  'approved',
  'refused',
  'settled',
] as const

export const eventsOfKind = (kind: ActKind | ''): RecordedEvent[] =>
  (Object.keys(recordedEvents) as RecordedEvent[]).filter((event) => kind === '' || recordedEvents[event] === kind)
