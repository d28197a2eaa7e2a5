import type { Actor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Pace } from '#shared/rooms/moderation.shape.ts'
import { type Hindrance, hindranceToSpeak, hindranceToWrite } from '#shared/rooms/moderation.ts'
import type { OfRoom } from '#shared/rooms/room.ts'

/** The "no" for what keeps somebody from writing just now. `now` in ms since 1970. */
function refusalOf({ kind, until, reason }: Hindrance, now: number): Refusal {
  const leftMs = (until ?? now) - now
  if (kind === 'locked') return new Refusal('wrong_state', 'rooms.locked', { values: { reason } })
  if (kind === 'muted') {
    const minutes = Math.ceil(leftMs / 60_000)
    return new Refusal('wrong_state', 'rooms.muted', { values: { minutes, reason }, retryAfterMs: leftMs })
  }
  if (kind === 'slow') {
    const seconds = Math.ceil(leftMs / 1000)
    return new Refusal('wrong_state', 'rooms.slow', { values: { seconds }, retryAfterMs: leftMs })
  }
  return new Refusal('too_many_requests', 'rooms.busy', { retryAfterMs: leftMs })
}

/** Refuses where a new message has to wait. */
export function mustBeFreeToWrite(actor: Actor, of: OfRoom, at: { now: number; pace: Pace | null }): void {
  const hindrance = hindranceToWrite(actor, of, at)
  if (hindrance) throw refusalOf(hindrance, at.now)
}

/** Refuses where somebody may not say anything: not by changing a message, nor by a reaction. */
export function mustBeFreeToSpeak(actor: Actor, of: OfRoom, now: number): void {
  const hindrance = hindranceToSpeak(actor, of, now)
  if (hindrance) throw refusalOf(hindrance, now)
}
