import { randomBytes } from 'node:crypto'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Snapshot } from '#server/embedded-mongo/store/keyValueStore.ts'
import { MAX_SNAPSHOTS } from '#server/embedded-mongo/store/keyValueStore.ts'
import { cursorReply } from '#server/embedded-mongo/wire/encodedReplies.ts'

/** MongoDB's size of a first batch for which none is asked. */
const FIRST_BATCH = 101
/** A reply holds no more than about this, as a message holds 48 MB and a document 16. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024

export type CursorSource = {
  namespace: string
  documents: Iterator<Uint8Array>
  /** Kept open with the cursor, so that all of its batches show one moment; released with it. */
  snapshot: Snapshot | null
}

type OpenCursor = CursorSource & { id: bigint; next: Uint8Array | null; usedAt: number }

export type FirstBatch = { batchSize: number | undefined; singleBatch?: boolean }

/** The open cursors of all connections. */
export class Cursors {
  readonly #open = new Map<bigint, OpenCursor>()
  readonly #idleMs: number
  readonly #sweep: NodeJS.Timeout

  constructor(idleMs: number) {
    this.#idleMs = idleMs
    this.#sweep = setInterval(() => this.#closeIdle(), Math.min(idleMs, 10_000))
    this.#sweep.unref()
  }

  /** Answers with the first documents, and keeps a cursor if there are more. The source is closed in any case in the end. */
  start(source: CursorSource, { batchSize = FIRST_BATCH, singleBatch = false }: FirstBatch): Uint8Array {
    const cursor: OpenCursor = { ...source, id: newCursorId(), next: null, usedAt: Date.now() }
    let batch: Batch
    try {
      batch = takeBatch(cursor, batchSize)
    } catch (error) {
      close(cursor)
      throw error
    }
    const done = batch.exhausted || singleBatch
    if (done) close(cursor)
    else this.#keep(cursor)
    return cursorReply('firstBatch', batch.documents, done ? 0n : cursor.id, cursor.namespace)
  }

  #keep(cursor: OpenCursor): void {
    if (this.#open.size >= MAX_SNAPSHOTS) {
      close(cursor)
      throw new CommandError(201, 'too many open cursors')
    }
    this.#open.set(cursor.id, cursor)
  }

  /** Answers with further documents. */
  continue(id: bigint, namespace: string, batchSize: number | undefined): Uint8Array {
    const cursor = this.#open.get(id)
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id} not found`)
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    }
    cursor.usedAt = Date.now()
    let batch: Batch
    try {
      batch = takeBatch(cursor, batchSize || Number.POSITIVE_INFINITY)
    } catch (error) {
      this.kill(id)
      throw error
    }
    if (batch.exhausted) this.kill(id)
    return cursorReply('nextBatch', batch.documents, batch.exhausted ? 0n : id, namespace)
  }

  /** True if there was such a cursor. */
  kill(id: bigint): boolean {
    const cursor = this.#open.get(id)
    if (!cursor) return false
    this.#open.delete(id)
    close(cursor)
    return true
  }

  get count(): number {
    return this.#open.size
  }

  #closeIdle(): void {
    const limit = Date.now() - this.#idleMs
    for (const { id, usedAt } of this.#open.values()) if (usedAt < limit) this.kill(id)
  }

  closeAll(): void {
    clearInterval(this.#sweep)
    for (const id of [...this.#open.keys()]) this.kill(id)
  }
}

type Batch = { documents: Uint8Array[]; exhausted: boolean }

/** Reads one document ahead, so that the last batch says that it is the last. */
function takeBatch(cursor: OpenCursor, size: number): Batch {
  const documents: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    if (cursor.next === null) {
      const { done, value } = cursor.documents.next()
      if (done) return { documents, exhausted: true }
      cursor.next = value
    }
    if (documents.length >= size || (documents.length > 0 && bytes + cursor.next!.length > MAX_BATCH_BYTES)) {
      return { documents, exhausted: false }
    }
    documents.push(cursor.next!)
    bytes += cursor.next!.length
    cursor.next = null
  }
}

/** The store's own cursors must be closed before the snapshot that they read. */
function close(cursor: CursorSource): void {
  cursor.documents.return?.()
  cursor.snapshot?.release()
}

function newCursorId(): bigint {
  return (randomBytes(8).readBigUInt64LE() >> 1n) | 1n
}
