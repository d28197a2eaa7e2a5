import { type Document, getField, isDocument, setField, type Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { isArrayIndex } from '#server/embedded-mongo/query/paths.ts'
import { bsonTypeName } from '#server/embedded-mongo/query/valueTests.ts'

/** MongoDB's limit on the empty places that writing far behind an array's end may create. */
const MAX_BACKFILL = 1_500_000

/** What `$`, `$[]` and `$[name]` in an update's path stand for. */
export type Positions = {
  matchedIndex: number | undefined
  arrayFilters: Map<string, (element: Value) => boolean>
}

/** Replaces the positional parts of a path by the indexes they stand for in this document: none, one or many paths. */
export function expandPath(document: Document, parts: readonly string[], positions: Positions): string[][] {
  let expanded: string[][] = [[]]
  for (const part of parts) {
    expanded = expanded.flatMap((path) => expandPart(document, path, part, parts, positions))
  }
  return expanded
}

function expandPart(
  document: Document,
  path: string[],
  part: string,
  parts: readonly string[],
  positions: Positions,
): string[][] {
  if (part === '$') {
    if (positions.matchedIndex === undefined) {
      throw new CommandError('BadValue', 'The positional operator did not find the match needed from the query.')
    }
    return [[...path, String(positions.matchedIndex)]]
  }
  const identifier = /^\$\[(.*)\]$/.exec(part)?.[1]
  if (identifier === undefined) return [[...path, part]]
  const array = valueAt(document, path)
  if (array === undefined) {
    throw new CommandError(
      'BadValue',
      `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
    )
  }
  if (!Array.isArray(array)) {
    throw new CommandError(
      'BadValue',
      `Cannot apply array updates to non-array element ${path.at(-1)}: ${bsonTypeName(array)}`,
    )
  }
  const accepts = identifier === '' ? () => true : positions.arrayFilters.get(identifier)
  if (!accepts) {
    throw new CommandError(
      'BadValue',
      `No array filter found for identifier '${identifier}' in path '${parts.join('.')}'`,
    )
  }
  return array.flatMap((element, i) => (accepts(element) ? [[...path, String(i)]] : []))
}

/** The value at a concrete path, where an array is entered by index only. */
export function valueAt(document: Document, path: readonly string[]): Value {
  let value: Value = document
  for (const part of path) value = childOf(value, part)
  return value
}

function childOf(value: Value, part: string): Value {
  if (Array.isArray(value)) return isArrayIndex(part) ? value[Number(part)] : undefined
  return isDocument(value) ? getField(value, part) : undefined
}

/** True if nothing but missing fields stands in the way of writing to the path. */
export function assertViable(document: Document, path: readonly string[]): void {
  let value: Value = document
  for (const part of path) {
    if (value === undefined) return
    const enterable = Array.isArray(value) ? isArrayIndex(part) : isDocument(value)
    if (!enterable)
      throw new CommandError('PathNotViable', `Cannot create field '${part}' in element of type ${bsonTypeName(value)}`)
    value = childOf(value, part)
  }
}

/** Writes a value, creating sub-documents on the way. */
export function setAt(document: Document, path: readonly string[], value: Value): void {
  assertViable(document, path)
  let container: Value = document
  for (const part of path.slice(0, -1)) {
    let next = childOf(container, part)
    if (next === undefined) {
      next = {}
      setChild(container, part, next)
    }
    container = next
  }
  setChild(container, path.at(-1)!, value)
}

function setChild(container: Value, part: string, value: Value): void {
  if (!Array.isArray(container)) {
    setField(container as Document, part, value)
    return
  }
  const index = Number(part)
  if (index - container.length > MAX_BACKFILL) {
    throw new CommandError(99, `can't backfill more than ${MAX_BACKFILL} elements`)
  }
  while (container.length < index) container.push(null)
  container[index] = value
}

/** Removes a field; an element of an array becomes null, so that the others keep their places. */
export function unsetAt(document: Document, path: readonly string[]): void {
  const container = valueAt(document, path.slice(0, -1))
  const part = path.at(-1)!
  if (Array.isArray(container)) {
    if (isArrayIndex(part) && Number(part) < container.length) container[Number(part)] = null
  } else if (isDocument(container)) delete container[part]
}
