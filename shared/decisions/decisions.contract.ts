import { z } from 'zod'
import { Instant, Reason } from '#shared/members/fields.shape.ts'
import { AtLeast, command, Done, event, Id, query } from '#shared/platform/contract.ts'
import { Ballot } from './ballot.shape.ts'
import { Decision, DecisionTerms } from './decision.shape.ts'
import { decisionStates } from './decision.ts'

const inRoom = ({ room }: { room: string }) => room
const ofDecision = { room: Id, decision: Id }
const Drafted = z.strictObject({ decision: Id, seq: z.number().int() })
const Opened = Drafted.extend({ message: Id, round: z.number().int() })

/** In lower hexadecimal. */
const Bytes32 = z.string().regex(/^[\da-f]{64}$/)
const Receipt = z.strictObject({ seat: Id, round: z.number().int(), serial: Bytes32, nonce: Bytes32 })

export const decisionCommands = {
  'decision.draft': command({
    summary: 'Draft a vote or an election; nobody can vote before it is opened',
    http: 'POST /rooms/{room}/decisions',
    room: inRoom,
    input: z.strictObject({ room: Id, kind: z.enum(['vote', 'election']), terms: DecisionTerms }),
    output: Drafted,
  }),
  'decision.change': command({
    summary: 'Change a draft',
    http: 'PUT /rooms/{room}/decisions/{decision}',
    room: inRoom,
    input: z.strictObject({ ...ofDecision, terms: DecisionTerms }),
    output: Done,
  }),
  'decision.discard': command({
    summary: 'Give up a draft',
    http: 'DELETE /rooms/{room}/decisions/{decision}',
    room: inRoom,
    input: z.strictObject(ofDecision),
    output: Done,
  }),
  'decision.open': command({
    summary: 'Open the vote: the roll is frozen, and a message shows it; after a void round the next one begins',
    http: 'POST /rooms/{room}/decisions/{decision}/open',
    room: inRoom,
    /** `closesAt` in place of the draft's; null until somebody closes it. */
    input: z.strictObject({ ...ofDecision, closesAt: Instant.nullable().optional() }),
    output: Opened,
  }),
  'poll.open': command({
    summary: 'Ask the room a question: written and opened in one',
    http: 'POST /rooms/{room}/polls',
    room: inRoom,
    input: z.strictObject({ room: Id, terms: DecisionTerms }),
    output: Opened,
  }),
  'decision.extend': command({
    summary: 'Keep the vote open for longer, with a reason',
    http: 'POST /rooms/{room}/decisions/{decision}/extend',
    room: inRoom,
    input: z.strictObject({ ...ofDecision, closesAt: Instant.nullable(), reason: Reason }),
    output: Done,
  }),
  'decision.close': command({
    summary: 'Close the vote; it is counted and sealed at once',
    http: 'POST /rooms/{room}/decisions/{decision}/close',
    room: inRoom,
    /** Given, they must still be those of the decision: another round, or one that was extended, is not closed by mistake. */
    input: z.strictObject({
      ...ofDecision,
      round: z.coerce.number().int().min(1).optional(),
      closesAt: Instant.optional(),
    }),
    output: Done,
  }),
  'decision.seal': command({
    summary: "Write the result down (the hub's own deed)",
    http: 'POST /rooms/{room}/decisions/{decision}/seal',
    room: inRoom,
    input: z.strictObject({ ...ofDecision, round: z.number().int().min(1) }),
    output: Done,
  }),
  'decision.throw': command({
    summary: 'Write down dice thrown in public, where a lot decides; two people do so, one after the other',
    http: 'POST /rooms/{room}/decisions/{decision}/dice',
    room: inRoom,
    input: z.strictObject({
      ...ofDecision,
      thrown: z.string().regex(/^[1-6]{3,40}$/, { error: 'decisions.dice.figures' }),
    }),
    output: Done,
  }),
  'decision.declare': command({
    summary: 'Declare the result; what is resolved gets its number',
    http: 'POST /rooms/{room}/decisions/{decision}/declare',
    room: inRoom,
    /** The chair's casting vote, where yes and no are as many and the rule says so. */
    input: z.strictObject({ ...ofDecision, casting: z.enum(['yes', 'no']).nullable().default(null) }),
    output: Done.extend({ number: z.string().nullable() }),
  }),
  'decision.void': command({
    summary: 'Make a round void, with a reason; it may be opened again as the next one',
    http: 'POST /rooms/{room}/decisions/{decision}/void',
    room: inRoom,
    input: z.strictObject({ ...ofDecision, reason: Reason }),
    output: Done,
  }),
  'decision.publish': command({
    summary: 'Publish a declared result, or take it back',
    http: 'PUT /rooms/{room}/decisions/{decision}/published',
    room: inRoom,
    input: z.strictObject({ ...ofDecision, isPublished: z.boolean() }),
    output: Done,
  }),
  'decision.erase': command({
    summary: "Take the words of a poll out of the log, as those of its message were (the hub's own deed)",
    http: 'POST /rooms/{room}/decisions/{decision}/erase',
    room: inRoom,
    input: z.strictObject(ofDecision),
    output: Done,
  }),
  'decision.remind': command({
    summary: 'Remind everybody who has not voted yet, at most once an hour',
    http: 'POST /rooms/{room}/decisions/{decision}/remind',
    room: null,
    input: z.strictObject(ofDecision),
    output: z.strictObject({ people: z.number().int() }),
  }),
  'ballot.cast': command({
    summary: 'Cast a named or confidential ballot for a seat that one votes for',
    http: 'PUT /rooms/{room}/decisions/{decision}/ballots/{seat}',
    room: null,
    input: z.strictObject({
      ...ofDecision,
      round: z.coerce.number().int().min(1),
      /** A person, or an organisation, as the roll says. */
      seat: Id,
      ballot: Ballot,
      /** 32 bytes, made by whoever votes; without one the hub makes it. */
      nonce: Bytes32.optional(),
    }),
    /** The receipt: with one's own ballot they give the leaf that is sealed. */
    output: Receipt,
  }),
}

export const decisionEvents = {
  'decision.drafted': event({ thing: 'decision', item: Decision }),
  'decision.changed': event({ thing: 'decision', item: Decision }),
  'decision.discarded': event({ thing: 'decision', item: Decision }),
  'decision.opened': event({ thing: 'decision', item: Decision }),
  'decision.extended': event({ thing: 'decision', item: Decision }),
  'decision.closed': event({ thing: 'decision', item: Decision }),
  'decision.sealed': event({ thing: 'decision', item: Decision }),
  'decision.thrown': event({ thing: 'decision', item: Decision }),
  'decision.declared': event({ thing: 'decision', item: Decision }),
  'decision.voided': event({ thing: 'decision', item: Decision }),
  'decision.published': event({ thing: 'decision', item: Decision }),
  'decision.erased': event({ thing: 'decision', item: Decision }),
}

/** How far a round has come, in seats: `cast` of `of`, the same by class where there are classes. */
export const DecisionProgress = z.strictObject({
  round: z.number().int(),
  cast: z.number().int(),
  of: z.number().int(),
  byClass: z.record(z.string(), z.strictObject({ cast: z.number().int(), of: z.number().int() })),
  /** In a secret vote: seats whose token has been fetched. Those that have not voted with it yet are `issued - cast`. */
  issued: z.number().int().optional(),
  /** By option, or by yes, no and abstain, and blank: only where the tally is shown while voting goes on. */
  tally: z.record(z.string(), z.number().int()).optional(),
})
export type DecisionProgress = z.infer<typeof DecisionProgress>

export const RollSeat = z.strictObject({
  id: Id,
  voterClass: z.string().nullable(),
  weight: z.number().int(),
  voters: z.array(Id),
  named: Id.nullable(),
  proxy: Id.nullable(),
  isPresent: z.boolean(),
})
export type RollSeat = z.infer<typeof RollSeat>

/** A seat that somebody votes for, and what is known of it to them. */
const OwnSeat = z.strictObject({
  seat: Id,
  voterClass: z.string().nullable(),
  weight: z.number().int(),
  isNamed: z.boolean(),
  isByProxy: z.boolean(),
  /** One's own ballot for it, as long as the link is kept. */
  ballot: z.strictObject({ content: Ballot, serial: Bytes32, nonce: Bytes32 }).nullable(),
})

const ofRound = { room: Id, decision: Id, round: z.coerce.number().int().min(1).optional(), atLeast: AtLeast }

export const decisionQueries = {
  'decision.find': query({
    summary: 'A decision, how far it has come, and for which seats one votes',
    http: 'GET /rooms/{room}/decisions/{decision}',
    input: z.strictObject({ room: Id, decision: Id, atLeast: AtLeast }),
    output: z.strictObject({
      decision: Decision,
      /** Null where nobody has been able to vote yet. */
      progress: DecisionProgress.nullable(),
      mine: z.strictObject({ seats: z.array(OwnSeat), barred: z.enum(['drafter', 'recused']).nullable() }),
      serverTime: z.number(),
    }),
  }),
  'decisions.list': query({
    summary: "A room's decisions, the newest first",
    http: 'GET /rooms/{room}/decisions',
    input: z.strictObject({
      room: Id,
      state: z.enum(decisionStates).optional(),
      /** Only what was drafted before; ms since 1970. */
      before: Instant.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
      atLeast: AtLeast,
    }),
    output: z.strictObject({ decisions: z.array(Decision), hasMore: z.boolean() }),
  }),
  'decision.roll': query({
    summary: 'The seats as they were frozen at the opening of a round',
    http: 'GET /rooms/{room}/decisions/{decision}/roll',
    input: z.strictObject(ofRound),
    output: z.strictObject({
      round: z.number().int(),
      digest: z.string(),
      seats: z.array(RollSeat),
      barred: z.array(z.strictObject({ person: Id, reason: z.enum(['drafter', 'recused']) })),
    }),
  }),
  'decision.missing': query({
    summary: 'Which seats have not voted yet, where the vote is not secret',
    http: 'GET /rooms/{room}/decisions/{decision}/missing',
    input: z.strictObject({ room: Id, decision: Id, atLeast: AtLeast }),
    output: z.strictObject({ seats: z.array(RollSeat) }),
  }),
  'decision.ballots': query({
    summary: 'Who voted how, once a named vote is sealed',
    http: 'GET /rooms/{room}/decisions/{decision}/ballots',
    input: z.strictObject(ofRound),
    output: z.strictObject({
      round: z.number().int(),
      ballots: z.array(z.strictObject({ seat: Id, by: Id, content: Ballot })),
    }),
  }),
}
