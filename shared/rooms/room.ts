import { z } from 'zod'
import { type Actor, ClusterSeat, holds, isMember, isPresiding, isSecretariat } from '#shared/platform/actor.ts'
import { Id, Thing } from '#shared/platform/contract.ts'
import { Bilingual } from '#shared/platform/language.ts'
import type { Life } from '#shared/platform/life.ts'

export const roomSeats = ['chair', 'viceChair', 'secretary', 'participant', 'observer'] as const
export const RoomSeat = z.enum(roomSeats)
export type RoomSeat = z.infer<typeof RoomSeat>

/** open: every member · bySeat: holders of the named cluster seats · invitation: those on the roll */
export const roomAccess = ['open', 'bySeat', 'invitation'] as const

export const Room = Thing.extend({
  kind: z.enum(['cluster', 'lounge', 'backstage']),
  title: Bilingual,
  topic: z.object({ zh: z.string(), en: z.string() }),
  access: z.enum(roomAccess),
  seats: z.array(ClusterSeat),
  /** New members are seated in it. */
  isDefault: z.boolean(),
  state: z.enum(['open', 'archived']),
  /** The room whose chairs meet here, for a backstage room. */
  frontRoom: Id.nullable(),
  /** Why its state was last changed. */
  reason: z.string(),
})
export type Room = z.infer<typeof Room>

export const roomLife = {
  open: { archive: 'archived', describe: 'open' },
  archived: { reopen: 'open' },
} satisfies Life<Room['state']>

/** A person's place on a room's roll; its `id` is the person's. */
export const Seat = Thing.extend({
  seat: RoomSeat,
  state: z.enum(['seated', 'left', 'removed']),
  /** Given where somebody else changed it. */
  reason: z.string(),
})
export type Seat = z.infer<typeof Seat>

export const seatLife = {
  seated: { leave: 'left', remove: 'removed', grant: 'seated' },
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
