import { findEntry } from '#server/platform/entry.model.ts'
import { change, type LogHandler, type RoomView } from '#server/platform/handler.ts'
import { undoableUntil } from '#shared/members/import.ts'
import type { Organisation, Person } from '#shared/members/person.shape.ts'
import { clusterRoom, personLife } from '#shared/members/person.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Change } from '#shared/platform/roomLog.ts'
import { erasePerson } from './departure.handlers.ts'
import { changed } from './roll.ts'

/** The ids of what an import brought, from its entry in the log. */
export const undoImport: LogHandler<'import.undo', string[]> = {
  async load({ input, hub }) {
    const found = (await hub.rooms.fresh(clusterRoom))?.find('import', input.import)
    const entry = found && !found.undone ? await findEntry(hub.store, clusterRoom, found.version) : null
    return (entry?.changes ?? []).map(({ item }) => item.id)
  },
  subject({ room, input }) {
    if (!room.find('import', input.import)) throw new Refusal('not_found', 'platform.notFound')
    return {}
  },
  decide({ input, room, by, now, seq, loaded }) {
    const found = room.find('import', input.import)!
    const at = now.getTime()
    if (found.undone) throw new Refusal('wrong_state', 'members.import.undone')
    if (at > undoableUntil(found)) throw new Refusal('wrong_state', 'members.import.tooLate')
    const { taken, kept } = takenBack(room, loaded, found.version)
    if (taken.length === 0) throw new Refusal('wrong_state', 'members.import.allUsed')
    const undone = { by, at, taken: taken.length, kept: kept.length }
    return {
      changes: [change('import.undone', { ...found, undone }), ...taken],
      answer: { seq, taken: taken.length, kept },
    }
  },
}

/** What is still exactly as it came goes; what has been used or changed since stays. */
function takenBack(room: RoomView, ids: string[], version: number): { taken: Change[]; kept: string[] } {
  const inUse = new Set(room.all('person').map(({ organisation }) => organisation))
  const taken: Change[] = []
  const kept: string[] = []
  for (const id of ids) {
    const person = room.find('person', id)
    const organisation = room.find('organisation', id)
    if (person?.version === version) taken.push(unlistPerson(person))
    else if (organisation?.version === version && !inUse.has(id)) taken.push(unlistOrganisation(organisation))
    else if (person ? person.state !== 'former' : organisation) kept.push(id)
  }
  return { taken, kept }
}

function unlistPerson(person: Person): Change {
  const state = next<Person['state']>(personLife, person.state, 'unlist')
  return changed('person.unlisted', person, { ...erasePerson(person), state, seats: [], organisation: null })
}

const unlistOrganisation = (organisation: Organisation): Change =>
  change('organisation.unlisted', { ...organisation, isUnlisted: true })
