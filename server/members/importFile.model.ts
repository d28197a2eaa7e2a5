import { Schema } from 'mongoose'
import { collection, type Store } from '#server/platform/store.ts'

/** A piece of a table that somebody of the secretariat has laid before the hub. */
interface ImportPieceRow {
  _id: string
  by: string
  file: string
  piece: number
  of: number
  bytes: Buffer
  expiresAt: Date
}

const keptMs = 2 * 3600_000

const schema = new Schema<ImportPieceRow>(
  { _id: String, by: String, file: String, piece: Number, of: Number, bytes: Buffer, expiresAt: Date },
  { versionKey: false, autoIndex: false },
)
schema.index({ by: 1, file: 1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const importPieces = collection<ImportPieceRow>('importPieces', schema)

type Piece = Omit<ImportPieceRow, '_id' | 'expiresAt'>

/** Keeps a piece; whatever else the same person had laid out goes. */
export async function keepImportPiece(store: Store, { by, file, piece, of, bytes }: Piece, now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + keptMs)
  await importPieces(store).deleteMany({ by, file: { $ne: file } })
  await importPieces(store).updateOne(
    { _id: `${by}/${file}/${piece}` },
    { $set: { by, file, piece, of, bytes, expiresAt } },
    { upsert: true },
  )
}

/** The bytes of a file; null where not all of its pieces are there, or no longer. */
export async function findImportFile(
  store: Store,
  { by, file, now }: { by: string; file: string; now: Date },
): Promise<Buffer | null> {
  const rows = await importPieces(store)
    .find({ by, file, expiresAt: { $gt: now } })
    .sort({ piece: 1 })
  const of = rows[0]?.of
  const isWhole = rows.length === of && rows.every((row, at) => row.piece === at && row.of === of)
  return isWhole ? Buffer.concat(rows.map(({ bytes }) => bytes)) : null
}

/** What was laid out has served. */
export async function forgetImportFilesOf(store: Store, by: string): Promise<void> {
  await importPieces(store).deleteMany({ by })
}
