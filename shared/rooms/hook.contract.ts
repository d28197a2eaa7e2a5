import { z } from 'zod'
import { Reason } from '#shared/members/fields.shape.ts'
import { command, Done, event, Id, query } from '#shared/platform/contract.ts'
import { Hook } from './hook.shape.ts'
import { hookFormats, hookTopics } from './hook.ts'

const inRoom = ({ room }: { room: string }) => room
const ofHook = { room: Id, hook: Id }
const Fault = z.strictObject({
  why: z.enum(['address', 'timeout', 'connection', 'status', 'answer']),
  /** The status or code that came back. */
  detail: z.string(),
})

export const hookCommands = {
  'hook.add': command({
    summary:
      'Tell of a room elsewhere: to a group robot, or to a program. The secret of a program is in this answer only',
    http: 'POST /rooms/{room}/hooks',
    room: inRoom,
    input: z.strictObject({
      room: Id,
      label: z.string().trim().min(1, { error: 'platform.field.required' }).max(60),
      format: z.enum(hookFormats),
      url: z.string().trim().min(1, { error: 'platform.field.required' }).max(1000),
      /** As the robot's own page shows it, where one was set there. */
      secret: z.string().trim().max(200),
      topics: z.array(z.enum(hookTopics)).min(1, { error: 'platform.field.required' }).max(hookTopics.length),
    }),
    output: z.strictObject({ hook: Id, seq: z.number().int(), secret: z.string() }),
  }),
  'hook.pause': command({
    summary: 'Stop a web hook for now, with a reason',
    http: 'POST /rooms/{room}/hooks/{hook}/pause',
    room: inRoom,
    input: z.strictObject({ ...ofHook, reason: Reason }),
    output: Done,
  }),
  'hook.giveUp': command({
    summary: "Stop a web hook that failed so often in a row (the hub's own deed)",
    http: 'POST /rooms/{room}/hooks/{hook}/give-up',
    room: inRoom,
    input: z.strictObject({ ...ofHook, tries: z.number().int().positive() }),
    output: Done,
  }),
  'hook.resume': command({
    summary: 'Let a web hook go on with what happens from now on',
    http: 'POST /rooms/{room}/hooks/{hook}/resume',
    room: inRoom,
    input: z.strictObject(ofHook),
    output: Done,
  }),
  'hook.remove': command({
    summary: 'Remove a web hook for good, with a reason; its address and secret are forgotten',
    http: 'POST /rooms/{room}/hooks/{hook}/remove',
    room: inRoom,
    input: z.strictObject({ ...ofHook, reason: Reason }),
    output: Done,
  }),
  'hook.test': command({
    summary: 'Send a greeting through a web hook, and say what came back',
    http: 'POST /rooms/{room}/hooks/{hook}/test',
    room: null,
    input: z.strictObject(ofHook),
    output: z.strictObject({ fault: Fault.nullable() }),
  }),
}

export const hookEvents = {
  'hook.added': event({ thing: 'hook', item: Hook }),
  'hook.paused': event({ thing: 'hook', item: Hook }),
  'hook.resumed': event({ thing: 'hook', item: Hook }),
  'hook.removed': event({ thing: 'hook', item: Hook }),
}

export const hookQueries = {
  'hooks.list': query({
    summary: "A room's web hooks; with what was sent and what failed last, for those who run it",
    http: 'GET /rooms/{room}/hooks',
    input: z.strictObject({ room: Id }),
    output: z.strictObject({
      hooks: z.array(
        z.strictObject({
          hook: Hook,
          sentAt: z.number().nullable(),
          faults: z.array(Fault.extend({ at: z.number() })),
        }),
      ),
    }),
  }),
}
