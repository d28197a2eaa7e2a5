import { z } from 'zod'
import { Ballot, OptionId } from './ballot.shape.ts'
import { Decision, DecisionResult, VerdictShape } from './decision.shape.ts'

/** 32 bytes in lower hexadecimal. */
const Bytes32 = z.string().regex(/^[\da-f]{64}$/)
const Figure = z.int().nonnegative().max(1_000_000)
const VoterClass = z.string().max(40).nullable()
const Base64 = z.string().regex(/^[\w+/=-]+$/)

/** What was voted on and by which rules, as it was frozen at the opening. Nobody is named in it. */
export const PackedTerms = Decision.pick({
  kind: true,
  round: true,
  title: true,
  body: true,
  method: true,
  seats: true,
  most: true,
  highest: true,
  allowsBlank: true,
  rule: true,
  preset: true,
  noNeedsReason: true,
  secrecy: true,
  isChangeable: true,
  opensAllOpenings: true,
  openedAt: true,
  closedAt: true,
  roll: true,
  key: true,
}).extend({
  room: z.string(),
  decision: z.string(),
  options: z.array(z.strictObject({ id: OptionId, text: z.string() })),
})
export type PackedTerms = z.infer<typeof PackedTerms>

export const PackedGroup = z.strictObject({ content: Ballot, voterClass: VoterClass, ballots: Figure, votes: Figure })

/** One ballot with all that its leaf is made of. `signature`: the token of a secret vote, RSABSSA over the serial, in hexadecimal. */
export const PackedOpening = z.strictObject({
  serial: Bytes32,
  nonce: Bytes32,
  ballot: Ballot,
  signature: z
    .string()
    .regex(/^[\da-f]{512}$/)
    .nullable(),
  voterClass: VoterClass,
  weight: z.int().min(1).max(1_000_000),
})
export type PackedOpening = z.infer<typeof PackedOpening>

/**
 * A sealed round for anybody to count again. `public` holds the ballots grouped by what they say, apart from the leaves;
 * `scrutineers` also the openings, which join the two.
 */
export const SealedPackage = z.strictObject({
  format: z.literal('chandelier-ballots'),
  version: z.literal(1),
  kind: z.enum(['public', 'scrutineers']),
  terms: PackedTerms,
  /** How many of a secret vote's tokens were fetched; null for other votes. */
  tokens: Figure.nullable(),
  groups: z.array(PackedGroup).max(100_000),
  /** The same ballots for other counters: BLT where they are ranked, CSV otherwise. */
  file: z.strictObject({ name: z.enum(['ballots.blt', 'ballots.csv']), text: z.string() }),
  /** In ascending order. */
  leaves: z.array(Bytes32).max(100_000),
  root: Bytes32,
  result: DecisionResult,
  /** What was thrown where a lot had to decide, in the order in which it was written down. */
  dice: z.array(z.string()).max(2),
  declaration: z
    .strictObject({
      at: z.number(),
      number: z.string().nullable(),
      casting: z.enum(['yes', 'no']).nullable(),
      verdict: VerdictShape.nullable(),
    })
    .nullable(),
  /** The entry of the room's log that gave the decision this shape; its hash stands for all before it. */
  log: z.strictObject({ seq: z.int().positive(), hash: z.string() }),
  openings: z.array(PackedOpening).max(100_000).optional(),
})
export type SealedPackage = z.infer<typeof SealedPackage>

/** `key`: the cluster's own, Ed25519 as SPKI in base64; `value`: over the canonical JSON of the rest, in base64. */
export const SignedPackage = SealedPackage.extend({
  signature: z.strictObject({ key: Base64, value: Base64 }),
})
export type SignedPackage = z.infer<typeof SignedPackage>

const ofRound = { decision: z.string(), round: z.int() }
/**
 * What a voter keeps: the leaf with the hub's word for it (Ed25519, in hexadecimal), or where the link is kept anyway all that
 * gives the leaf. Whatever else stands in the file is left alone.
 */
export const BallotReceipt = z.union([
  z.object({ ...ofRound, serial: Bytes32, nonce: Bytes32, ballot: Ballot }),
  z.object({
    ...ofRound,
    leaf: Bytes32,
    receipt: z
      .string()
      .regex(/^[\da-f]{128}$/)
      .optional(),
  }),
])
export type BallotReceipt = z.infer<typeof BallotReceipt>
