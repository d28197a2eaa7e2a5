import type { EventName } from '#shared/contract.ts'

/** Deeds that the record of a room, or of the cluster, tells, by the event that the log has of them. */
export const roomActKinds = ['room', 'seat', 'message', 'desk'] as const
export const clusterActKinds = ['people', 'cluster'] as const
export const actKinds = [...roomActKinds, ...clusterActKinds] as const
export type ActKind = (typeof actKinds)[number]

export const recordedEvents = {
  'room.opened': 'room',
  'room.described': 'room',
  'room.archived': 'room',
  'room.reopened': 'room',
  'room.ruled': 'room',
  'room.retained': 'room',
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
  'person.invited': 'people',
  'person.accepted': 'people',
  'person.withdrawn': 'people',
  'person.seated': 'people',
  'person.suspended': 'people',
  'person.reinstated': 'people',
  'person.secondFactorReset': 'people',
  'import.carriedOut': 'people',
  'import.undone': 'people',
  'cluster.founded': 'cluster',
  'cluster.described': 'cluster',
  'organisation.added': 'cluster',
  'organisation.described': 'cluster',
} as const satisfies Partial<Record<EventName, ActKind>>
export type RecordedEvent = keyof typeof recordedEvents

export const actNames = [
  'opened',
  'described',
  'archived',
  'reopened',
  'ruled',
  'retained',
  'keptForGood',
  'locked',
  'unlocked',
  'granted',
  'removed',
  'dismissed',
  'muted',
  'unmuted',
  'redacted',
  'erased',
  'released',
  'pinned',
  'unpinned',
  'listed',
  'approved',
  'refused',
  'settled',
  'invited',
  'accepted',
  'withdrawn',
  'seated',
  'suspended',
  'reinstated',
  'secondFactorReset',
  'importedPeople',
  'importedOrganisations',
  'importUndone',
  'founded',
  'clusterDescribed',
  'organisationAdded',
  'organisationDescribed',
] as const

export const eventsOfKind = (kind: ActKind | ''): RecordedEvent[] =>
  (Object.keys(recordedEvents) as RecordedEvent[]).filter((event) => kind === '' || recordedEvents[event] === kind)
