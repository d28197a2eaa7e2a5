import { statfsSync } from 'node:fs'
import { constants } from 'node:os'
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
  /**
   * Runs one change; resolves when it is on disk. Changes asked for at the same time share one commit and one fsync.
   * Rejects with what the change threw, or with CommitFailed: then nothing of it is to be seen.
   */
  write<T>(change: (view: WriteView) => T): Promise<T>
  /** Bytes on disk, space that will be used again included. */
  bytes(): number
  close(): Promise<void>
}

type Environment = RootDatabase<Buffer, Uint8Array>
type ReadTransaction = ReturnType<Environment['useReadTransaction']>

/** The disk did not take a commit; all that shared it is undone. The next may succeed. */
export class CommitFailed extends Error {
  readonly isOutOfRoom: boolean

  constructor(cause: unknown, isOutOfRoom: boolean) {
    super(`nothing was stored: ${cause instanceof Error ? cause.message : cause}`, { cause })
    this.name = 'CommitFailed'
    this.isOutOfRoom = isOutOfRoom
  }
}

const LITTLE_ROOM = 1024 * 1024

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
    // Off: it makes a promise that nobody gets hold of, and whose rejection would end the thread.
    eventTurnBatching: false,
  } as Parameters<typeof open>[0])
  return {
    snapshot: () => takeSnapshot(environment),
    write: createWrites(environment, folder),
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

type Change = {
  /** Runs it, and gives what it threw, if anything. */
  run(): unknown
  stored(): void
  failed(failure: CommitFailed): void
}

/**
 * Commits one after the other; what is asked for meanwhile shares the next. LMDB would begin the next before it tells
 * that the last has failed, and the next must not stand on what is on no disk.
 */
function createWrites(environment: Environment, folder: string): KeyValueStore['write'] {
  const view = viewForWriting(environment)
  let waiting: Change[] = []
  let isCommitting = false

  async function commitAll(): Promise<void> {
    isCommitting = true
    while (waiting.length > 0) await commitWaiting()
    isCommitting = false
  }

  async function commitWaiting(): Promise<void> {
    let together: Change[] | null = null
    let thrown: unknown[] = []
    const take = () => {
      const taken = waiting
      waiting = []
      return taken
    }
    try {
      await environment.transaction(() => {
        together = take()
        thrown = together.map((change) => change.run())
      })
      for (const change of together!) change.stored()
    } catch (error) {
      const failure = failureOf([...thrown, await causeOf(error)], folder)
      for (const change of together ?? take()) change.failed(failure)
    }
  }

  return (change) =>
    new Promise((resolve, reject) => {
      waiting.push(changeOf(() => change(view), resolve, reject))
      if (!isCommitting) void commitAll()
    })
}

function changeOf<T>(change: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): Change {
  let stored = () => {}
  return {
    run() {
      try {
        const value = change()
        stored = () => resolve(value)
        return null
      } catch (error) {
        stored = () => reject(error)
        return error
      }
    },
    stored: () => stored(),
    failed: reject,
  }
}

/** LMDB tells it by a promise of its own, whose rejection would end the thread if nobody heard it. */
async function causeOf(error: unknown): Promise<unknown> {
  const told = (error as { commitError?: Promise<unknown> }).commitError
  return told ? told.catch((cause: unknown) => cause) : error
}

/** After a change that LMDB could not carry out, the commit fails for that only. */
function failureOf(errors: unknown[], folder: string): CommitFailed {
  const lackOfRoom = errors.find((error) => isLackOfRoom(error, folder))
  return new CommitFailed(lackOfRoom ?? errors.at(-1), lackOfRoom !== undefined)
}

const { ENOSPC, EDQUOT, EFBIG, EIO } = constants.errno

/** LMDB says EIO also where only a part of what it wrote had room. */
function isLackOfRoom(error: unknown, folder: string): boolean {
  const code = Number((error as { code?: unknown } | null)?.code)
  if (code !== EIO) return [ENOSPC, EDQUOT, EFBIG].includes(code)
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < LITTLE_ROOM
}
