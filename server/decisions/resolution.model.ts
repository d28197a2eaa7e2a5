import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from '#server/platform/store.ts'

/** The number of a resolution, taken once in the whole cluster: `year-nnn`, without holes within a year. */
interface ResolutionRow {
  /** `year:n` */
  _id: string
  year: number
  n: number
  /** `decision:round` */
  of: string
}
const schema = new Schema<ResolutionRow>(
  { _id: String, year: Number, n: Number, of: String },
  { versionKey: false, autoIndex: false },
)
schema.index({ of: 1 }, { unique: true })
schema.index({ year: 1, n: -1 })
export const resolutions = collection<ResolutionRow>('resolutions', schema)

const named = ({ year, n }: Pick<ResolutionRow, 'year' | 'n'>) => `${year}-${String(n).padStart(3, '0')}`

/** The number that the round has, or takes now; the same for the same round. */
export async function takeNumber(store: Store, of: string, year: number): Promise<string> {
  const rows = resolutions(store).collection
  for (;;) {
    const own = (await rows.findOne({ of } as never)) as unknown as ResolutionRow | null
    if (own) return named(own)
    const [last] = (await rows
      .find({ year } as never)
      .sort({ year: 1, n: -1 })
      .limit(1)
      .toArray()) as unknown as ResolutionRow[]
    const n = (last?.n ?? 0) + 1
    try {
      await rows.insertOne({ _id: `${year}:${n}`, year, n, of } as never)
    } catch (error) {
      // Another took the number, or this round's own came in between.
      if (!duplicateKey(error)) throw error
    }
  }
}
