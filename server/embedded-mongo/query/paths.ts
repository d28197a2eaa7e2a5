import { type Document, getField, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'

/** A test of one value; a missing value is given as undefined. */
export type Predicate = (value: Value, match: Match) => boolean

/** What a match found out on its way: the index that the positional operator `$` stands for. */
export type Match = { arrayIndex?: number }

/** How a path's end is read: with the elements of a final array as candidates too, or the value alone. */
export type LeafMode = 'withElements' | 'valueOnly'

export function isArrayIndex(part: string): boolean {
  return /^(0|[1-9]\d*)$/.test(part)
}

/**
 * True if any value at the dotted path passes. Arrays on the way are entered: their sub-documents are followed, and a
 * numeric part is also taken as an index. An array without sub-documents yields nothing, not even a missing value.
 */
export function matchPath(
  document: Document,
  parts: readonly string[],
  predicate: Predicate,
  mode: LeafMode,
  match: Match,
): boolean {
  return visit(document, parts, 0, predicate, mode, match, undefined)
}

function visit(
  value: Value,
  parts: readonly string[],
  at: number,
  predicate: Predicate,
  mode: LeafMode,
  match: Match,
  outerIndex: number | undefined,
): boolean {
  if (at === parts.length) return visitLeaf(value, predicate, mode, match, outerIndex)
  if (Array.isArray(value)) {
    const part = parts[at]!
    if (isArrayIndex(part) && Number(part) < value.length) {
      if (visit(value[Number(part)], parts, at + 1, predicate, mode, match, outerIndex)) return true
    }
    return value.some(
      (element, i) => isDocument(element) && visit(element, parts, at, predicate, mode, match, outerIndex ?? i),
    )
  }
  const next = isDocument(value) ? getField(value, parts[at]!) : undefined
  if (next === undefined) return passes(undefined, predicate, match, outerIndex)
  return visit(next, parts, at + 1, predicate, mode, match, outerIndex)
}

function visitLeaf(
  value: Value,
  predicate: Predicate,
  mode: LeafMode,
  match: Match,
  outerIndex: number | undefined,
): boolean {
  if (mode === 'withElements' && Array.isArray(value)) {
    if (value.some((element, i) => passes(element, predicate, match, outerIndex ?? i))) return true
  }
  return passes(value, predicate, match, outerIndex)
}

function passes(value: Value, predicate: Predicate, match: Match, outerIndex: number | undefined): boolean {
  if (!predicate(value, match)) return false
  if (outerIndex !== undefined) match.arrayIndex = outerIndex
  return true
}

/** All values at a path, as indexes, sorting and `distinct` see them: arrays are opened, `empty` stands for `[]`. */
export type PathValues = { values: Value[]; throughArray: boolean }

export const EMPTY_ARRAY = Symbol('empty array')

export function valuesAtPath(document: Document, parts: readonly string[]): PathValues {
  const found: PathValues = { values: [], throughArray: false }
  collect(document, parts, 0, found)
  return found
}

function collect(value: Value, parts: readonly string[], at: number, found: PathValues): void {
  if (at === parts.length) {
    if (!Array.isArray(value)) found.values.push(value)
    else {
      found.throughArray = true
      if (value.length === 0) found.values.push(EMPTY_ARRAY)
      else found.values.push(...value)
    }
    return
  }
  if (Array.isArray(value)) collectFromArray(value, parts, at, found)
  else
    collect(
      isDocument(value) ? getField(value, parts[at]!) : undefined,
      parts,
      isDocument(value) ? at + 1 : parts.length,
      found,
    )
}

function collectFromArray(array: Value[], parts: readonly string[], at: number, found: PathValues): void {
  found.throughArray = true
  const part = parts[at]!
  let any = false
  if (isArrayIndex(part) && Number(part) < array.length) {
    any = true
    collect(array[Number(part)], parts, at + 1, found)
  }
  for (const element of array) {
    if (!isDocument(element)) continue
    any = true
    collect(element, parts, at, found)
  }
  if (!any) found.values.push(undefined)
}
