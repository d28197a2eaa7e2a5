import { z } from 'zod'
import { Cause } from '#shared/platform/cause.shape.ts'
import { Thing } from '#shared/platform/contract.ts'
import { hookFormats, hookTopics } from './hook.ts'

/** Where else a room is told of, for all in it to see. The address itself and its secret are in no log. */
export const Hook = Thing.extend({
  label: z.string(),
  format: z.enum(hookFormats),
  /** The host that it goes to. */
  host: z.string(),
  topics: z.array(z.enum(hookTopics)),
  state: z.enum(['on', 'paused', 'removed']),
  /** Why its state was last changed. */
  reason: z.string(),
  /** Why the hub itself paused it. */
  cause: Cause.optional(),
})
export type Hook = z.infer<typeof Hook>
