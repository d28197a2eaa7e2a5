import { z } from 'zod'
import { Upload } from '#shared/files/file.shape.ts'
import { command, Id, query } from '#shared/platform/contract.ts'

/**
 * Bytes travel beside the contract: `PATCH /api/uploads/{upload}` with `upload-offset` takes the piece that follows,
 * `GET /api/files/{file}` and `GET /api/files/{file}/thumbnail` give them back.
 */
export const uploadCommands = {
  'upload.offer': command({
    summary: 'Announce a file for a message; its bytes follow in pieces',
    http: 'POST /rooms/{room}/uploads',
    room: null,
    input: z.strictObject({ room: Id, name: z.string().min(1).max(1000), size: z.number().int().positive() }),
    output: Upload,
  }),
  'upload.withdraw': command({
    summary: "Give up one's own upload that no message holds: what has come is removed",
    http: 'DELETE /uploads/{upload}',
    room: null,
    input: z.strictObject({ upload: Id }),
    output: z.strictObject({}),
  }),
}

export const uploadQueries = {
  'upload.find': query({
    summary: "How far one's own upload is, to go on after a cut",
    http: 'GET /uploads/{upload}',
    input: z.strictObject({ upload: Id }),
    output: Upload,
  }),
  'upload.limits': query({
    summary: 'What may be uploaded, and how much room is left',
    http: 'GET /upload-limits',
    input: z.strictObject({}),
    output: z.strictObject({
      /** bytes of one file, and of one piece of it */
      largest: z.number().int(),
      piece: z.number().int(),
      perMessage: z.number().int(),
      /** media types; a `*` stands for any ending */
      types: z.array(z.string()),
      /** bytes that one's organisation keeps, and may keep; null for any number */
      used: z.number(),
      most: z.number().nullable(),
    }),
  }),
}
