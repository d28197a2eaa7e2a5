import { change, type Handlers, type RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { causeOf } from '#shared/causes.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { systemActor } from '#shared/platform/actor.ts'
import { allows, next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { roomCommands } from '#shared/rooms/contract.ts'
import type { OfSeat } from '#shared/rooms/permissions.ts'
import type { Seat } from '#shared/rooms/room.shape.ts'
import { causeOfVacancy, isDemotion, mayEnter, seatedAs, seatLife } from '#shared/rooms/room.ts'
import { ofRoom } from './access.ts'

type SeatCommand = Extract<keyof typeof roomCommands, 'room.join' | 'room.leave' | `seat.${string}`>

function ofSeat({
  room,
  input,
  actor,
}: {
  room: RoomView
  input: { person: string }
  actor: typeof systemActor
}): OfSeat {
  return { ...ofRoom(room, actor), target: room.find('seat', input.person), targetPerson: input.person }
}

/** A room is not left without a chair while others run it: only the last chair of all is held back. */
function keepChair(room: RoomView, person: string, becomes: Seat['seat'] | null): void {
  const seat = room.find('seat', person)
  if (seat?.state !== 'seated' || seat.seat !== 'chair' || becomes === 'chair') return
  const others = room.all('seat').some(({ id, seat, state }) => id !== person && seat === 'chair' && state === 'seated')
  if (!others) throw new Refusal('wrong_state', 'rooms.lastChair')
}

/** A mute outlasts leaving, coming back and another seat. */
const muteOf = (seat: Seat | null) => (seat?.mute ? { mute: seat.mute } : {})

/** Whoever comes back by themselves comes back without an office, and an observer as an observer. */
const withoutOffice = (seat: Seat['seat']): Seat['seat'] => (seat === 'observer' ? 'observer' : 'participant')

async function memberExists(hub: Hub, person: string): Promise<boolean> {
  const cluster = await hub.rooms.view(clusterRoom)
  return cluster?.find('person', person)?.state === 'active'
}

export const seatHandlers: Handlers<SeatCommand> = {
  'room.join': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ subject: { seat, room }, by, seq }) {
      if (room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
      if (seat && !allows(seatLife, seat.state, 'join')) throw new Refusal('already_done', 'rooms.alreadySeated')
      const kept = { seat: seat?.seat ?? ('participant' as const), ...muteOf(seat) }
      const taken = { id: by, ...kept, state: 'seated' as const, reason: '' }
      return { changes: [change('seat.taken', taken)], answer: { seq } }
    },
  },
  'room.leave': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ subject: { seat }, room, by, seq }) {
      if (!seat) throw new Refusal('not_found', 'platform.notFound')
      const state = next(seatLife, seat.state, 'leave')
      keepChair(room, by, null)
      return { changes: [change('seat.left', { ...seat, seat: withoutOffice(seat.seat), state })], answer: { seq } }
    },
  },
  'seat.grant': {
    load: async ({ hub, input }) => ({ exists: await memberExists(hub, input.person) }),
    subject: (asked) => ({ ...ofSeat(asked), becomes: asked.input.seat }),
    decide({ input: { person, seat, reason = '' }, subject: { target }, room, by, seq, loaded }) {
      if (!loaded.exists) throw new Refusal('not_found', 'rooms.noSuchPerson')
      const state = target ? next(seatLife, target.state, 'grant') : 'seated'
      keepChair(room, person, seat)
      const was = seatedAs(target)
      if (by !== 'system' && reason === '' && isDemotion(was, seat)) {
        throw new Refusal('invalid_input', 'platform.checkInput', { fields: { reason: 'platform.field.reason' } })
      }
      const granted = { id: person, seat, state, reason, ...(was ? { was } : {}), ...muteOf(target) }
      return { changes: [change('seat.granted', granted)], answer: { seq } }
    },
  },
  'seat.remove': {
    load: async ({ hub, input }) => ({ target: hub.actorOf(input.person) }),
    subject: ofSeat,
    decide({ input: { person, reason, mayReturn }, subject: { target, room: here }, room, seq, loaded }) {
      if (!target) throw new Refusal('not_found', 'rooms.noSuchPerson')
      // Whoever holds the room by their seat alone would find its door closed.
      if (mayReturn && !mayEnter(loaded.target, { room: here, seat: null })) {
        throw new Refusal('invalid_input', 'platform.checkInput', { fields: { mayReturn: 'rooms.noWayBack' } })
      }
      const state = next(seatLife, target.state, mayReturn ? 'dismiss' : 'remove')
      keepChair(room, person, null)
      const seat = mayReturn ? withoutOffice(target.seat) : target.seat
      return { changes: [change('seat.removed', { ...target, id: person, seat, state, reason })], answer: { seq } }
    },
  },
  // Whoever leaves the cluster leaves a room without a chair too; the secretariat goes on running it.
  'seat.vacate': {
    subject: ofSeat,
    decide({ input: { cause }, subject: { target }, seq }) {
      if (!target) throw new Refusal('not_found', 'rooms.noSuchPerson')
      const state = next(seatLife, target.state, 'remove')
      const vacated = { ...target, state, reason: '', cause: causeOf(causeOfVacancy[cause]) }
      return { changes: [change('seat.removed', vacated)], answer: { seq } }
    },
  },
}
