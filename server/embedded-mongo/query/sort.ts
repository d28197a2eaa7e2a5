import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { EMPTY_ARRAY_KEY, encodeKey, invert } from '#server/embedded-mongo/bson/keyEncoding.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { EMPTY_ARRAY, valuesAtPath } from './paths.ts'

type Direction = 1 | -1
export type SortField = { path: string; parts: string[]; direction: Direction }

/** Reads `{a: 1, 'b.c': -1}`; null when nothing is to be sorted. */
export function parseSort(spec: Value): SortField[] | null {
  if (spec === undefined || spec === null) return null
  if (!isDocument(spec)) throw new CommandError('TypeMismatch', 'Expected field sort to be of type object')
  const fields = Object.entries(spec)
  if (fields.length === 0 || '$natural' in spec) return null
  return fields.map(([path, order]) => ({ path, parts: path.split('.'), direction: directionOf(order) }))
}

function directionOf(order: Value): Direction {
  if (isDocument(order))
    throw new CommandError('CommandNotSupported', 'sorting by $meta is not supported by this server')
  const direction = numberKind(order) === null ? Number.NaN : toNumber(order)
  if (direction !== 1 && direction !== -1) {
    throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
  }
  return direction
}

export function encodePathValue(value: Value): Uint8Array {
  return value === EMPTY_ARRAY ? EMPTY_ARRAY_KEY : encodeKey(value)
}

/** A document's place in a sort: of several values in an array the least counts, descending the greatest. */
export function sortKey(document: Document, fields: readonly SortField[]): Uint8Array {
  const keys = fields.map(({ parts, direction }) => {
    const keys = valuesAtPath(document, parts).values.map(encodePathValue)
    const best = keys.reduce((a, b) => (Buffer.compare(b, a) * direction < 0 ? b : a))
    return direction === 1 ? best : invert(best)
  })
  return keys.length === 1 ? keys[0]! : Buffer.concat(keys)
}

type Row<T> = { key: Uint8Array; row: T; position: number }

function compareRows(a: Row<unknown>, b: Row<unknown>): number {
  return Buffer.compare(a.key, b.key) || a.position - b.position
}

/** Sorts rows stably; with a limit it never holds many more rows than that. */
export function sortRows<T>(rows: Iterable<T>, keyOf: (row: T) => Uint8Array, limit = Number.POSITIVE_INFINITY): T[] {
  let kept: Row<T>[] = []
  let position = 0
  for (const row of rows) {
    kept.push({ key: keyOf(row), row, position: position++ })
    if (kept.length > 2 * limit + 1000) kept = kept.sort(compareRows).slice(0, limit)
  }
  return kept
    .sort(compareRows)
    .slice(0, limit)
    .map(({ row }) => row)
}
