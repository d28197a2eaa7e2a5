/**
 * Reads rows by key, many in one query: those asked for in the same turn, and while a query is under way, go together.
 * `readMany` gives the rows that exist, in any order.
 */
export function gatherReads<Row>(
  readMany: (keys: string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
  mostAtOnce = 250,
): (key: string) => Promise<Row | null> {
  interface Reader {
    found(row: Row | null): void
    failed(error: unknown): void
  }
  const waiting = new Map<string, Reader[]>()
  let isReading = false

  async function readOn(): Promise<void> {
    isReading = true
    await new Promise((turn) => setImmediate(turn))
    while (waiting.size > 0) await readSome()
    isReading = false
  }

  async function readSome(): Promise<void> {
    const some = Array.from(waiting).slice(0, mostAtOnce)
    for (const [key] of some) waiting.delete(key)
    try {
      const rows = new Map((await readMany(some.map(([key]) => key))).map((row) => [keyOf(row), row]))
      for (const [key, readers] of some) for (const { found } of readers) found(rows.get(key) ?? null)
    } catch (error) {
      for (const [, readers] of some) for (const { failed } of readers) failed(error)
    }
  }

  return (key) =>
    new Promise((found, failed) => {
      const readers = waiting.get(key) ?? []
      waiting.set(key, readers)
      readers.push({ found, failed })
      if (!isReading) void readOn()
    })
}
