import type { Text } from '#client/i18n.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterSeats } from '#shared/platform/actor.ts'

export const filters = ['seat', 'organisation', 'sector', 'province', 'expertise'] as const
export const orders = ['name', 'organisation', 'seat', 'newest'] as const
export type Order = (typeof orders)[number]
export type Sought = Record<(typeof filters)[number] | 'text', string>

/** What is sought stands in the address, so that it can be sent to a colleague. */
export function soughtIn(search: URLSearchParams): Sought {
  const given = (field: string) => search.get(field) ?? ''
  return {
    text: given('text'),
    seat: given('seat'),
    organisation: given('organisation'),
    sector: given('sector'),
    province: given('province'),
    expertise: given('expertise'),
  }
}

export const orderIn = (search: URLSearchParams): Order =>
  orders.find((order) => order === search.get('order')) ?? orders[0]

const rankOf = ({ seats }: Person) => {
  const ranks = seats.map((seat) => clusterSeats.indexOf(seat))
  return Math.min(...ranks, clusterSeats.length)
}

/** How two people stand to each other in an order; where it does not tell, by name. */
export function comparing(order: Order, { words, firms }: { words: Text; firms: ReadonlyMap<string, string> }) {
  const { bi, language } = words
  const byName = (a: Person, b: Person) => bi(a.name).localeCompare(bi(b.name), language)
  // Those of no organisation stand behind all others.
  const firmOf = ({ organisation }: Person) => (organisation && firms.get(organisation)) || '\uffff'
  const first = {
    name: () => 0,
    organisation: (a: Person, b: Person) => firmOf(a).localeCompare(firmOf(b), language),
    seat: (a: Person, b: Person) => rankOf(a) - rankOf(b),
    newest: (a: Person, b: Person) => b.version - a.version,
  }[order]
  return (a: Person, b: Person) => first(a, b) || byName(a, b)
}
