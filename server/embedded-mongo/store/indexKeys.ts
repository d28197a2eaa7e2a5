import { createHash } from 'node:crypto'
import { type Document, getField, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { invert } from '#server/embedded-mongo/bson/keyEncoding.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { EMPTY_ARRAY, isArrayIndex } from '#server/embedded-mongo/query/paths.ts'
import { encodePathValue, type SortField } from '#server/embedded-mongo/query/sort.ts'

/** LMDB's keys hold 1978 bytes; longer ones keep their beginning and a hash of the whole. */
export const MAX_KEY_LENGTH = 1700
const HASH_LENGTH = 32

/** The keys under which one document stands in one index. */
export type IndexKeys = {
  keys: Uint8Array[]
  /** The values of each key, for error messages. */
  values: Value[][]
  /** An array was opened: the document has a key for each element. */
  multikey: boolean
  /** The paths on whose way an array was opened. */
  arrayPaths: string[]
  /** Some key was shortened, so that the index no longer keeps the exact order. */
  shortened: boolean
  /** None of the fields exists, which is what a sparse index leaves out. */
  allMissing: boolean
}

type Branch = { value: Value; rest: readonly string[] }

/** Computes a document's keys as MongoDB does: fields that share an array are taken from the same element. */
export function indexKeys(fields: readonly SortField[], document: Document): IndexKeys {
  const found: Value[][] = []
  const opened = new Set<number>()
  expand(
    fields.map(({ parts }) => ({ value: document, rest: parts })),
    found,
    opened,
  )
  const unique = new Map<string, { key: Uint8Array; values: Value[] }>()
  let shortened = false
  for (const values of found) {
    const full = encodeFields(fields, values)
    const key = shorten(full)
    shortened ||= key !== full
    unique.set(found.length === 1 ? '' : Buffer.from(key).toString('latin1'), { key, values })
  }
  const entries = [...unique.values()]
  return {
    keys: entries.map(({ key }) => key),
    values: entries.map(({ values }) => values),
    multikey: opened.size > 0,
    arrayPaths: [...opened].map((at) => fields[at]!.path),
    shortened,
    allMissing: found.every((values) => values.every((value) => value === undefined)),
  }
}

/** Opens the first array on the way of any field, element by element, until only values are left. */
function expand(branches: Branch[], found: Value[][], opened: Set<number>): void {
  const walked = branches.map(walk)
  const arrays = new Set(walked.filter((branch) => Array.isArray(branch.value)).map(({ value }) => value))
  if (arrays.size === 0) {
    found.push(walked.map(({ value }) => value))
    return
  }
  if (arrays.size > 1) throw new CommandError(171, 'cannot index parallel arrays')
  const [array] = arrays as Set<Value[]>
  for (const [at, { value }] of walked.entries()) if (value === array) opened.add(at)
  for (const element of array!.length === 0 ? [EMPTY_ARRAY] : array!) {
    expand(
      walked.map((branch) => (branch.value === array ? enter(element, branch.rest) : branch)),
      found,
      opened,
    )
  }
}

/** A final element is wrapped, so that an array inside an array is not opened again. */
function enter(element: Value, rest: readonly string[]): Branch {
  if (rest.length === 0) return { value: Array.isArray(element) ? new Whole(element) : element, rest }
  return { value: isDocument(element) ? element : undefined, rest: isDocument(element) ? rest : [] }
}

/** An array that is itself an element of the array that was opened. */
export class Whole {
  readonly array: Value[]
  constructor(array: Value[]) {
    this.array = array
  }
}

function walk({ value, rest }: Branch): Branch {
  let at = 0
  let current = value
  while (at < rest.length) {
    const part = rest[at]!
    if (Array.isArray(current)) {
      if (!isArrayIndex(part) || Number(part) >= current.length) break
      current = current[Number(part)]
    } else if (isDocument(current)) current = getField(current, part)
    else return { value: undefined, rest: [] }
    at++
  }
  return { value: current, rest: at === 0 ? rest : rest.slice(at) }
}

function encodeFields(fields: readonly SortField[], values: Value[]): Uint8Array {
  const parts = fields.map(({ direction }, i) => {
    const value = values[i]
    const key = encodePathValue(value instanceof Whole ? value.array : value)
    return direction === 1 ? key : invert(key)
  })
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

function shorten(key: Uint8Array): Uint8Array {
  if (key.length <= MAX_KEY_LENGTH) return key
  const hash = createHash('sha256').update(key).digest()
  return Buffer.concat([key.subarray(0, MAX_KEY_LENGTH - HASH_LENGTH), hash])
}
