import { change, type Handlers, type RoomView } from '#server/platform/handler.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { moderationCommands } from '#shared/rooms/moderation.contract.ts'
import type { OfSeat } from '#shared/rooms/permissions.ts'
import type { Room } from '#shared/rooms/room.shape.ts'
import { ofRoom } from './access.ts'
import { asLounge } from './lounge.handlers.ts'

type OrderCommand = Extract<keyof typeof moderationCommands, `room.${string}` | `seat.${string}`>

const minuteMs = 60_000

function ofSeat({ room, input, actor }: { room: RoomView; input: { person: string }; actor: Actor }): OfSeat {
  return { ...ofRoom(room, actor), target: room.find('seat', input.person), targetPerson: input.person }
}

/** The lounge, while it is open: an archived one needs no order. */
function openLounge(room: Room): Room {
  if (asLounge(room).state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
  return room
}

/** Locks, rules and mutes: what keeps order in a room. */
export const orderHandlers: Handlers<OrderCommand> = {
  'room.rule': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { rules, reason }, subject, seq }) {
      const room = openLounge(subject.room)
      return { changes: [change('room.ruled', { ...room, rules, reason })], answer: { seq } }
    },
  },
  'room.lock': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { reason }, subject, by, now, seq }) {
      const room = openLounge(subject.room)
      if (room.lock) throw new Refusal('wrong_state', 'platform.wrongState')
      const lock = { by, reason, at: now.getTime() }
      return { changes: [change('room.locked', { ...room, lock, reason })], answer: { seq } }
    },
  },
  'room.unlock': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { reason }, subject, seq }) {
      const room = openLounge(subject.room)
      if (!room.lock) throw new Refusal('wrong_state', 'platform.wrongState')
      return { changes: [change('room.unlocked', { ...room, lock: null, reason })], answer: { seq } }
    },
  },
  'room.screen': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ subject: { room }, seq }) {
      if (room.isScreened) throw new Refusal('already_done', 'platform.wrongState')
      return { changes: [change('room.screened', { ...asLounge(room), isScreened: true })], answer: { seq } }
    },
  },
  'seat.mute': {
    subject: ofSeat,
    decide({ input: { minutes, reason }, subject: { room, target }, by, now, seq }) {
      openLounge(room)
      if (!target) throw new Refusal('not_found', 'rooms.noSuchPerson')
      const at = now.getTime()
      const mute = { until: at + minutes * minuteMs, by, reason, at }
      const { lifted: _, ...seat } = target
      return { changes: [change('seat.muted', { ...seat, mute })], answer: { until: mute.until, seq } }
    },
  },
  'seat.unmute': {
    subject: ofSeat,
    decide({ input: { reason: lifted }, subject: { target }, now, seq }) {
      if (!target?.mute || target.mute.until <= now.getTime()) throw new Refusal('wrong_state', 'rooms.notMuted')
      return { changes: [change('seat.unmuted', { ...target, mute: null, lifted })], answer: { seq } }
    },
  },
}
