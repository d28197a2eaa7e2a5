import { ask, newCid, send } from '#client/platform/hub.ts'
import type { QueryOutput } from '#shared/contract.ts'
import { type ImportKind, importPieceBytes, mostImportBytes } from '#shared/members/import.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { base64Of } from './logo.ts'

export type Preview = QueryOutput<'import.preview'>

/** A file that lies before the hub, and what importing it would do. */
export interface HandedFile {
  /** By which the hub knows it. */
  id: string
  name: string
  kind: ImportKind
  preview: Preview
}

/** Lays a file before the hub, piece by piece, and reads what an import of it would do; throws a Refusal. */
export async function handFile(kind: ImportKind, file: File): Promise<HandedFile> {
  if (file.size > mostImportBytes) throw new Refusal('too_large', 'members.import.tooLarge')
  if (file.size === 0) throw new Refusal('invalid_input', 'members.import.empty')
  const id = newCid()
  const of = Math.ceil(file.size / importPieceBytes)
  for (let piece = 0; piece < of; piece++) {
    const part = file.slice(piece * importPieceBytes, (piece + 1) * importPieceBytes)
    await send('import.hand', { file: id, piece, of, bytes: await base64Of(part) })
  }
  return { id, name: file.name, kind, preview: await ask('import.preview', { file: id, kind }) }
}
