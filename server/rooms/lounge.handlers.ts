import { change, type Handlers } from '#server/platform/handler.ts'
import type { Input } from '#shared/contract.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { backstageOf, type roomCommands } from '#shared/rooms/contract.ts'
import type { Room } from '#shared/rooms/room.shape.ts'
import { roomLife } from '#shared/rooms/room.ts'
import { ofRoom } from './access.ts'

const seatOf = (person: string, seat: 'chair' | 'participant') => ({
  id: person,
  seat,
  state: 'seated' as const,
  reason: '',
})

function describe({ title, topic, access, seats, isDefault }: Omit<Input<'lounge.describe'>, 'room'>) {
  if (access === 'bySeat' && seats.length === 0) {
    throw new Refusal('invalid_input', 'platform.checkInput', { fields: { seats: 'rooms.seatsNeeded' } })
  }
  return { title, topic, access, seats: access === 'bySeat' ? [...new Set(seats)] : [], isDefault }
}

/** Backstage rooms and the cluster's own follow other rules than the lounges that people open. */
export function asLounge(room: Room): Room {
  if (room.kind !== 'lounge') throw new Refusal('not_allowed', 'platform.notAllowed')
  return room
}

type LoungeCommand = Extract<keyof typeof roomCommands, `lounge.${string}` | `backstage.${string}`>

export const loungeHandlers: Handlers<LoungeCommand> = {
  'lounge.open': {
    creates: true,
    subject: () => ({}),
    decide({ input, room, by, seq }) {
      const lounge = {
        kind: 'lounge' as const,
        state: 'open' as const,
        frontRoom: null,
        reason: '',
        ...describe(input),
      }
      const changes = [change('room.opened', { id: room.id, ...lounge })]
      if (by !== 'system') changes.push(change('seat.taken', seatOf(by, 'chair')))
      return { changes, answer: { room: room.id, seq } }
    },
  },
  'lounge.describe': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { room: _, ...input }, subject: { room }, seq }) {
      const state = next(roomLife, asLounge(room).state, 'describe')
      return { changes: [change('room.described', { ...room, ...describe(input), state })], answer: { seq } }
    },
  },
  'lounge.archive': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { reason }, subject: { room }, seq }) {
      const state = next(roomLife, asLounge(room).state, 'archive')
      return { changes: [change('room.archived', { ...room, state, reason })], answer: { seq } }
    },
  },
  'lounge.reopen': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { reason }, subject: { room }, seq }) {
      const state = next(roomLife, asLounge(room).state, 'reopen')
      return { changes: [change('room.reopened', { ...room, state, reason })], answer: { seq } }
    },
  },
  'backstage.open': {
    creates: true,
    subject: () => ({}),
    decide({ input, room, seq }) {
      if (room.head.seq > 0) throw new Refusal('already_done', 'platform.wrongState')
      const backstage: Omit<Room, 'version'> = {
        id: backstageOf(input.frontRoom),
        kind: 'backstage',
        title: input.title,
        topic: { zh: '', en: '' },
        access: 'invitation',
        seats: [],
        isDefault: false,
        state: 'open',
        frontRoom: input.frontRoom,
        reason: '',
      }
      const changes = [change('room.opened', backstage)]
      if (input.chair !== 'system') changes.push(change('seat.granted', seatOf(input.chair, 'chair')))
      return { changes, answer: { seq } }
    },
  },
}
