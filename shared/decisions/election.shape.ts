import { z } from 'zod'
import { Cause } from '#shared/platform/cause.shape.ts'
import { Id, Thing } from '#shared/platform/contract.ts'
import { Bilingual } from '#shared/platform/language.shape.ts'
import {
  electionStates,
  longestStatement,
  mostOffices,
  mostPlaces,
  mostSeconders,
  nominatedAs,
  nominationStates,
  officeMethods,
  officeSeats,
  officeStates,
} from './election.ts'

const Instant = z.number().int().min(0).max(8_640_000_000_000_000)

/** ms since 1970. Nominations come in from the first to the second; votes open from the third on. */
export const Calendar = z.strictObject({
  nominationsFrom: Instant,
  nominationsUntil: Instant,
  voteFrom: Instant,
  voteUntil: Instant,
  /** When who is elected takes office. */
  handoverAt: Instant,
})

/** One vote on an office: between candidates, on a single one, or the run-off of two. */
export const OfficeVote = z.strictObject({
  kind: z.enum(['contest', 'confirmation', 'runOff']),
  /** Nominations in the order of the ballot: its options, `o1` first. */
  order: z.array(Id),
  /** Null until it stands in the room. */
  decision: Id.nullable(),
  /** Nominations; null until the result is declared. */
  elected: z.array(Id).nullable(),
})
export type OfficeVote = z.infer<typeof OfficeVote>

export const Office = z.strictObject({
  id: Id,
  title: Bilingual,
  /** The seat of the cluster that goes with it; null for an office of another kind. */
  seat: z.enum(officeSeats).nullable(),
  places: z.number().int().min(1).max(mostPlaces),
  method: z.enum(officeMethods),
  termFrom: Instant,
  termUntil: Instant,
  /** It fills a vacancy: whoever holds the seat now keeps it. */
  isByElection: z.boolean(),
  state: z.enum(officeStates),
  /** Approved nominations as drawn by lot; empty before. */
  order: z.array(Id),
  votes: z.array(OfficeVote),
  /** When the votes that were opened last close; null until somebody closes them. */
  closesAt: Instant.nullable(),
  /** People. */
  elected: z.array(Id),
  /** Why its vote could not be opened, a key of `shared/refusals.ts`. */
  hindrance: z.string().optional(),
})
export type Office = z.infer<typeof Office>

export const Election = Thing.extend({
  title: Bilingual,
  author: Id,
  at: z.number(),
  state: z.enum(electionStates),
  /** In the order in which they are voted on. */
  offices: z.array(Office).max(mostOffices),
  calendar: Calendar,
  /** How many must second a nomination. */
  seconders: z.number().int().min(0).max(mostSeconders),
  /** Who has a vote: each person, or each organisation. */
  electorate: z.enum(['person', 'organisation']),
  secrecy: z.enum(['named', 'confidential', 'secret']),
  /** What the order on the ballots was drawn from; null before. */
  draw: z.strictObject({ root: z.string(), dice: z.string(), by: Id, at: z.number() }).nullable(),
  /** Why it was last planned anew, closed early or cancelled. */
  reason: z.string(),
})
export type Election = z.infer<typeof Election>

export const Statement = z.strictObject({
  zh: z.string().max(longestStatement, { error: 'platform.field.tooLong' }),
  en: z.string().max(longestStatement, { error: 'platform.field.tooLong' }),
})

/** Somebody put up for an office. */
export const Nomination = Thing.extend({
  election: Id,
  office: Id,
  person: Id,
  /** Theirs at the time. */
  organisation: Id.nullable(),
  by: Id,
  /** The organisation in whose name; null for a person's own nomination. */
  inNameOf: Id.nullable(),
  as: z.enum(nominatedAs),
  at: z.number(),
  seconders: z.array(Id),
  state: z.enum(nominationStates),
  /** What the candidate says for themselves, Markdown. */
  statement: Statement,
  vetting: z.strictObject({ by: Id, at: z.number() }).nullable(),
  /** Why it was approved, rejected, declined or withdrawn. */
  reason: z.string(),
  cause: Cause.optional(),
})
export type Nomination = z.infer<typeof Nomination>
