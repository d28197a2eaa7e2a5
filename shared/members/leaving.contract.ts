import { z } from 'zod'
import { command, Done, Id } from '#shared/platform/contract.ts'
import { clusterRoom } from './person.ts'

export const leavingCommands = {
  'leave.ask': command({
    summary: "Ask for one's account to be deleted, with the password; it can be called off until the day comes",
    http: 'POST /leave',
    room: null,
    input: z.strictObject({ password: z.string().min(1, { error: 'platform.field.required' }).max(128) }),
    output: z.strictObject({ dueAt: z.number() }),
  }),
  'leave.callOff': command({
    summary: "Keep one's account after all",
    http: 'DELETE /leave',
    room: null,
    input: z.strictObject({}),
    output: z.strictObject({}),
  }),
  'person.depart': command({
    summary: "Make a former member of somebody whose day has come (the hub's own deed)",
    http: 'POST /people/{person}/depart',
    room: () => clusterRoom,
    input: z.strictObject({ person: Id }),
    output: Done,
  }),
}
