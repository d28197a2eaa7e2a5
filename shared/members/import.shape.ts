import { z } from 'zod'
import { Id, Thing } from '#shared/platform/contract.ts'
import { importFields, importKinds } from './import.ts'

/** One table that was taken in, as the cluster's record keeps it. */
export const Import = Thing.extend({
  kind: z.enum(importKinds),
  /** What its file was called. */
  name: z.string(),
  added: z.number().int(),
  /** Lines about those who were there already; nothing of theirs was changed. */
  present: z.number().int(),
  /** Lines left out because something in them was wrong. */
  wrong: z.number().int(),
  /** Whether those added were invited by mail. */
  isMailed: z.boolean(),
  by: Id,
  at: z.number(),
  /** Once it was taken back: how many of those added went, and how many stayed because of what happened since. */
  undone: z.object({ by: Id, at: z.number(), taken: z.number().int(), kept: z.number().int() }).nullable(),
})
export type Import = z.infer<typeof Import>

/** Something wrong in a line: `key` and `values` as in a refusal; `field` null for the line as a whole. */
const Fault = z.strictObject({
  field: z.enum(importFields).nullable(),
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Fault = z.infer<typeof Fault>

/** What would become of one line of a table. */
export const ImportLine = z.strictObject({
  /** The number of the line in the file, from 1. */
  line: z.number().int(),
  verdict: z.enum(['new', 'present', 'wrong']),
  name: z.string(),
  /** The address of a person, or the province of an organisation. */
  detail: z.string(),
  faults: z.array(Fault),
  /** What stands in the line, cell by cell; only of those that are wrong. */
  cells: z.array(z.string()).optional(),
})
export type ImportLine = z.infer<typeof ImportLine>
