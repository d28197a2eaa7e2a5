import { z } from 'zod'
import { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { Cause } from '#shared/platform/cause.shape.ts'
import { Id, Thing } from '#shared/platform/contract.ts'
import { Bilingual } from '#shared/platform/language.shape.ts'
import { Mute, RoomLock, RoomRules } from './moderation.shape.ts'
import { roomAccess, roomSeats } from './room.ts'

export const RoomSeat = z.enum(roomSeats)
export type RoomSeat = z.infer<typeof RoomSeat>

/** For how long a room keeps its messages. */
export const Retention = z.strictObject({ days: z.number().int().min(1).max(3650), keepsPinned: z.boolean() })

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
  /** Null or left out where it keeps its messages for good. */
  retention: Retention.nullable().optional(),
  /** Why its state or its rules were last changed. */
  reason: z.string(),
  /** Left out where nobody has set any. */
  rules: RoomRules.optional(),
  /** Set while nobody may write but those who run the room. */
  lock: RoomLock.nullable().optional(),
  /** Messages are compared with a word list, which only those who run the room see. */
  isScreened: z.boolean().optional(),
})
export type Room = z.infer<typeof Room>

/** A person's place on a room's roll; its `id` is the person's. */
export const Seat = Thing.extend({
  seat: RoomSeat,
  state: z.enum(['seated', 'left', 'removed']),
  /** What it was before it was last granted, where they sat already. */
  was: RoomSeat.optional(),
  /** Given where somebody else changed it. */
  reason: z.string(),
  /** Given where the hub itself did. */
  cause: Cause.optional(),
  /** The last one, whether it has ended or not; null once it was lifted. */
  mute: Mute.nullable().optional(),
  /** Why the last one was lifted. */
  lifted: z.string().optional(),
})
export type Seat = z.infer<typeof Seat>
