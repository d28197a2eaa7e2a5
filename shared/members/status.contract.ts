import { z } from 'zod'
import { command, query } from '#shared/platform/contract.ts'
import { Emoji } from '#shared/platform/emoji.shape.ts'
import { Instant } from './fields.shape.ts'
import { Status, StatusText } from './status.shape.ts'

export const statusCommands = {
  'status.set': command({
    summary: 'Say in a few words or an emoji what one is about, and until when; with neither, take it back',
    http: 'PUT /status',
    room: null,
    input: z.strictObject({ text: StatusText, emoji: Emoji.nullable(), until: Instant.nullable() }),
    output: z.strictObject({}),
  }),
}

export const statusQueries = {
  'statuses.list': query({
    summary: 'What people say of their whereabouts, as far as it still holds',
    http: 'GET /statuses',
    input: z.strictObject({}),
    output: z.strictObject({ statuses: z.array(Status) }),
  }),
}
