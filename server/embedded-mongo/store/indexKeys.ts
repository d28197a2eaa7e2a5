import { createHash } from 'node:crypto'
import { Double, Int32, ObjectId } from 'bson'
import { type Document, getField, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { asBuffer } from '#server/embedded-mongo/bson/elements.ts'
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
  /** The values of one key, for error messages. */
  valuesAt(index: number): Value[]
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
  const branches = fields.map(({ parts }) => walk({ value: document, rest: parts }))
  return keysOfPlainArray(fields, branches) ?? keysOfBranches(fields, branches)
}

/** The common case, many times faster: one array of plain values, beside which the other fields are encoded once. */
function keysOfPlainArray(fields: readonly SortField[], branches: readonly Branch[]): IndexKeys | null {
  const place = branches.findIndex(({ value }) => Array.isArray(value))
  const branch = branches[place]
  if (!branch || branch.rest.length > 0) return null
  const elements = branch.value as Value[]
  const isAlone = branches.every(({ value }, at) => at === place || !Array.isArray(value))
  if (!isAlone || elements.length === 0 || !elements.every(isPlain)) return null

  const around = branches.map(({ value }, at) => (at === place ? NOTHING : encodeField(fields[at]!, value)))
  const unique = new Map<string, Value>()
  const keys: Uint8Array[] = []
  let shortened = false
  for (const element of elements) {
    const part = encodeField(fields[place]!, element)
    const name = asBuffer(part).toString('latin1')
    if (unique.has(name)) continue
    unique.set(name, element)
    around[place] = part
    const full = joined(around)
    const key = shorten(full)
    shortened ||= key !== full
    keys.push(key)
  }
  return {
    keys,
    valuesAt: (index) => branches.map(({ value }, at) => (at === place ? [...unique.values()][index] : value)),
    multikey: true,
    arrayPaths: [fields[place]!.path],
    shortened,
    allMissing: false,
  }
}

const NOTHING = new Uint8Array()

/** Neither to be opened nor entered. */
const isPlain = (value: Value) =>
  typeof value === 'string' || value instanceof Double || value instanceof Int32 || value instanceof ObjectId

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!
  let length = 0
  for (const part of parts) length += part.length
  const key = Buffer.allocUnsafe(length)
  let at = 0
  for (const part of parts) {
    key.set(part, at)
    at += part.length
  }
  return key
}

function keysOfBranches(fields: readonly SortField[], branches: Branch[]): IndexKeys {
  const found: Value[][] = []
  const opened = new Set<number>()
  expand(branches, found, opened)
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
    valuesAt: (index) => entries[index]!.values,
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

const encodeFields = (fields: readonly SortField[], values: Value[]): Uint8Array =>
  joined(fields.map((field, i) => encodeField(field, values[i])))

function encodeField({ direction }: SortField, value: Value): Uint8Array {
  const key = encodePathValue(value instanceof Whole ? value.array : value)
  return direction === 1 ? key : invert(key)
}

function shorten(key: Uint8Array): Uint8Array {
  if (key.length <= MAX_KEY_LENGTH) return key
  const hash = createHash('sha256').update(key).digest()
  return Buffer.concat([key.subarray(0, MAX_KEY_LENGTH - HASH_LENGTH), hash])
}
