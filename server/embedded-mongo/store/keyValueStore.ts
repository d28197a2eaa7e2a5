import { open, type RootDatabase } from 'lmdb'
import type { Range } from './keyspace.ts'

/** A consistent view of the store. */
export type ReadView = {
  get(key: Uint8Array): Buffer | undefined
  range(range: Range): Iterable<{ key: Buffer; value: Buffer }>
  count(range: Range): number
}

/** The view inside a write: it sees its own changes. */
export type WriteView = ReadView & {
  put(key: Uint8Array, value: Uint8Array): void
  remove(key: Uint8Array): void
}

/** A view that stays as it is until released; while it is held, the space of what others delete is not reused. */
export type Snapshot = ReadView & { release(): void }

export type KeyValueStore = {
  snapshot(): Snapshot
  /** Runs one change; resolves when it is on disk. Changes asked for at the same time share one commit and one fsync. */
  write<T>(change: (view: WriteView) => T): Promise<T>
  /** Bytes on disk, space that will be used again included. */
  bytes(): number
  close(): Promise<void>
}

type Environment = RootDatabase<Buffer, Uint8Array>
type ReadTransaction = ReturnType<Environment['useReadTransaction']>

/** More open cursors than this cannot hold a snapshot at once. */
export const MAX_SNAPSHOTS = 1000

/** Opens or creates the store in a folder. */
export function openKeyValueStore(folder: string): KeyValueStore {
  const environment: Environment = open({
    path: folder,
    noSubdir: false,
    encoding: 'binary',
    keyEncoding: 'binary',
    maxReaders: MAX_SNAPSHOTS + 100,
    // Off: a commit is visible only when it is on disk, so that nobody reads what a power cut could take back.
    overlappingSync: false,
  } as Parameters<typeof open>[0])
  const writeView = viewForWriting(environment)
  return {
    snapshot: () => takeSnapshot(environment),
    write: (change) => writeDurably(environment, writeView, change),
    bytes() {
      const { lastPageNumber, pageSize } = environment.getStats() as { lastPageNumber: number; pageSize: number }
      return (lastPageNumber + 1) * pageSize
    },
    close: () => environment.close(),
  }
}

function rangeOptions({ start, end, reverse }: Range) {
  if (!reverse) return { start, end }
  return { start: end, end: start, reverse: true, exclusiveStart: true, inclusiveEnd: true }
}

function takeSnapshot(environment: Environment): Snapshot {
  // biome-ignore lint/correctness/useHookAtTopLevel: a method of LMDB, not a hook of React.
  const transaction: ReadTransaction = environment.useReadTransaction()
  let released = false
  return {
    get: (key) =>
      (environment as unknown as { getBinary(key: Uint8Array, options: object): Buffer | undefined }).getBinary(key, {
        transaction,
      }),
    range: (range) =>
      environment.getRange({ ...rangeOptions(range), transaction } as object) as Iterable<{
        key: Buffer
        value: Buffer
      }>,
    count: ({ start, end }) => environment.getCount({ start, end, transaction } as object),
    release() {
      if (released) return
      released = true
      ;(transaction as unknown as { done(): void }).done()
    },
  }
}

function viewForWriting(environment: Environment): WriteView {
  return {
    get: (key) => environment.getBinary(key),
    range: (range) => environment.getRange(rangeOptions(range) as object) as Iterable<{ key: Buffer; value: Buffer }>,
    count: ({ start, end }) => environment.getCount({ start, end }),
    put: (key, value) => environment.putSync(key, value as Buffer),
    remove: (key) => {
      environment.removeSync(key)
    },
  }
}

async function writeDurably<T>(environment: Environment, view: WriteView, change: (view: WriteView) => T): Promise<T> {
  let outcome: { value: T } | { error: unknown } | undefined
  await environment.transaction(() => {
    try {
      outcome = { value: change(view) }
    } catch (error) {
      outcome = { error }
    }
  })
  if (!outcome) throw new Error('the write was not run')
  if ('error' in outcome) throw outcome.error
  return outcome.value
}
