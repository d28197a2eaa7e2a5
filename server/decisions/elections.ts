import type { RoomView } from '#server/platform/handler.ts'
import { ofRoom } from '#server/rooms/access.ts'
import type { OfElection, OfNomination } from '#shared/decisions/election.permissions.ts'
import type { Election, Nomination, Office } from '#shared/decisions/election.shape.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'

interface Asked<Input> {
  room: RoomView
  actor: Actor
  input: Input
}

/** The room, the actor's place in it and the election; refuses with not_found where there is none. */
export function ofElection({ room, actor, input }: Asked<{ election: string }>): OfElection {
  const election = room.find('election', input.election)
  if (!election) throw new Refusal('not_found', 'platform.notFound')
  return { ...ofRoom(room, actor), election }
}

/** The same of a nomination and the election that it belongs to. */
export function ofNomination({ room, actor, input }: Asked<{ nomination: string }>): OfNomination {
  const nomination = room.find('nomination', input.nomination)
  if (!nomination) throw new Refusal('not_found', 'platform.notFound')
  return { ...ofElection({ room, actor, input: nomination }), nomination }
}

export const nominationsIn = (room: RoomView, { id }: Pick<Election, 'id'>): Nomination[] =>
  room.all('nomination').filter(({ election }) => election === id)

export function officeIn({ offices }: Election, id: string): Office {
  const office = offices.find((other) => other.id === id)
  if (!office) throw new Refusal('not_found', 'platform.notFound')
  return office
}

/** The election with one office in another shape. */
export const withOffice = (election: Election, office: Office): Election => ({
  ...election,
  offices: election.offices.map((other) => (other.id === office.id ? office : other)),
})

export function mustBeOpen({ room }: OfElection): void {
  if (room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
}
