import { z } from 'zod'
import { Email } from '#shared/platform/account.shape.ts'
import { command, Done, Id, query } from '#shared/platform/contract.ts'
import { Reason } from './fields.shape.ts'
import { clusterRoom } from './person.ts'

/** The password of whoever asks, once more, before what a borrowed device must not do. */
const OwnPassword = z.string().min(1, { error: 'platform.field.required' }).max(128)

export const accountCommands = {
  'session.end': command({
    summary: "Sign out one of one's own sessions",
    http: 'DELETE /sessions/{session}',
    room: null,
    input: z.strictObject({ session: Id }),
    output: z.strictObject({}),
  }),
  'session.endOthers': command({
    summary: "Sign out all of one's own sessions but one",
    http: 'POST /sessions/end-others',
    room: null,
    input: z.strictObject({ keep: Id }),
    output: z.strictObject({ ended: z.number().int() }),
  }),
  'email.change': command({
    summary: "Ask for another address for one's account: a link goes there, and counts for a day",
    http: 'POST /email',
    room: null,
    input: z.strictObject({ email: Email, password: OwnPassword }),
    output: z.strictObject({}),
  }),
  'email.confirm': command({
    summary: 'Take the new address, with the code from the link that was sent there',
    http: 'POST /email/confirm',
    room: null,
    input: z.strictObject({ code: z.string().min(1).max(64) }),
    output: z.strictObject({ email: z.string() }),
  }),
  'person.resetSecondFactor': command({
    summary: "Switch off a person's second factor, with a reason; every session of theirs ends",
    http: 'POST /people/{person}/reset-second-factor',
    room: () => clusterRoom,
    input: z.strictObject({ person: Id, reason: Reason }),
    output: Done,
  }),
}

const Session = z.strictObject({
  id: Id,
  /** Browser and system as the device says of itself, such as `Firefox · macOS`; empty where it says nothing. */
  device: z.string(),
  kind: z.enum(['desktop', 'mobile', 'tablet', 'other']),
  /** Where it signed in from: this machine, a network of one's own, or elsewhere. */
  place: z.enum(['machine', 'network', 'elsewhere']),
  address: z.string(),
  createdAt: z.number(),
  usedAt: z.number(),
  isCurrent: z.boolean(),
})

export const accountQueries = {
  'account.mine': query({
    summary: "One's own account: sessions, whether the second factor is on, and an address that waits to be confirmed",
    http: 'GET /account',
    input: z.strictObject({}),
    output: z.strictObject({
      email: z.string(),
      newEmail: z.string().nullable(),
      hasSecondFactor: z.boolean(),
      isDemoSeat: z.boolean(),
      /** When one's account is to be deleted; null where one has not asked for it. */
      leavingAt: z.number().nullable(),
      sessions: z.array(Session),
    }),
  }),
}
