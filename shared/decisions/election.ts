import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Life } from '#shared/platform/life.ts'
import type { Election, Nomination, Office, OfficeVote } from './election.shape.ts'
import { canonicalJson } from './leaves.ts'
import { lotsOf } from './lots.ts'

export const electionStates = ['nominating', 'vetting', 'voting', 'decided', 'handedOver', 'cancelled'] as const

export const electionLife = {
  nominating: { plan: 'nominating', closeNominations: 'vetting', cancel: 'cancelled' },
  vetting: { plan: 'vetting', draw: 'voting', cancel: 'cancelled' },
  voting: { plan: 'voting', vote: 'voting', decide: 'decided', cancel: 'cancelled' },
  decided: { plan: 'decided', handOver: 'handedOver' },
  handedOver: {},
  cancelled: {},
} satisfies Life<Election['state']>

export const nominationStates = [
  'proposed',
  'accepted',
  'approved',
  'rejected',
  'declined',
  'withdrawn',
  'lapsed',
] as const

export const nominationLife = {
  proposed: { second: 'proposed', accept: 'accepted', decline: 'declined', withdraw: 'withdrawn', lapse: 'lapsed' },
  accepted: {
    second: 'accepted',
    describe: 'accepted',
    approve: 'approved',
    reject: 'rejected',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
  },
  approved: { describe: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
  rejected: { approve: 'approved', withdraw: 'withdrawn' },
  declined: {},
  withdrawn: {},
  lapsed: {},
} satisfies Life<Nomination['state']>

export const officeStates = ['waiting', 'voting', 'filled', 'vacant'] as const
/** Seats of the cluster that an office may bring. */
export const officeSeats = ['chair', 'viceChair'] as const
/** In whose name somebody is nominated. */
export const nominatedAs = ['self', 'person', 'organisation'] as const
export const mostOffices = 8
export const mostPlaces = 12
export const mostSeconders = 20
/** In each language. */
export const longestStatement = 3000

/** One place: ranked ballots, or a cross that needs more than half. Several: ranked by quota, or as many crosses as places. */
export const methodsForOne = ['irv', 'schulze', 'plurality'] as const
export const methodsForSeveral = ['scottish-stv', 'meek-stv', 'block'] as const
export const officeMethods = [...methodsForOne, ...methodsForSeveral] as const

export const methodsFor = (places: number): readonly Office['method'][] =>
  places === 1 ? methodsForOne : methodsForSeveral

/** The days of an election in the order in which they come. */
export const electionDays = ['nominationsFrom', 'nominationsUntil', 'voteFrom', 'voteUntil', 'handoverAt'] as const

/** The first day that does not lie after the one before it; null where all do. */
export function dayOutOfOrder(calendar: Election['calendar']): (typeof electionDays)[number] | null {
  const at = electionDays.findIndex((day, place) => place > 0 && calendar[day] <= calendar[electionDays[place - 1]!])
  return electionDays[at] ?? null
}

export const takesNominations = ({ state, calendar }: Pick<Election, 'state' | 'calendar'>, now: number): boolean =>
  state === 'nominating' && now >= calendar.nominationsFrom && now < calendar.nominationsUntil

const standing: readonly Nomination['state'][] = ['proposed', 'accepted', 'approved', 'rejected']
/** Whether somebody is up for the office by this nomination, or still may be. */
export const isAlive = ({ state }: Pick<Nomination, 'state'>): boolean => standing.includes(state)

export const isSeconded = ({ seconders }: Pick<Nomination, 'seconders'>, needed: number): boolean =>
  seconders.length >= needed

/** Nobody seconds themselves, what they proposed themselves, or the same twice. */
export const maySecond = (
  { person, by, seconders }: Pick<Nomination, 'person' | 'by' | 'seconders'>,
  who: string,
): boolean => person !== who && by !== who && !seconders.includes(who)

/** What the lot is drawn over, fixed before the dice are thrown: SHA-256 of who stands for which office. */
export function rootOfSlate(election: string, slate: Readonly<Record<string, readonly string[]>>): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ election, slate }))))
}

/**
 * The order on a ballot: by the lots of `root` and dice, drawn in turn at the stage with the office's number from 1, over the
 * candidates in the order of their ids. Anybody draws the same again.
 */
export function orderByLot(
  candidates: readonly string[],
  { root, dice, stage }: { root: string; dice: string; stage: number },
): string[] {
  const sorted = [...candidates].sort()
  const lots = lotsOf({ root, dice })
  const left = sorted.map((_, at) => at)
  const order: string[] = []
  while (left.length > 0) {
    const drawn = lots(stage, left)
    order.push(sorted[drawn]!)
    left.splice(left.indexOf(drawn), 1)
  }
  return order
}

/** The office whose turn it is: in their order, each once the one before is decided. */
export const officeInTurn = ({ offices }: Pick<Election, 'offices'>): Office | null =>
  offices.find(({ state }) => state === 'waiting' || state === 'voting') ?? null

/** Who is on the ballot of an office: approved, in the drawn order, without those elected to an office before it. */
export function candidatesFor(
  { offices }: Pick<Election, 'offices'>,
  office: Office,
  nominations: ReadonlyMap<string, Pick<Nomination, 'state' | 'person'>>,
): string[] {
  const elected = new Set(offices.flatMap((other) => other.elected))
  return office.order.filter((id) => {
    const nomination = nominations.get(id)
    return nomination?.state === 'approved' && !elected.has(nomination.person)
  })
}

/** How the candidates for an office are voted on. */
export interface Ballot {
  kind: OfficeVote['kind']
  method: 'yes-no' | 'approval' | Office['method']
  seats: number
}

/**
 * More candidates than places: by the office's method. As many or fewer: each needs more than half, of one by yes and no, of
 * several by a cross for each.
 */
export function ballotFor({ places, method }: Pick<Office, 'places' | 'method'>, candidates: number): Ballot {
  if (candidates > places) return { kind: 'contest', method, seats: places }
  if (candidates === 1) return { kind: 'confirmation', method: 'yes-no', seats: 1 }
  return { kind: 'confirmation', method: 'approval', seats: candidates }
}

/** What the votes for an office came to, its candidates by their nominations. */
export interface Returned {
  /** By the count, the first first; of a vote by yes and no whoever is confirmed. */
  elected: readonly string[]
  /** Crosses by candidate, where crosses are counted. */
  crosses: Readonly<Record<string, number>> | null
  /** Ballots that were cast, blank ones too; and those that say something. */
  cast: number
  valid: number
}

/** Whoever is elected; or the two first, whom a second vote decides between; or nobody. */
export type Outcome = { kind: 'filled'; elected: string[] } | { kind: 'vacant' } | { kind: 'runOff'; between: string[] }

/**
 * Confirmed by crosses is who has them on more than half of the ballots cast. A plurality for one place elects with more than
 * half of the valid ballots, otherwise the two first go into a run-off, which the greater number decides.
 */
export function outcomeOf(
  { method, places }: Pick<Office, 'method' | 'places'>,
  { kind, order }: Pick<OfficeVote, 'kind' | 'order'>,
  returned: Returned,
): Outcome {
  const { crosses, elected } = returned
  if (kind === 'confirmation' && crosses) {
    return filled(order.filter((id) => 2 * (crosses[id] ?? 0) > returned.cast).slice(0, places))
  }
  const [first] = elected
  if (kind !== 'contest' || method !== 'plurality' || !crosses || first === undefined) return filled([...elected])
  if (2 * (crosses[first] ?? 0) > returned.valid) return filled([first])
  return { kind: 'runOff', between: twoFirst(order, first, crosses) }
}

const filled = (elected: string[]): Outcome => (elected.length > 0 ? { kind: 'filled', elected } : { kind: 'vacant' })

/** Where several share the second place, the order on the ballot, drawn by lot, says who it is. */
function twoFirst(order: readonly string[], first: string, crosses: Readonly<Record<string, number>>): string[] {
  const others = order.filter((id) => id !== first)
  const second = others.reduce((best, other) => ((crosses[other] ?? 0) > (crosses[best] ?? 0) ? other : best))
  return order.filter((id) => id === first || id === second)
}
