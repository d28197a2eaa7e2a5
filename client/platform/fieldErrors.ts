import type { z } from 'zod'
import { refusals } from '#shared/refusals.ts'

/** Sentence keys by field path, as in `Refusal.details.fields`. */
export type FieldErrors = Record<string, string>

/** What a shape finds wrong in `values`: the first finding of each field, as a key of `shared/refusals.ts`. */
export function fieldErrors(shape: z.ZodType, values: unknown): FieldErrors {
  const result = shape.safeParse(values)
  if (result.success) return {}
  const errors: FieldErrors = {}
  for (const issue of result.error.issues) errors[issue.path.join('.')] ??= keyOf(issue)
  return errors
}

function keyOf(issue: z.core.$ZodIssue): string {
  if (issue.message in refusals) return issue.message
  if (issue.code === 'too_big') return 'platform.field.tooLong'
  if (issue.code === 'too_small' && Number(issue.minimum) === 1) return 'platform.field.required'
  return 'platform.field.invalid'
}
