import { z } from 'zod'
import { Reason } from '#shared/members/fields.shape.ts'
import { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { AtLeast, command, Done, event, Id, query } from '#shared/platform/contract.ts'
import { Emoji } from '#shared/platform/emoji.shape.ts'
import { bilingual } from '#shared/platform/language.shape.ts'
import { AnyText, Message, Reaction } from './message.shape.ts'
import { mostFilesEver } from './message.ts'
import { Room, RoomSeat, Seat } from './room.shape.ts'
import { roomAccess, vacancyCauses } from './room.ts'

const inRoom = ({ room }: { room: string }) => room
const inNewRoom = (_: object, newRoomId: string) => newRoomId

const Description = {
  title: bilingual(80),
  topic: z.strictObject({ zh: z.string().trim().max(300), en: z.string().trim().max(300) }),
  access: z.enum(roomAccess),
  seats: z.array(ClusterSeat).max(6),
  isDefault: z.boolean(),
}
const MessageDone = z.strictObject({ message: Id, seq: z.number().int() })
/** `isHeld`: it waits until somebody who runs the room has read it. */
const MessagePosted = MessageDone.extend({ isHeld: z.boolean().optional() })
const ofMessage = { room: Id, message: Id }

export const roomCommands = {
  'lounge.open': command({
    summary: 'Open a lounge; whoever opens it takes its chair',
    http: 'POST /lounges',
    room: inNewRoom,
    input: z.strictObject(Description),
    output: z.strictObject({ room: Id, seq: z.number().int() }),
  }),
  'lounge.describe': command({
    summary: "Change a lounge's title, topic or access",
    http: 'PUT /rooms/{room}',
    room: inRoom,
    input: z.strictObject({ room: Id, ...Description }),
    output: Done,
  }),
  'lounge.archive': command({
    summary: 'Close a lounge for writing, with a reason; it stays readable',
    http: 'POST /rooms/{room}/archive',
    room: inRoom,
    input: z.strictObject({ room: Id, reason: Reason }),
    output: Done,
  }),
  'lounge.reopen': command({
    summary: 'Open an archived lounge again, with a reason',
    http: 'POST /rooms/{room}/reopen',
    room: inRoom,
    input: z.strictObject({ room: Id, reason: Reason }),
    output: Done,
  }),
  'backstage.open': command({
    summary: "Open the backstage room of a lounge for those who run it (the hub's own deed)",
    http: 'POST /rooms/{frontRoom}/backstage',
    room: ({ frontRoom }) => backstageOf(frontRoom),
    input: z.strictObject({ frontRoom: Id, title: bilingual(80), chair: Id }),
    output: Done,
  }),
  'room.join': command({
    summary: "Take a seat on a room's roll",
    http: 'POST /rooms/{room}/join',
    room: inRoom,
    input: z.strictObject({ room: Id }),
    output: Done,
  }),
  'room.leave': command({
    summary: "Give up one's seat",
    http: 'POST /rooms/{room}/leave',
    room: inRoom,
    input: z.strictObject({ room: Id }),
    output: Done,
  }),
  'seat.grant': command({
    summary: 'Seat somebody, or change their seat; a seat with fewer rights than before asks a reason',
    http: 'PUT /rooms/{room}/seats/{person}',
    room: inRoom,
    input: z.strictObject({ room: Id, person: Id, seat: RoomSeat, reason: Reason.optional() }),
    output: Done,
  }),
  'seat.remove': command({
    summary: 'Remove somebody from the room, with a reason, for good or until they come back',
    http: 'POST /rooms/{room}/seats/{person}/remove',
    room: inRoom,
    input: z.strictObject({ room: Id, person: Id, reason: Reason, mayReturn: z.boolean().default(false) }),
    output: Done,
  }),
  'seat.vacate': command({
    summary: "Take somebody off the roll whose seat follows from what they are no more (the hub's own deed)",
    http: 'POST /rooms/{room}/seats/{person}/vacate',
    room: inRoom,
    input: z.strictObject({ room: Id, person: Id, cause: z.enum(vacancyCauses) }),
    output: Done,
  }),
  'message.post': command({
    summary: 'Post a message',
    http: 'POST /rooms/{room}/messages',
    room: inRoom,
    input: z
      .strictObject({
        room: Id,
        text: AnyText,
        replyTo: Id.nullable().default(null),
        /** Uploads of one's own to this room, in the order in which they are shown; with them the text may be empty. */
        files: z.array(Id).min(1).max(mostFilesEver).optional(),
      })
      .refine(({ text, files }) => files !== undefined || text.trim() !== '', {
        path: ['text'],
        error: 'platform.field.required',
      }),
    output: MessagePosted,
  }),
  'message.edit': command({
    summary: "Change one's own message",
    http: 'PATCH /rooms/{room}/messages/{message}',
    room: inRoom,
    input: z.strictObject({ ...ofMessage, text: AnyText }),
    output: MessageDone,
  }),
  'message.delete': command({
    summary: "Delete one's own message: its text is erased for good",
    http: 'DELETE /rooms/{room}/messages/{message}',
    room: inRoom,
    input: z.strictObject(ofMessage),
    output: MessageDone,
  }),
  'message.redact': command({
    summary: "Take out somebody's message, with a reason: its text is erased for good",
    http: 'POST /rooms/{room}/messages/{message}/redact',
    room: inRoom,
    input: z.strictObject({ ...ofMessage, reason: Reason }),
    output: MessageDone,
  }),
  'reaction.set': command({
    summary: "Put one's emoji on a message, or take it back",
    http: 'PUT /rooms/{room}/messages/{message}/reactions',
    room: inRoom,
    input: z.strictObject({ ...ofMessage, emoji: Emoji, isOn: z.boolean() }),
    output: Done,
  }),
  'marker.move': command({
    summary: 'Mark a room as read up to an entry; it never moves back',
    http: 'PUT /rooms/{room}/marker',
    room: null,
    input: z.strictObject({ room: Id, seq: z.number().int().nonnegative(), n: z.number().int().nonnegative() }),
    output: z.strictObject({ seq: z.number().int(), n: z.number().int() }),
  }),
}

export const roomEvents = {
  'room.opened': event({ thing: 'room', item: Room }),
  'room.described': event({ thing: 'room', item: Room }),
  'room.archived': event({ thing: 'room', item: Room }),
  'room.reopened': event({ thing: 'room', item: Room }),
  'seat.taken': event({ thing: 'seat', item: Seat }),
  'seat.left': event({ thing: 'seat', item: Seat }),
  'seat.granted': event({ thing: 'seat', item: Seat }),
  'seat.removed': event({ thing: 'seat', item: Seat }),
  'message.posted': event({ thing: 'message', item: Message }),
  'message.edited': event({ thing: 'message', item: Message }),
  'message.deleted': event({ thing: 'message', item: Message }),
  'message.redacted': event({ thing: 'message', item: Message }),
  'reaction.changed': event({ thing: 'reaction', item: Reaction }),
}

const MarkerShape = z.strictObject({ seq: z.number().int(), n: z.number().int() })
const ListedRoom = z.strictObject({
  room: Room,
  seat: Seat.nullable(),
  head: z.strictObject({ seq: z.number().int(), n: z.number().int() }),
  marker: MarkerShape,
  last: Message.nullable(),
  here: z.number().int(),
  members: z.number().int(),
})

export const roomQueries = {
  'rooms.list': query({
    summary: 'The rooms one may enter, with what is unread',
    http: 'GET /rooms',
    input: z.strictObject({ atLeast: AtLeast }),
    output: z.strictObject({ rooms: z.array(ListedRoom) }),
  }),
  'room.roll': query({
    summary: 'Who belongs to a room, and in which seat',
    http: 'GET /rooms/{room}/roll',
    input: z.strictObject({ room: Id, atLeast: AtLeast }),
    output: z.strictObject({ seats: z.array(Seat) }),
  }),
  'room.markers': query({
    summary: 'How far the members of a room have read',
    http: 'GET /rooms/{room}/markers',
    input: z.strictObject({ room: Id }),
    output: z.strictObject({ markers: z.array(MarkerShape.extend({ person: Id })) }),
  }),
  'messages.page': query({
    summary: "A page of a room's messages with their reactions: before, after or around a seq, or the newest",
    http: 'GET /rooms/{room}/messages',
    input: z.strictObject({
      room: Id,
      before: z.coerce.number().int().positive().optional(),
      after: z.coerce.number().int().nonnegative().optional(),
      around: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      atLeast: AtLeast,
    }),
    output: z.strictObject({
      messages: z.array(Message),
      reactions: z.array(Reaction),
      hasOlder: z.boolean(),
      hasNewer: z.boolean(),
    }),
  }),
  'messages.find': query({
    summary: 'Single messages of a room by id, such as those that others answer',
    http: 'GET /rooms/{room}/messages/by-id',
    input: z.strictObject({ room: Id, ids: z.string().max(4000) }),
    output: z.strictObject({ messages: z.array(Message) }),
  }),
  'room.entries': query({
    summary: "Entries of a room's log with the salts and digests that prove their chain",
    http: 'GET /rooms/{room}/log',
    input: z.strictObject({
      room: Id,
      after: z.coerce.number().int().nonnegative().default(0),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    output: z.strictObject({ entries: z.array(z.record(z.string(), z.unknown())) }),
  }),
}

/** The id of the room behind a room. */
export const backstageOf = (room: string) => `${room}.backstage`
