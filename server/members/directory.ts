import type { Hub } from '#server/platform/hub.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { expertiseKey } from '#shared/members/profile.ts'
import { findExpertise } from './profile.model.ts'
import { clusterView } from './roll.ts'

/** What the directory is narrowed by; an empty one narrows nothing. */
export interface Sought {
  text: string
  seat: string
  organisation: string
  sector: string
  province: string
  expertise: string
}
export const filters = ['seat', 'organisation', 'sector', 'province', 'expertise'] as const
type Filter = (typeof filters)[number]

/** A person with what each filter asks about. */
interface Listed {
  person: Person
  words: string
  values: Record<Filter, string[]>
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

async function listed(hub: Hub): Promise<Listed[]> {
  const room = await clusterView(hub)
  const expertise = await findExpertise(hub.store, clusterRoom)
  return room
    .all('person')
    .filter(({ state }) => state !== 'former')
    .map((person) => {
      const organisation = person.organisation === null ? null : room.find('organisation', person.organisation)
      const fields = expertise.get(person.id) ?? []
      const texts = [person.name, person.title, organisation?.name].flatMap((both) => (both ? [both.zh, both.en] : []))
      const values = {
        seat: person.seats,
        organisation: person.organisation === null ? [] : [person.organisation],
        sector: organisation?.sectors ?? [],
        province: organisation?.province ? [organisation.province] : [],
        expertise: fields,
      }
      // Words of different fields must not be found as one.
      return { person, words: folded([...texts, ...fields].join('\n')), values }
    })
}

const same = (filter: Filter, a: string, b: string) =>
  filter === 'expertise' ? expertiseKey(a) === expertiseKey(b) : a === b

const passes = ({ words, values }: Listed, sought: Sought, but?: Filter) =>
  words.includes(folded(sought.text.trim())) &&
  filters.every(
    (filter) =>
      filter === but || sought[filter] === '' || values[filter].some((value) => same(filter, value, sought[filter])),
  )

export async function findPeople(hub: Hub, sought: Sought): Promise<Person[]> {
  return (await listed(hub)).filter((one) => passes(one, sought)).map(({ person }) => person)
}

/** For each filter, how many people each of its values would leave beside the other filters; the most first. */
export async function countPeople(hub: Hub, sought: Sought) {
  const all = await listed(hub)
  const countsOf = (filter: Filter) => {
    const counted = new Map<string, { value: string; count: number }>()
    for (const one of all.filter((one) => passes(one, sought, filter))) {
      for (const value of one.values[filter]) {
        const key = filter === 'expertise' ? expertiseKey(value) : value
        counted.set(key, { value: counted.get(key)?.value ?? value, count: (counted.get(key)?.count ?? 0) + 1 })
      }
    }
    return [...counted.values()].sort((a, b) => b.count - a.count).slice(0, 200)
  }
  return Object.fromEntries(filters.map((filter) => [filter, countsOf(filter)])) as Record<
    Filter,
    { value: string; count: number }[]
  >
}
