import { z } from 'zod'
import { Instant } from '#shared/members/fields.shape.ts'
import { Cause } from '#shared/platform/cause.shape.ts'
import { Id, Thing } from '#shared/platform/contract.ts'
import { OptionId } from './ballot.shape.ts'
import {
  decisionKinds,
  decisionStates,
  longestBody,
  longestTitle,
  mostDelaySeconds,
  mostMarks,
  mostOptions,
  mostVoters,
  secrecies,
} from './decision.ts'
import { methods } from './methods.ts'
import { type PresetName, presets } from './presets.ts'

const wellFormed = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, { error: 'platform.field.tooLong' })
    .refine((text) => text.isWellFormed(), { error: 'platform.field.malformed' })
const Title = wellFormed(longestTitle).min(1, { error: 'platform.field.required' })

const Whole = z.int().min(1).max(1_000_000)
const ShareFields = { p: Whole, q: Whole }
const VoterClass = z.string().trim().min(1).max(40)
const ofBase = {
  /** A class of voters; null for all. */
  votersOf: VoterClass.nullable(),
  base: z.enum(['yesNo', 'yesNoAbstain', 'cast', 'present', 'entitled']),
}
const ShareShape = z.strictObject({ ...ShareFields, by: z.enum(['atLeast', 'moreThan']) })
const LimitShape = z.strictObject({ ...ShareFields, by: z.enum(['atMost', 'lessThan']) })
const ConditionShape = z.discriminatedUnion('says', [
  z.strictObject({ ...ofBase, says: z.literal('yes'), share: ShareShape }),
  z.strictObject({ ...ofBase, says: z.literal('no'), limit: LimitShape }),
])
/** `MajorityRule` of `majority.ts`. */
export const MajorityRuleShape = z.strictObject({
  conditions: z.array(ConditionShape).min(1).max(4),
  quorum: z
    .strictObject({
      counts: z.enum(['present', 'cast']),
      base: z.enum(['entitled', 'present']),
      share: ShareShape,
      otherwise: z.enum(['lost', 'repeat']),
    })
    .nullable(),
  tie: z.enum(['lost', 'chairCasts', 'lot']),
})

export const Option = z.strictObject({
  id: OptionId,
  text: wellFormed(200).min(1, { error: 'platform.field.required' }),
  detail: wellFormed(2000).optional(),
  /** Whom it stands for, where people are elected. */
  person: Id.optional(),
})

export const Electorate = z.strictObject({
  /** A person has one vote, or an organisation has one, whoever of its delegates casts it. */
  seat: z.enum(['person', 'organisation']).default('person'),
  /** `members`: everybody on the room's roll but observers, as it stands at the opening. */
  voters: z.union([z.literal('members'), z.array(Id).min(1).max(mostVoters)]).default('members'),
  /** The class of each person, such as P; whoever is not named has none. */
  classes: z.record(Id, VoterClass).optional(),
  /** Votes of each seat (a person, or an organisation); one where nothing is said. */
  weights: z.record(Id, z.int().min(1).max(1_000_000)).optional(),
  /** The delegate whose ballot counts, by organisation. */
  named: z.record(Id, Id).optional(),
  mostProxies: z.int().min(0).max(100).default(0),
  /** `giver` is a seat, `holder` a person. */
  proxies: z
    .array(z.strictObject({ giver: Id, holder: Id }))
    .max(mostVoters)
    .default([]),
  barred: z.record(Id, z.enum(['drafter', 'recused'])).default({}),
})
export type Electorate = z.infer<typeof Electorate>

const presetNames = Object.keys(presets) as [PresetName, ...PresetName[]]
const Terms = {
  title: Title,
  /** Markdown. */
  body: wellFormed(longestBody).default(''),
  method: z.enum(['yes-no', ...methods]).default('yes-no'),
  options: z.array(Option).max(mostOptions).default([]),
  seats: z.int().min(1).max(mostOptions).default(1),
  /** Crosses of the limited vote, points in all where points are shared out. */
  most: z.int().min(1).max(mostMarks).optional(),
  /** The highest score. */
  highest: z.int().min(1).max(100).optional(),
  allowsBlank: z.boolean().default(true),
  electorate: Electorate.prefault({}),
  /** Null where nothing is carried or lost, such as in an election. */
  rule: MajorityRuleShape.nullable().default(null),
  /** Where the rule came from; whoever changes a figure keeps the name. Without a rule the preset's own is taken. */
  preset: z.enum(presetNames).nullable().default(null),
  /** A no without a reason is left out of the count. */
  noNeedsReason: z.boolean().default(false),
  secrecy: z.enum(secrecies).default('named'),
  isChangeable: z.boolean().default(false),
  /** The tally is shown while voting goes on. */
  isLive: z.boolean().default(false),
  /** ms since 1970; null until somebody closes it. */
  closesAt: Instant.nullable().default(null),
  /** Closes by itself once everybody has voted. */
  closesEarly: z.boolean().default(false),
  /** The openings of the leaves go to everybody, not to the scrutineers alone: receipts then prove votes. */
  opensAllOpenings: z.boolean().default(false),
  /** A secret ballot goes out after a random time of up to so many seconds. */
  castDelaySeconds: z.int().min(0).max(mostDelaySeconds).default(5),
  scrutineers: z.array(Id).max(10).default([]),
  /** The options are the steps of a scale, from the lowest, and shown with their mean. */
  look: z.literal('temperature').optional(),
}
/** What is decided upon, and how. */
export const DecisionTerms = z.strictObject(Terms)
export type DecisionTerms = z.infer<typeof DecisionTerms>

const Figure = z.int().nonnegative()
export const VotesShape = z.strictObject({
  yes: Figure,
  no: Figure,
  abstain: Figure,
  invalid: Figure,
  present: Figure,
  entitled: Figure,
})
export const TurnoutShape = z.strictObject({
  voterClass: z.string().nullable(),
  cast: Figure,
  present: Figure,
  entitled: Figure,
})
const Met = { had: z.int(), of: z.int(), needed: z.int(), isMet: z.boolean() }
export const VerdictShape = z.strictObject({
  outcome: z.enum(['carried', 'lost', 'repeat', 'tied']),
  reasons: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('quorum'),
        counts: z.enum(['present', 'cast']),
        base: z.enum(['entitled', 'present']),
        ...Met,
      }),
      z.strictObject({ kind: z.literal('condition'), condition: ConditionShape, ...Met }),
      z.strictObject({ kind: z.literal('noEffectiveVotes') }),
      z.strictObject({
        kind: z.literal('tie'),
        votes: Figure,
        tie: z.enum(['lost', 'chairCasts', 'lot']),
        cast: z.enum(['yes', 'no']).nullable(),
      }),
    ]),
  ),
})
const Names = z.array(z.string())
/** `Deed` of `report.ts`. */
const DeedShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('surplus'), of: z.string(), surplus: z.string() }),
  z.strictObject({ kind: z.literal('exclusion'), of: z.string() }),
  z.strictObject({ kind: z.literal('runOff'), first: z.string(), second: z.string() }),
  z.strictObject({
    kind: z.enum(['locked', 'passedOver']),
    winner: z.string(),
    loser: z.string(),
    votes: z.int(),
    against: z.int(),
  }),
  z.strictObject({ kind: z.enum(['firstPreferences', 'keepFactors', 'totals', 'pairs']) }),
])
/** What `countAsJson` of `report.ts` gives; options by their text. */
export const CountShape = z.strictObject({
  method: z.enum(methods),
  title: z.string(),
  seats: z.int(),
  quota: z.string().nullable(),
  valid: z.int(),
  elected: z.array(z.strictObject({ name: z.string(), stage: z.int() })),
  stages: z.array(
    z.strictObject({
      number: z.int(),
      votes: z.record(z.string(), z.string()),
      exhausted: z.string(),
      action: z.string(),
      deed: DeedShape,
      elected: Names,
      excluded: Names,
    }),
  ),
  ties: z.array(
    z.strictObject({
      stage: z.int(),
      between: Names,
      chosen: z.string(),
      for: z.enum(['surplus', 'exclusion', 'election', 'order']),
      by: z.enum(['earlierStage', 'lot', 'preferred', 'higherScore', 'topScores']),
      earlierStage: z.int().optional(),
    }),
  ),
  winner: z.string().optional(),
  order: z.array(Names).optional(),
  pairs: z.record(z.string(), z.record(z.string(), z.int())).optional(),
})

export const DecisionResult = z.strictObject({
  /** In votes: of all, then by class where there are classes. */
  turnout: z.array(TurnoutShape),
  /** By class, all under the empty name; null where options are counted. */
  votes: z.record(z.string(), VotesShape).nullable(),
  /** Ballots that were left blank. */
  blank: Figure,
  /** SHA-256 of the canonical JSON of the ballots grouped by what they say. */
  groups: z.string(),
  /** Null where yes and no are counted, where no ballot says anything, and until the dice are thrown where it takes a lot. */
  count: CountShape.nullable(),
  /** Options that are elected, in that order; empty as long as `count` is null. */
  elected: z.array(OptionId),
  verdict: VerdictShape.nullable(),
  /** What is still missing: two throws of dice, or the chair's casting vote with the declaration. */
  awaits: z.enum(['dice', 'casting']).nullable(),
  /** Of the Merkle tree over the leaves. */
  root: z.string(),
  leaves: Figure,
})
export type DecisionResult = z.infer<typeof DecisionResult>

export const Decision = Thing.extend({
  ...z.strictObject(Terms).shape,
  kind: z.enum(decisionKinds),
  author: Id,
  at: z.number(),
  state: z.enum(decisionStates),
  /** From 1; a round that is void is followed by the next one. */
  round: z.int().min(1),
  /** Why it was extended or made void, last; empty otherwise. */
  reason: z.string(),
  /** Why the hub itself made it void. */
  cause: Cause.optional(),
  openedAt: z.number().nullable(),
  /** The seats frozen at the opening: how many votes, by class, and the digest of the whole. */
  roll: z.strictObject({ size: Figure, byClass: z.record(z.string(), Figure), digest: z.string() }).nullable(),
  /** Public key of a secret vote's round, SPKI in base64. */
  key: z.string().nullable(),
  closedAt: z.number().nullable(),
  result: DecisionResult.nullable(),
  /** Thrown after the seal, where a lot decides. */
  dice: z.array(z.strictObject({ by: Id, thrown: z.string() })).max(2),
  declaration: z
    .strictObject({
      by: Id,
      at: z.number(),
      /** Of the resolution; null where nothing was resolved. */
      number: z.string().nullable(),
      verdict: VerdictShape.nullable(),
      casting: z.enum(['yes', 'no']).nullable(),
    })
    .nullable(),
  /** The message that shows it; null for a draft. */
  message: Id.nullable(),
  isPublished: z.boolean(),
  /** Set once its words are gone for good, as those of the message that showed it. */
  isErased: z.literal(true).optional(),
})
export type Decision = z.infer<typeof Decision>
