import { type Actor, isMember } from '#shared/platform/actor.ts'
import type { Life } from '#shared/platform/life.ts'
import type { Pace, Report, Review, RoomRules } from './moderation.shape.ts'
import type { Room } from './room.shape.ts'
import { mayEnter, type OfRoom, runsRoom } from './room.ts'

/** members: everybody on the roll but observers · runners: those who run the room · nobody */
export const roomCircles = ['members', 'runners', 'nobody'] as const

export const longestMuteMinutes = 30 * 24 * 60
export const longestSlowSeconds = 6 * 3600
const minuteMs = 60_000

/** What holds in a room without rules of its own. */
export const plainRules: RoomRules = {
  slowSeconds: 0,
  perMinute: 0,
  write: 'members',
  attach: 'members',
  callAll: 'runners',
}
export const rulesOf = ({ rules }: Room): RoomRules => rules ?? plainRules

export const reviewLife = {
  waiting: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: { file: 'posted' },
  posted: {},
  refused: { withdraw: 'withdrawn' },
  withdrawn: {},
} satisfies Life<Review['state']>

export const reportOutcomes = ['dismissed', 'redacted', 'muted', 'removed', 'settled'] as const
export const reportLife = {
  open: { file: 'open', settle: 'settled' },
  settled: { file: 'open' },
} satisfies Life<Report['state']>

/** Who belongs to the circle that a rule names; the rest of a seat's rights is asked besides. */
function isIn(circle: (typeof roomCircles)[number], actor: Actor, of: OfRoom): boolean {
  return circle === 'members' || (circle === 'runners' && runsRoom(actor, of))
}

/** May write by seat and standing rule. Mutes, locks and slow mode pass: they are `hindranceToWrite`'s question. */
export const mayWrite = (actor: Actor, of: OfRoom) =>
  isMember(actor) &&
  of.seat?.state === 'seated' &&
  of.seat.seat !== 'observer' &&
  mayEnter(actor, of) &&
  isIn(rulesOf(of.room).write, actor, of)

export const mayAttach = (actor: Actor, of: OfRoom) => mayWrite(actor, of) && isIn(rulesOf(of.room).attach, actor, of)

/** May name everybody in the room at once. */
export const mayCallAll = (actor: Actor, of: OfRoom) => mayWrite(actor, of) && isIn(rulesOf(of.room).callAll, actor, of)

/** Why somebody who may write cannot do so just now. `until` in ms since 1970, null until it is lifted. */
export interface Hindrance {
  kind: 'muted' | 'locked' | 'slow' | 'busy'
  until: number | null
  reason: string
  /** Who set it; null for a rule of the room. */
  by: string | null
}

/** Mute and lock: what holds for every way of writing. `now` in ms since 1970, by the hub's clock. */
export function hindranceToSpeak(actor: Actor, of: OfRoom, now: number): Hindrance | null {
  const { room, seat } = of
  const { mute } = seat ?? {}
  if (mute && mute.until > now) return { kind: 'muted', until: mute.until, reason: mute.reason, by: mute.by }
  if (room.lock && !runsRoom(actor, of)) {
    return { kind: 'locked', until: null, reason: room.lock.reason, by: room.lock.by }
  }
  return null
}

type PaceOf = Pick<Pace, 'at' | 'spent'> | null

/** All that may keep a new message back. Those who run the room are bound by a mute alone. */
export function hindranceToWrite(
  actor: Actor,
  of: OfRoom,
  { now, pace }: { now: number; pace: PaceOf },
): Hindrance | null {
  const speaking = hindranceToSpeak(actor, of, now)
  if (speaking || !pace || runsRoom(actor, of)) return speaking
  const { slowSeconds, perMinute } = rulesOf(of.room)
  const slowUntil = pace.at + slowSeconds * 1000
  if (slowSeconds > 0 && slowUntil > now) return { kind: 'slow', until: slowUntil, reason: '', by: null }
  const busyUntil = pace.spent - minuteMs + minuteMs / perMinute
  if (perMinute > 0 && busyUntil > now) return { kind: 'busy', until: Math.ceil(busyUntil), reason: '', by: null }
  return null
}

/**
 * The pace after a message at `now`, null where the room keeps none. `spent` is the time up to which the allowance of a
 * minute is used up: the generic cell rate algorithm (ITU-T I.371).
 */
export function paceAfter(actor: Actor, of: OfRoom, { now, pace }: { now: number; pace: PaceOf }) {
  const { slowSeconds, perMinute } = rulesOf(of.room)
  if (runsRoom(actor, of) || (slowSeconds === 0 && perMinute === 0)) return null
  const spent = perMinute > 0 ? Math.max(pace?.spent ?? 0, now) + minuteMs / perMinute : now
  return { at: now, spent: Math.round(spent) }
}
