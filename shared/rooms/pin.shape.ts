import { z } from 'zod'
import { Id, Thing } from '#shared/platform/contract.ts'

/** A message that those who run the room keep in sight; see `pinOf` for its id. It stays, switched off, when taken down. */
export const Pin = Thing.extend({
  message: Id,
  isOn: z.boolean(),
  by: Id,
  at: z.number(),
})
export type Pin = z.infer<typeof Pin>
