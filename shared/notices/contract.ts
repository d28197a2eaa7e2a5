import { z } from 'zod'
import { Instant } from '#shared/members/fields.shape.ts'
import { command, Id, query } from '#shared/platform/contract.ts'
import { Bilingual } from '#shared/platform/language.shape.ts'
import { NoticeSettings, RoomTuning } from './settings.shape.ts'

const Unread = z.strictObject({ unread: z.number().int() })

/** Notices of one kind about one thing, as one line: what it refers to is looked up whenever it is shown. */
export const Notice = z.strictObject({
  /** The newest of them; `ids` are all that this page holds. */
  id: Id,
  ids: z.array(Id),
  /** Lines of the same group on several pages are one. */
  group: z.string(),
  /** A key of `shared/noticeTexts.ts`. */
  kind: z.string(),
  room: Id.nullable(),
  roomTitle: Bilingual.nullable(),
  /** Who caused it, the latest first. */
  people: z.array(Id),
  /** How many they are; `people` names the first few. */
  peopleCount: z.number().int(),
  values: z.record(z.string(), z.string()),
  /** A line of what it is about; empty where that has no words. */
  text: z.string(),
  /** Where it leads, below the hub's own address. */
  address: z.string(),
  at: z.number(),
  isRead: z.boolean(),
})
export type Notice = z.infer<typeof Notice>

/** Where a page ended, as the hub gave it. */
const PlaceInList = z.string().regex(/^\d{1,15}\.\w{1,64}$/)

export const noticeCommands = {
  'notice.read': command({
    summary: 'Mark notices as read, on every device',
    http: 'POST /notices/read',
    room: null,
    input: z.strictObject({ ids: z.array(Id).max(500) }),
    output: Unread,
  }),
  'notice.readAll': command({
    summary: 'Mark every notice up to a moment as read, on every device',
    http: 'POST /notices/read-all',
    room: null,
    input: z.strictObject({ upTo: Instant }),
    output: Unread,
  }),
  'notice.settle': command({
    summary: 'Choose how and when one is told by mail and push',
    http: 'PUT /notices/settings',
    room: null,
    input: NoticeSettings,
    output: z.strictObject({}),
  }),
  'notice.unsubscribe': command({
    summary: 'End the mails of whoever a mail went to, with the token in its link (RFC 8058); needs no session',
    http: 'POST /notices/unsubscribe/{token}',
    room: null,
    // A mail program sends one word of its own, which says nothing.
    input: z.strictObject({ token: z.string().max(160), 'List-Unsubscribe': z.string().max(40).optional() }),
    output: z.strictObject({}),
  }),
}

export const noticeQueries = {
  'notices.list': query({
    summary: "One's own notices, the newest first, a page of them grouped by what they are about",
    http: 'GET /notices',
    input: z.strictObject({ before: PlaceInList.optional() }),
    output: z.strictObject({ notices: z.array(Notice), older: PlaceInList.nullable(), unread: z.number().int() }),
  }),
  'notices.count': query({
    summary: 'How many of one’s notices are unread, counted by group',
    http: 'GET /notices/count',
    input: z.strictObject({}),
    output: Unread,
  }),
  'notices.settings': query({
    summary: 'How one is told, in general and room by room',
    http: 'GET /notices/settings',
    input: z.strictObject({}),
    output: z.strictObject({
      settings: NoticeSettings,
      /** Rooms where one has chosen something else than what is usual. */
      rooms: z.array(RoomTuning.extend({ room: Id })),
      /** Whether a mail server is set at all. */
      isSending: z.boolean(),
    }),
  }),
}
