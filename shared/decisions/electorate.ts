/** Somebody who may take part, as the roll stood when the decision was opened. */
export interface Voter {
  person: string
  /** Null for who belongs to none. */
  organisation: string | null
  /** Whether this delegate is named to vote for the organisation. */
  isNamed: boolean
  /** Such as P-members; null where there is one class. */
  voterClass: string | null
  /** Why this person may not vote: drafters of what is decided, or who has an interest in it. */
  barred: 'drafter' | 'recused' | null
  /** In the hall or at home. */
  isPresent: boolean
}

/** A written proxy: `holder`, a person, votes for `giver`, a seat. */
export interface Proxy {
  giver: string
  holder: string
}

export interface ElectorateRule {
  /** A person has one vote, or an organisation has one, whoever of its delegates casts it. */
  seat: 'person' | 'organisation'
  /** By seat, where votes are not equal; a seat without a weight has one vote. */
  weights: Readonly<Record<string, number>> | null
  /** How many proxies one person may hold; 0 where there are none. */
  mostProxies: number
}

/** One vote that may be cast. */
export interface Seat {
  id: string
  voterClass: string | null
  weight: number
  /** Who may cast it, the named delegate first. */
  voters: readonly string[]
  named: string | null
  /** Who holds the proxy; it lapses once one of its own voters is present. */
  proxy: string | null
  isPresent: boolean
}

export interface Electorate {
  seats: readonly Seat[]
  /** By person, with the reason. */
  barred: readonly { person: string; reason: 'drafter' | 'recused' }[]
}

/**
 * The roll of a decision, frozen when it is opened. A seat has the class of its first voter. A proxy counts where both its
 * giver and its holder have a seat, the holder holds no more than allowed, and nobody of the giver's is present.
 * Throws a RangeError where a weight is no whole number above 0.
 */
export function rollOf(voters: readonly Voter[], proxies: readonly Proxy[], rule: ElectorateRule): Electorate {
  const barred = voters.flatMap(({ person, barred: reason }) => (reason ? [{ person, reason }] : []))
  const bySeat = new Map<string, Voter[]>()
  for (const voter of voters) {
    const id = rule.seat === 'person' ? voter.person : voter.organisation
    if (voter.barred || id === null) continue
    bySeat.set(id, [...(bySeat.get(id) ?? []), voter])
  }
  const seats = Array.from(bySeat, ([id, own]) => seatOf(id, own, rule))
  return { seats: withProxies(seats, proxies, rule), barred }
}

function seatOf(id: string, own: readonly Voter[], { weights }: ElectorateRule): Seat {
  const weight = weights?.[id] ?? 1
  if (!Number.isSafeInteger(weight) || weight < 1) throw new RangeError('a weight is a whole number above 0')
  const named = own.find(({ isNamed }) => isNamed)?.person ?? null
  const others = own.map(({ person }) => person).filter((person) => person !== named)
  return {
    id,
    voterClass: own[0]!.voterClass,
    weight,
    voters: named === null ? others : [named, ...others],
    named,
    proxy: null,
    isPresent: own.some(({ isPresent }) => isPresent),
  }
}

function withProxies(seats: readonly Seat[], proxies: readonly Proxy[], { mostProxies }: ElectorateRule): Seat[] {
  const held = new Map<string, number>()
  const holders = new Map<string, string>()
  const mayHold = (person: string) => seats.some(({ voters, isPresent }) => isPresent && voters.includes(person))
  for (const { giver, holder } of proxies) {
    const seat = seats.find(({ id }) => id === giver)
    const count = held.get(holder) ?? 0
    if (!seat || seat.isPresent || holders.has(giver) || !mayHold(holder) || count >= mostProxies) continue
    held.set(holder, count + 1)
    holders.set(giver, holder)
  }
  return seats.map((seat) => ({ ...seat, proxy: holders.get(seat.id) ?? null }))
}

/** For which seats a person may cast a vote now: the own one, and those whose proxy they hold. */
export const seatsOf = ({ seats }: Electorate, person: string): Seat[] =>
  seats.filter(({ voters, proxy }) => voters.includes(person) || proxy === person)

/** A vote as it came in, in the order of the log. */
export interface CastVote<Content> {
  seat: string
  by: string
  content: Content
}

/**
 * The votes that count, one for a seat: the named delegate's; without one the first that came, or where votes can be
 * changed the last. A vote by proxy counts where none of the seat's own voters cast one. Strangers' votes are left out.
 */
export function votesThatCount<Content>(
  { seats }: Electorate,
  cast: readonly CastVote<Content>[],
  { isChangeable }: { isChangeable: boolean },
): Map<string, CastVote<Content>> {
  const counting = new Map<string, CastVote<Content>>()
  for (const seat of seats) {
    const given = cast.filter(({ seat: id }) => id === seat.id)
    const own = given.filter(({ by }) => seat.voters.includes(by))
    const byProxy = given.filter(({ by }) => by === seat.proxy)
    const ofNamed = own.filter(({ by }) => by === seat.named)
    const among = [ofNamed, own, byProxy].find((some) => some.length > 0)
    const vote = isChangeable ? among?.at(-1) : among?.[0]
    if (vote) counting.set(seat.id, vote)
  }
  return counting
}

export interface Turnout {
  voterClass: string | null
  cast: number
  present: number
  entitled: number
}

/** How many have voted, in votes: of all under null, then by class where there are classes. */
export function turnoutOf({ seats }: Electorate, voted: ReadonlySet<string>): Turnout[] {
  const classes = [...new Set(seats.map(({ voterClass }) => voterClass))].filter((one) => one !== null)
  const sum = (some: readonly Seat[]) => some.reduce((votes, { weight }) => votes + weight, 0)
  return [null, ...classes].map((voterClass) => {
    const own = voterClass === null ? seats : seats.filter((seat) => seat.voterClass === voterClass)
    return {
      voterClass,
      cast: sum(own.filter(({ id }) => voted.has(id))),
      present: sum(own.filter(({ isPresent, proxy }) => isPresent || proxy !== null)),
      entitled: sum(own),
    }
  })
}

/** Where so few could be told apart by what they weigh or belong to, a secret vote has neither. */
export const fewestOfAKind = 5

/** Whether a vote on this roll may be secret: no weights, and no class of fewer than five. */
export function maySecret({ seats }: Electorate): boolean {
  const sizes = Object.values(Object.groupBy(seats, ({ voterClass }) => voterClass ?? ''))
  return seats.every(({ weight }) => weight === 1) && sizes.every((some) => some!.length >= fewestOfAKind)
}
