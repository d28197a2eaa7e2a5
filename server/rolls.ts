import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { type Actor, visitor } from '#shared/platform/actor.ts'
import { withDecisions } from './decisions/page.ts'
import type { Doors } from './platform/entering.ts'
import type { RollRules } from './platform/frames.ts'
import type { RoomView } from './platform/handler.ts'
import type { Store } from './platform/store.ts'
import { mayListen } from './rooms/access.ts'
import { freshPage } from './rooms/freshPage.ts'

/** A person's rights from the cluster's roll; whoever is not on it, or not active, has none. */
export function rightsOf(cluster: RoomView | null, personId: string, scopes = visitor.scopes): Actor {
  const person = cluster?.find('person', personId)
  const isActive = person?.state === 'active'
  return { personId, isActive, seats: isActive ? person.seats : [], scopes }
}

/** Nobody who comes or goes by an import has ever been in a room. */
const isOfNobodyHere = (event: string) => event === 'person.imported' || event === 'person.unlisted'
const isOfPerson = (event: string) => event.startsWith('person.') && !isOfNobodyHere(event)

/** Which changes of a roll end somebody's listening, or change what rooms they see. */
export function rollRules(actorOf: (personId: string) => Actor, cluster: () => RoomView | null): RollRules {
  const touched = (event: string, id: string) => {
    if (event.startsWith('seat.')) return [id]
    return event === 'room.described' || event === 'room.archived' || event === 'room.reopened' ? 'everybody' : null
  }
  return {
    affected: ({ event, item }, room) =>
      room === clusterRoom && isOfPerson(event) ? [item.id] : touched(event, item.id),
    affectedEverywhere: ({ event, item }, room) => (room === clusterRoom && isOfPerson(event) ? item.id : null),
    mayListen: (person, room) => mayListen(actorOf(person), room),
    listeners: (room) =>
      (cluster()?.all('person') ?? []).map(({ id }) => id).filter((id) => mayListen(actorOf(id), room)),
    lists({ event, item }, room) {
      if (room === clusterRoom) return event === 'person.seated' ? [(item as Person).id] : null
      return event === 'room.opened' ? 'everybody' : touched(event, item.id)
    },
  }
}

export const doorsOf = (store: Store): Doors => ({
  mayListen,
  freshPage: async (room, head) => withDecisions(await freshPage(room, head, store), room.id, store),
  seatOf: (room, person) => (room.id === clusterRoom ? null : room.find('seat', person)),
})
