import type { RoomView } from '#server/platform/handler.ts'
import type { Fault, ImportLine } from '#shared/members/import.shape.ts'
import { nameKey } from '#shared/members/import.ts'
import type { ReadLine } from './importLines.ts'
import { organisationsIn } from './roll.ts'

/** What the lines of a table are compared with. */
export interface Present {
  room: RoomView
  /** Address to person, of those who have an account or are about to. */
  holders: ReadonlyMap<string, string>
}

export interface PlannedLine extends ReadLine {
  verdict: ImportLine['verdict']
  /** The organisation that a person belongs to. */
  belongsTo: string | null
}

/** What would become of each line: the preview shows it, the import does it. */
export function planImport(lines: ReadLine[], present: Present): PlannedLine[] {
  const byName = organisationsByName(present.room)
  const firstLines = new Map<string, number>()
  return lines.map((read) => {
    const keys = keysOf(read)
    const twice = keys.map((key) => firstLines.get(key)).find((line) => line !== undefined)
    for (const key of keys) if (!firstLines.has(key)) firstLines.set(key, read.line)
    const { belongsTo, faults } = organisationOf(read, byName)
    const all = [...read.faults, ...faults, ...heldBy(read, present)]
    if (twice !== undefined) all.push({ field: keyField(read), key: 'members.import.twice', values: { line: twice } })
    const isPresent = isThere(read, present, byName)
    return { ...read, belongsTo, faults: all, verdict: all.length > 0 ? 'wrong' : isPresent ? 'present' : 'new' }
  })
}

type ByName = ReadonlyMap<string, string[]>

function organisationsByName(room: RoomView): ByName {
  const byName = new Map<string, string[]>()
  for (const { id, name } of organisationsIn(room)) {
    for (const key of namesOf(name)) byName.set(key, [...(byName.get(key) ?? []), id])
  }
  return byName
}

const namesOf = ({ zh, en }: { zh: string; en: string }) => [...new Set([zh, en].map(nameKey))].filter(Boolean)

/** What no two lines may share. */
const keysOf = ({ person, organisation }: ReadLine): string[] =>
  person ? [person.email] : organisation ? namesOf(organisation.name) : []
const keyField = ({ person }: ReadLine) => (person ? 'email' : 'nameZh')

function organisationOf(
  { organisationName: name }: ReadLine,
  byName: ByName,
): { belongsTo: string | null; faults: Fault[] } {
  if (name === '') return { belongsTo: null, faults: [] }
  const [id = null, another] = byName.get(nameKey(name)) ?? []
  if (id !== null && another === undefined) return { belongsTo: id, faults: [] }
  const key = id === null ? 'members.import.noOrganisation' : 'members.import.organisationTwice'
  return { belongsTo: null, faults: [{ field: 'organisation', key, values: { name } }] }
}

/** An address stays with a former member for the moment that it takes to free it. */
function heldBy({ person }: ReadLine, { room, holders }: Present): Fault[] {
  const holder = person && holders.get(person.email)
  const isFormer = holder ? room.find('person', holder)?.state === 'former' : false
  return isFormer ? [{ field: 'email', key: 'members.import.stillHeld', values: {} }] : []
}

function isThere({ person, organisation }: ReadLine, { room, holders }: Present, byName: ByName): boolean {
  if (person) return room.find('person', holders.get(person.email) ?? '') !== null
  return organisation !== null && namesOf(organisation.name).some((key) => byName.has(key))
}
