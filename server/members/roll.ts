import { change, type RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { EventName, Item } from '#shared/contract.ts'
import type { Cluster, Organisation, Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Change } from '#shared/platform/roomLog.ts'

type PersonEvent = Extract<EventName, `person.${string}`>

export function personIn(room: RoomView, id: string): Person {
  const person = room.find('person', id)
  if (!person) throw new Refusal('not_found', 'platform.notFound')
  return person
}

export function clusterIn(room: RoomView): Cluster {
  const cluster = room.find('cluster', clusterRoom)
  if (!cluster) throw new Refusal('not_found', 'platform.notFound')
  return cluster
}

/** Null for one that does not exist, or no longer. */
export function organisationIn(room: RoomView, id: string): Organisation | null {
  const found = room.find('organisation', id)
  return found?.isUnlisted ? null : found
}

export const organisationsIn = (room: RoomView): Organisation[] =>
  room.all('organisation').filter(({ isUnlisted }) => !isUnlisted)

export function mustHaveOrganisation(room: RoomView, organisation: string | null): void {
  if (organisation !== null && !organisationIn(room, organisation)) {
    throw new Refusal('invalid_input', 'members.noSuchOrganisation', {
      fields: { organisation: 'members.noSuchOrganisation' },
    })
  }
}

/** A cluster without an active secretariat could never be led again. */
export function mustNotBeLastSecretariat(room: RoomView, person: Person): void {
  const leads = ({ state, seats }: Person) => state === 'active' && seats.includes('secretariat')
  const others = room.all('person').filter(({ id }) => id !== person.id)
  if (leads(person) && !others.some(leads)) throw new Refusal('wrong_state', 'members.lastSecretariat')
}

/** The person with what is to be different. */
export function changed(event: PersonEvent, person: Person, news: Partial<Item<PersonEvent>>): Change {
  const { cause: _, ...withoutCause } = person
  // A person's reason takes the place of the hub's own.
  return change(event, { ...(news.reason === undefined ? person : withoutCause), ...news })
}

/** The cluster's room as this process knows it; refuses where nothing has been founded. */
export async function clusterView(hub: Hub): Promise<RoomView> {
  const view = await hub.rooms.view(clusterRoom)
  if (!view) throw new Refusal('not_found', 'platform.notFound')
  return view
}
