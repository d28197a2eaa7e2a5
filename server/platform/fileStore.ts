import type { Readable } from 'node:stream'

/** Bytes from `start` up to and including `end`. */
export interface ByteRange {
  start: number
  end: number
}

export interface KeptFile {
  name: string
  bytes: number
  at: Date
}

/**
 * Where the bytes of files lie: by name, written once as a whole, never changed. Names are `[\w.-]{1,80}`, made by the
 * hub, and hold nothing that anybody typed. An object store (S3 and the like) fits the same four: PUT, ranged GET,
 * DELETE, a list with dates.
 */
export interface FileStore {
  /** Durable once it resolves: a crash leaves either all of it or nothing that `read` would find. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Null where there is no such file. */
  read(name: string, range?: ByteRange): Promise<Readable | null>
  /** Also where there is none. */
  remove(name: string): Promise<void>
  /** Everything kept, in no order. */
  list(): AsyncIterable<KeptFile>
}

const allowed = /^\w[\w.-]{0,79}$/

/** A name from elsewhere would be a bug: it could lead out of the folder. */
export function mustBeFileName(name: string): string {
  if (!allowed.test(name) || name.includes('..')) throw new Error('not a name for a kept file')
  return name
}
