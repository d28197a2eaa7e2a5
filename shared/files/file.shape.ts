import { z } from 'zod'
import { Id } from '#shared/platform/contract.ts'

/** A file that goes with a message. Its bytes lie elsewhere; its name is text, and erased as such. */
export const FileRef = z.object({
  id: Id,
  name: z.string(),
  /** What its first bytes say that it is, not what it was said to be. */
  type: z.string(),
  /** bytes, as stored */
  size: z.number().int(),
  /** px, of a picture as it is shown; null for all else. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** Length of a recording, where it is known. */
  seconds: z.number().nullable(),
})
export type FileRef = z.infer<typeof FileRef>

/** How far an upload is. `file` is what a message may hold, once all bytes are there and checked. */
export const Upload = z.strictObject({
  upload: Id,
  /** bytes that are safe: the next piece begins here */
  received: z.number().int(),
  file: FileRef.nullable(),
})
export type Upload = z.infer<typeof Upload>
