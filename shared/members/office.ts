import type { Person } from './person.shape.ts'

/** A seat of the cluster that changes hands, and who holds it from now on. */
export interface Handover {
  seat: 'chair' | 'viceChair'
  people: readonly string[]
  /** It fills a vacancy: whoever holds the seat keeps it. */
  isByElection: boolean
}

type Holder = Pick<Person, 'id' | 'seats' | 'state'>

/**
 * Who sits otherwise after a handover, and as what. Whoever had the seat gives it back, and is a delegate where nothing else is
 * left; a new chair is no vice-chair any more. Former members get nothing.
 */
export function seatsAtHandover(roll: readonly Holder[], handovers: readonly Handover[]) {
  return roll
    .filter(({ state }) => state !== 'former')
    .map((holder) => ({
      id: holder.id,
      was: holder.seats,
      seats: handovers.reduce(seatsAfter(holder.id), holder.seats),
    }))
    .filter(({ was, seats }) => was.length !== seats.length || was.some((seat) => !seats.includes(seat)))
    .map(({ id, was, seats }) => ({
      person: id,
      seats,
      isElected: seats.some((seat) => !was.includes(seat) && seat !== 'delegate'),
    }))
}

const seatsAfter =
  (person: string) =>
  (seats: Person['seats'], { seat, people, isByElection }: Handover): Person['seats'] => {
    const without = seats.filter((held) => held !== seat)
    if (people.includes(person)) {
      const kept = seat === 'chair' ? without.filter((held) => held !== 'viceChair') : without
      return seats.includes(seat) && kept.length === without.length ? seats : [...kept, seat]
    }
    if (isByElection || without.length === seats.length) return seats
    return without.length > 0 ? without : ['delegate']
  }
