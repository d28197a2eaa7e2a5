import { z } from 'zod'
import { FileRef } from '#shared/files/file.shape.ts'
import { Instant, Reason } from '#shared/members/fields.shape.ts'
import { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { Cause } from '#shared/platform/cause.shape.ts'
import { AtLeast, command, Done, event, Id, query } from '#shared/platform/contract.ts'
import { Bilingual } from '#shared/platform/language.shape.ts'
import { Message, MessageText } from './message.shape.ts'
import { ListedWord, Pace, Report, Review, RoomRules, WordList } from './moderation.shape.ts'
import { longestMuteMinutes, reportOutcomes } from './moderation.ts'
import { actKinds, actNames } from './record.ts'
import { Room, RoomSeat, Seat } from './room.shape.ts'

const inRoom = ({ room }: { room: string }) => room
const ofPerson = { room: Id, person: Id }
const ofReview = { room: Id, review: Id }

const HeldMessage = { author: Id, text: MessageText, replyTo: Id.nullable(), files: z.array(FileRef).optional() }

export const moderationCommands = {
  'room.rule': command({
    summary: 'Set who may write, attach and call everybody in a room, and how fast, with a reason',
    http: 'PUT /rooms/{room}/rules',
    room: inRoom,
    input: z.strictObject({ room: Id, rules: RoomRules, reason: Reason }),
    output: Done,
  }),
  'room.lock': command({
    summary: 'Let nobody write but those who run the room, with a reason',
    http: 'POST /rooms/{room}/lock',
    room: inRoom,
    input: z.strictObject({ room: Id, reason: Reason }),
    output: Done,
  }),
  'room.unlock': command({
    summary: 'Let everybody write again, with a reason',
    http: 'POST /rooms/{room}/unlock',
    room: inRoom,
    input: z.strictObject({ room: Id, reason: Reason }),
    output: Done,
  }),
  'seat.mute': command({
    summary: 'Let somebody read but not write for so many minutes, with a reason',
    http: 'POST /rooms/{room}/seats/{person}/mute',
    room: inRoom,
    input: z.strictObject({
      ...ofPerson,
      minutes: z.number().int().min(1).max(longestMuteMinutes),
      reason: Reason,
    }),
    output: z.strictObject({ until: z.number(), seq: z.number().int() }),
  }),
  'seat.unmute': command({
    summary: 'Let somebody write again before their mute ends, with a reason',
    http: 'POST /rooms/{room}/seats/{person}/unmute',
    room: inRoom,
    input: z.strictObject({ ...ofPerson, reason: Reason }),
    output: Done,
  }),
  'room.screen': command({
    summary: "Note that messages of a room are compared with a word list (the hub's own deed)",
    http: 'POST /rooms/{room}/screen',
    room: inRoom,
    input: z.strictObject({ room: Id }),
    output: Done,
  }),
  'message.release': command({
    summary: "Post a message that a chair has approved, in its author's name (the hub's own deed)",
    http: 'POST /rooms/{room}/messages/release',
    room: inRoom,
    input: z.strictObject({ ...HeldMessage, room: Id, message: Id, approvedBy: Id }),
    output: z.strictObject({ message: Id, seq: z.number().int() }),
  }),
  'message.report': command({
    summary: 'Report a message to those who run the room, with a reason',
    http: 'POST /rooms/{room}/messages/{message}/report',
    room: null,
    input: z.strictObject({ room: Id, message: Id, reason: Reason }),
    output: z.strictObject({}),
  }),
  'report.close': command({
    summary: "Take note of the outcome of one's own report",
    http: 'POST /rooms/{room}/messages/{message}/report/close',
    room: null,
    input: z.strictObject({ room: Id, message: Id }),
    output: z.strictObject({}),
  }),
  'report.file': command({
    summary: "Put a complaint before those who run the room (the hub's own deed)",
    http: 'POST /rooms/{room}/reports',
    room: inRoom,
    input: z.strictObject({
      room: Id,
      message: Id,
      seq: z.number().int(),
      author: Id,
      complaint: Id,
      reason: Reason,
    }),
    output: Done,
  }),
  'report.forget': command({
    summary: "Erase what a former member complained of in their own words (the hub's own deed)",
    http: 'POST /rooms/{room}/reports/{message}/forget',
    room: inRoom,
    input: z.strictObject({ room: Id, message: Id, complaint: Id }),
    output: Done,
  }),
  'report.settle': command({
    summary: 'Say what became of the reports about a message, with a reason',
    http: 'POST /rooms/{room}/reports/{message}/settle',
    room: inRoom,
    input: z.strictObject({ room: Id, message: Id, outcome: z.enum(reportOutcomes), reason: Reason }),
    output: Done,
  }),
  'words.change': command({
    summary: 'Add words to the list that holds messages back, and take words off it, with a reason',
    http: 'POST /rooms/{room}/words',
    room: inRoom,
    input: z.strictObject({
      room: Id,
      add: z.array(ListedWord).max(100),
      drop: z.array(ListedWord).max(300),
      reason: Reason,
    }),
    output: Done,
  }),
  'review.hold': command({
    summary: "Keep a message with a listed word until a chair has read it (the hub's own deed)",
    http: 'POST /rooms/{room}/reviews',
    room: inRoom,
    input: z.strictObject({
      ...ofReview,
      ...HeldMessage,
      words: z.array(z.string()),
    }),
    output: Done,
  }),
  'review.approve': command({
    summary: "Let a message that waits be posted in its author's name",
    http: 'POST /rooms/{room}/reviews/{review}/approve',
    room: inRoom,
    input: z.strictObject(ofReview),
    output: Done,
  }),
  'review.refuse': command({
    summary: 'Keep a message that waits from being posted, with a reason for its author',
    http: 'POST /rooms/{room}/reviews/{review}/refuse',
    room: inRoom,
    input: z.strictObject({ ...ofReview, reason: Reason }),
    output: Done,
  }),
  'review.file': command({
    summary: "Erase the copy of a message that was posted or withdrawn (the hub's own deed)",
    http: 'POST /rooms/{room}/reviews/{review}/file',
    room: inRoom,
    input: z.strictObject({
      ...ofReview,
      as: z.enum(['posted', 'withdrawn']),
      givesBack: z.literal(true).optional(),
    }),
    output: Done,
  }),
  'review.withdraw': command({
    summary: "Take back one's own message that waits, or that was refused; its text is erased",
    http: 'DELETE /rooms/{room}/standing/reviews/{review}',
    room: null,
    input: z.strictObject({
      ...ofReview,
      /** So that they can go with another message. */
      keepsFiles: z.boolean().optional(),
    }),
    output: z.strictObject({}),
  }),
}

export const moderationEvents = {
  'room.ruled': event({ thing: 'room', item: Room }),
  'room.locked': event({ thing: 'room', item: Room }),
  'room.unlocked': event({ thing: 'room', item: Room }),
  'room.screened': event({ thing: 'room', item: Room }),
  'seat.muted': event({ thing: 'seat', item: Seat }),
  'seat.unmuted': event({ thing: 'seat', item: Seat }),
  'pace.kept': event({ thing: 'pace', item: Pace }),
  'message.released': event({ thing: 'message', item: Message }),
  'words.changed': event({ thing: 'wordList', item: WordList }),
  'review.held': event({ thing: 'review', item: Review }),
  'review.approved': event({ thing: 'review', item: Review }),
  'review.refused': event({ thing: 'review', item: Review }),
  'review.filed': event({ thing: 'review', item: Review }),
  'report.filed': event({ thing: 'report', item: Report }),
  'report.settled': event({ thing: 'report', item: Report }),
  'report.forgotten': event({ thing: 'report', item: Report }),
}

/** One deed of those who run a room, as its record tells it. What does not concern it is null. */
const Act = z.strictObject({
  seq: z.number().int(),
  at: z.number(),
  /** `system` for the hub itself. */
  by: Id,
  act: z.enum(actNames),
  /** Whom it concerns. */
  person: Id.nullable(),
  reason: z.string(),
  /** Why the hub itself did it. */
  cause: Cause.nullable(),
  title: Bilingual.nullable(),
  seat: RoomSeat.nullable(),
  /** Seats of the cluster. */
  seats: z.array(ClusterSeat).nullable(),
  rules: RoomRules.nullable(),
  /** End of a mute. */
  until: z.number().nullable(),
  outcome: z.enum(reportOutcomes).nullable(),
  /** Words on the list. */
  count: z.number().int().nullable(),
})
export type Act = z.infer<typeof Act>

/** What a member may know of a report of their own. */
const OwnReport = Report.pick({ state: true, outcome: true, reason: true, settledAt: true, seq: true }).extend({
  message: Id,
})

export const moderationQueries = {
  'room.standing': query({
    summary:
      'How one stands in a room: own messages that wait, own reports, when one may write again, why one was removed',
    http: 'GET /rooms/{room}/standing',
    input: z.strictObject({ room: Id, atLeast: AtLeast }),
    output: z.strictObject({
      pace: Pace.nullable(),
      reviews: z.array(Review.omit({ words: true })),
      reports: z.array(OwnReport),
      removal: z.strictObject({ title: Bilingual, reason: z.string(), cause: Cause.optional() }).nullable(),
    }),
  }),
  'room.record': query({
    summary: 'Acts of those who run a room, newest first, by kind, person and time',
    http: 'GET /rooms/{room}/record',
    input: z.strictObject({
      room: Id,
      kind: z.enum(['', ...actKinds]).default(''),
      /** Who did it, or whom it concerns. */
      person: z.string().max(64).default(''),
      from: Instant.optional(),
      to: Instant.optional(),
      before: z.coerce.number().int().positive().optional(),
      atLeast: AtLeast,
    }),
    output: z.strictObject({
      acts: z.array(Act),
      /** Where to go on; null where nothing older is left to look at. */
      before: z.number().int().nullable(),
    }),
  }),
  'backstage.desk': query({
    summary: 'What waits for those who run a room: held messages, reports, and the word list',
    http: 'GET /rooms/{room}/desk',
    input: z.strictObject({ room: Id, atLeast: AtLeast }),
    output: z.strictObject({
      words: z.array(z.string()),
      reviews: z.array(Review),
      reports: z.array(Report),
      /** Who complained, by complaint; never of messages of one's own. */
      reporters: z.record(z.string(), Id),
    }),
  }),
}
