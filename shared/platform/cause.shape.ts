import { z } from 'zod'

/** Why the hub itself did something; `key` is a key of `shared/causes.ts`, where its sentence stands in each language. */
export const Cause = z.strictObject({ key: z.string(), values: z.record(z.string(), z.number()).optional() })
export type Cause = z.infer<typeof Cause>
