import type { CauseKey } from '#shared/causes.ts'
import { type Actor, holds, isMember, isPresiding, isSecretariat } from '#shared/platform/actor.ts'
import type { Life } from '#shared/platform/life.ts'
import type { Room, RoomSeat, Seat } from './room.shape.ts'

export const roomSeats = ['chair', 'viceChair', 'secretary', 'participant', 'observer'] as const

/** Why the hub itself takes somebody off a roll: they left the cluster, or run the room in front no more. */
export const vacancyCauses = ['left', 'runsNoMore'] as const
export const causeOfVacancy = { left: 'rooms.memberLeft', runsNoMore: 'rooms.runsNoMore' } as const satisfies Record<
  (typeof vacancyCauses)[number],
  CauseKey
>

/** open: every member · bySeat: holders of the named cluster seats · invitation: those on the roll */
export const roomAccess = ['open', 'bySeat', 'invitation'] as const

export const roomLife = {
  open: { archive: 'archived', describe: 'open' },
  archived: { reopen: 'open' },
} satisfies Life<Room['state']>

/** A place on the roll. */
export const seatLife = {
  seated: { leave: 'left', remove: 'removed', dismiss: 'left', grant: 'seated' },
  left: { join: 'seated', grant: 'seated', remove: 'removed' },
  removed: { grant: 'seated' },
} satisfies Life<Seat['state']>

export interface OfRoom {
  room: Room
  /** The actor's own place on the roll, null where there is none. */
  seat: Seat | null
}

export const isSeated = ({ seat }: OfRoom) => seat?.state === 'seated'
/** Runs the room: its chair, vice-chair or secretary, and the cluster's secretariat. */
export const runsRoom = (actor: Actor, { seat }: OfRoom) =>
  isSecretariat(actor) ||
  (isMember(actor) && seat?.state === 'seated' && ['chair', 'viceChair', 'secretary'].includes(seat.seat))

/** Offices that a chair of the room or the secretariat alone gives and takes. */
export const isOffice = (seat: RoomSeat | null) => seat === 'chair' || seat === 'viceChair'
export const seatedAs = (seat: Seat | null) => (seat?.state === 'seated' ? seat.seat : null)
/** A chair of the room, and the cluster's secretariat. */
export const presidesRoom = (actor: Actor, { seat }: OfRoom) =>
  isSecretariat(actor) || (isMember(actor) && seatedAs(seat) === 'chair')
/** A seat with fewer rights than before; `was` is null for whoever had none. */
export const isDemotion = (was: RoomSeat | null, becomes: RoomSeat) =>
  was !== null && roomSeats.indexOf(becomes) > roomSeats.indexOf(was)

/** Whether the room may be known of and read at all. */
export function mayEnter(actor: Actor, { room, seat }: OfRoom): boolean {
  if (!isMember(actor)) return false
  if (room.kind === 'cluster') return true
  if (room.kind === 'backstage') return isSecretariat(actor) || seat?.state === 'seated'
  if (seat?.state === 'removed') return false
  if (seat?.state === 'seated' || isPresiding(actor)) return true
  if (room.access === 'open') return true
  return room.access === 'bySeat' && holds(actor, ...room.seats)
}
