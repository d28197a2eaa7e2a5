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
  voting: { plan: 'voting', vote: 'voting', count: 'voting', decide: 'decided', reopen: 'voting', cancel: 'cancelled' },
  // Back only where the vote itself is made void.
  decided: { plan: 'decided', handOver: 'handedOver', reopen: 'voting' },
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
export const mostNominations = 300
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

/** One vote on candidates for an office. */
export interface OfficeBallot extends Pick<OfficeVote, 'kind' | 'order'> {
  method: 'yes-no' | Office['method']
  seats: number
}

/** More candidates than places: one vote by the office's method. As many or fewer: each is confirmed by yes and no. */
export function ballotsFor(
  { places, method }: Pick<Office, 'places' | 'method'>,
  order: readonly string[],
): OfficeBallot[] {
  if (order.length > places) return [{ kind: 'contest', order: [...order], method, seats: places }]
  return order.map((candidate) => ({ kind: 'confirmation', order: [candidate], method: 'yes-no', seats: 1 }))
}

/** How a vote that was called is counted. */
export const ballotOf = (
  { places, method }: Pick<Office, 'places' | 'method'>,
  { kind, order }: OfficeVote,
): OfficeBallot =>
  kind === 'confirmation' ? { kind, order, method: 'yes-no', seats: 1 } : { kind, order, method, seats: places }

/** Crosses by nomination, and how many ballots say something. */
export interface Crosses {
  of: Readonly<Record<string, number>>
  valid: number
}

/**
 * The two whom a second vote decides between, in the order of the ballot: where crosses for one place give nobody more than
 * half of the valid ballots. Null where whoever was counted first is elected.
 */
export function runOffBetween(
  { method, places }: Pick<Office, 'method' | 'places'>,
  { kind, order }: Pick<OfficeVote, 'kind' | 'order'>,
  crosses: Crosses | null,
): string[] | null {
  if (kind !== 'contest' || method !== 'plurality' || places !== 1 || !crosses || order.length < 3) return null
  const votes = (id: string) => crosses.of[id] ?? 0
  // Where several share a place, the order on the ballot, drawn by lot, says who has it.
  const [first, second] = [...order].sort((one, other) => votes(other) - votes(one))
  if (2 * votes(first!) > crosses.valid) return null
  return order.filter((id) => id === first || id === second)
}

/** Days that may still be moved. */
export function daysToPlan(state: Election['state']): readonly (typeof electionDays)[number][] {
  if (state === 'nominating') return electionDays
  return state === 'decided' ? ['handoverAt'] : ['voteFrom', 'voteUntil', 'handoverAt']
}
