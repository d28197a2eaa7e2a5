import { z } from 'zod'
import { command, event, Id, query } from '#shared/platform/contract.ts'
import { Import, ImportLine } from './import.shape.ts'
import { importKinds, importPieceBytes, mostImportPieces } from './import.ts'
import { Organisation, Person } from './person.shape.ts'
import { clusterRoom } from './person.ts'

const inCluster = () => clusterRoom
const Kind = z.enum(importKinds)
const PieceNumber = z.number().int().min(0)

export const importCommands = {
  'import.hand': command({
    summary: "Lay a piece of a table's file before the hub; it is kept for two hours, one file per person at a time",
    http: 'POST /imports/{file}/pieces',
    room: null,
    input: z.strictObject({
      /** Made by the client, once per file. */
      file: Id,
      piece: PieceNumber.max(mostImportPieces - 1),
      of: PieceNumber.min(1).max(mostImportPieces),
      bytes: z
        .string()
        .max(Math.ceil(importPieceBytes / 3) * 4)
        .base64(),
    }),
    output: z.strictObject({}),
  }),
  'import.carryOut': command({
    summary: 'Add whom or what a table names and is not there yet; wrong lines are left out',
    http: 'POST /imports/{file}',
    room: inCluster,
    input: z.strictObject({
      file: Id,
      kind: Kind,
      /** What the file is called. */
      name: z.string().trim().min(1).max(200),
      /** Invite the people by mail at once; otherwise their links are for the secretariat to pass on. */
      isMailed: z.boolean(),
    }),
    output: z.strictObject({
      import: Id,
      seq: z.number().int(),
      added: z.number().int(),
      present: z.number().int(),
      wrong: z.number().int(),
    }),
  }),
  'import.undo': command({
    summary: 'Take back an import of the last day: whoever has taken their seat or was changed since stays',
    http: 'POST /imports/{import}/undo',
    room: inCluster,
    input: z.strictObject({ import: Id }),
    output: z.strictObject({
      seq: z.number().int(),
      taken: z.number().int(),
      /** The people or organisations that stay. */
      kept: z.array(Id),
    }),
  }),
}

export const importEvents = {
  'import.carriedOut': event({ thing: 'import', item: Import }),
  'import.undone': event({ thing: 'import', item: Import }),
  'organisation.imported': event({ thing: 'organisation', item: Organisation }),
  'organisation.unlisted': event({ thing: 'organisation', item: Organisation }),
  'person.imported': event({ thing: 'person', item: Person }),
  'person.unlisted': event({ thing: 'person', item: Person }),
}

export const importQueries = {
  'import.preview': query({
    summary: 'What an import of the file laid before the hub would do, line by line; nothing is written',
    http: 'GET /imports/{file}/preview',
    input: z.strictObject({ file: Id, kind: Kind }),
    output: z.strictObject({
      headings: z.array(z.string()),
      /** Headings of columns that are passed over. */
      unknown: z.array(z.string()),
      encoding: z.enum(['utf-8', 'utf-16le', 'gb18030']),
      lines: z.array(ImportLine),
    }),
  }),
  'import.links': query({
    summary: 'The links of those whom an import added and who have not taken their seat yet',
    http: 'GET /imports/{import}/links',
    input: z.strictObject({ import: Id }),
    output: z.strictObject({
      links: z.array(z.strictObject({ person: Id, email: z.string(), link: z.string() })),
    }),
  }),
}
