import { equalValues } from '#server/embedded-mongo/bson/compare.ts'
import type { Document, Value } from '#server/embedded-mongo/bson/document.ts'
import { isDocument } from '#server/embedded-mongo/bson/document.ts'
import { afterPrefix, encodeKey, invert } from '#server/embedded-mongo/bson/keyEncoding.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { SortField } from '#server/embedded-mongo/query/sort.ts'
import type { Collection, Index } from './catalogue.ts'
import { type Constraint, type Constraints, type Interval, intervalOf, readConstraints } from './constraints.ts'
import { MAX_KEY_LENGTH } from './indexKeys.ts'
import { indexEntryKey, type Range } from './keyspace.ts'
import { coversPartialFilter } from './partialIndexes.ts'

/** How the documents for a filter are found. */
export type Plan = CollectionScan | IndexScan | UnionScan
type CollectionScan = { kind: 'collection'; reverse: boolean; sorted: false }
export type IndexScan = {
  kind: 'index'
  index: Index
  ranges: Range[]
  reverse: boolean
  /** The documents come in the order asked for. */
  sorted: boolean
  /** Every entry in the ranges fulfils the filter, so that the documents need not be looked at. */
  exact: boolean
  /** The same for whoever need not know which element of an array fulfilled it. */
  exactButForPlace: boolean
}
type UnionScan = { kind: 'union'; branches: IndexScan[]; sorted: false }

export type Query = { filter: Document; sort: SortField[] | null; hint?: Value }

/** More combinations of `$in` values than this are left to the filter. */
const MAX_RANGES = 500

type Candidate = IndexScan & { score: number }

/** Chooses the index that narrows the search most, or that spares a sort; none if there is none. */
export function choosePlan(collection: Collection, { filter, sort, hint }: Query): Plan {
  const natural = naturalDirection(hint)
  if (natural !== null) return { kind: 'collection', reverse: natural === -1, sorted: false }
  const hinted = hint === undefined ? null : findHinted(collection, hint)
  const constraints = readConstraints(filter)
  let best: Candidate | null = null
  for (const index of hinted ? [hinted] : collection.indexes) {
    if (!hinted && !isUsable(index, filter, constraints)) continue
    const candidate = considerIndex(index, constraints, sort)
    if ((candidate.score > 0 || hinted) && (!best || candidate.score > best.score)) best = candidate
  }
  if (best) return best
  return unionPlan(collection, filter) ?? { kind: 'collection', reverse: false, sorted: false }
}

function naturalDirection(hint: Value): number | null {
  return isDocument(hint) && '$natural' in hint ? Number(hint['$natural']) : null
}

/** Refuses a hint that names no index, as MongoDB does. */
export function findHinted(collection: Collection, hint: Value): Index {
  const found = collection.indexes.find(({ spec }) =>
    typeof hint === 'string' ? spec.name === hint : equalValues(spec.key, hint),
  )
  if (found) return found
  throw new CommandError(
    'BadValue',
    'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
  )
}

/** Only an index that holds every document that may match can answer. */
function isUsable(index: Index, filter: Document, constraints: Constraints): boolean {
  if (!index.ready || index.spec.hidden) return false
  if (index.spec.sparse && !index.fields.some(({ path }) => demandsExistence(constraints.byPath.get(path))))
    return false
  return (
    !index.spec.partialFilterExpression || coversPartialFilter(index.spec.partialFilterExpression, filter, constraints)
  )
}

function demandsExistence(constraint: Constraint | undefined): boolean {
  if (!constraint) return false
  if (constraint.exists || constraint.lower || constraint.upper || constraint.prefix !== undefined) return true
  return constraint.points?.every((value) => value !== null && value !== undefined) === true
}

/** For each `$or` branch an index, or nothing. */
function unionPlan(collection: Collection, filter: Document): UnionScan | null {
  const branches = filter['$or']
  if (!Array.isArray(branches)) return null
  const { $or: _, ...rest } = filter
  const plans = branches.map((branch) =>
    choosePlan(collection, { filter: { $and: [branch as Document, rest] }, sort: null }),
  )
  if (!plans.every((plan) => plan.kind === 'index')) return null
  return { kind: 'union', branches: plans as IndexScan[], sorted: false }
}

type Prefix = { prefixes: Uint8Array[]; fixed: Set<string>; used: Set<string> }

function considerIndex(index: Index, constraints: Constraints, sort: SortField[] | null): Candidate {
  const { prefixes, fixed, used } = equalityPrefix(index, constraints)
  const equalities = used.size
  const next = index.fields[used.size]
  const constraint = next && mayUse(index, next, used) ? constraints.byPath.get(next.path) : undefined
  const interval =
    next && constraint && !constraint.points ? intervalOf(constraint, mayHoldArrays(index, next.path)) : null
  if (interval) used.add(next!.path)
  const order = sort && prefixes.length === 1 ? sortDirection(index, sort, fixed) : null
  const unique = index.spec.unique && equalities === index.fields.length
  return {
    kind: 'index',
    index,
    ranges: prefixes.map((prefix) => rangeOf(index, prefix, interval && directed(interval, next!))),
    reverse: order === -1,
    sorted: order !== null,
    exact: !index.multikey && isExact(index, constraints, used),
    exactButForPlace: isExact(index, constraints, used),
    score: equalities * 10 + (interval ? 5 : 0) + (order === null ? 0 : 8) + (unique ? 3 : 0),
  }
}

/** The leading fields with known values, and every combination of these values. */
function equalityPrefix(index: Index, constraints: Constraints): Prefix {
  const found: Prefix = { prefixes: [new Uint8Array()], fixed: new Set(), used: new Set() }
  for (const field of index.fields) {
    const points = constraints.byPath.get(field.path)?.points
    if (!points || !mayUse(index, field, found.used) || points.length * found.prefixes.length > MAX_RANGES) break
    const keys = distinctKeys(points, field)
    found.prefixes = found.prefixes.flatMap((prefix) => keys.map((key) => Buffer.concat([prefix, key])))
    found.used.add(field.path)
    if (keys.length === 1) found.fixed.add(field.path)
  }
  return found
}

/** Whether a document may have several keys for this field. */
const mayHoldArrays = ({ multikey, arrayPaths }: Index, path: string) =>
  multikey && (arrayPaths === null || arrayPaths.includes(path))

/** Two fields below one array may be fulfilled by different elements, which have different keys: only one can be used. */
function mayUse(index: Index, field: SortField, used: Set<string>): boolean {
  if (!index.multikey) return true
  return ![...used].some((path) => path.split('.')[0] === field.parts[0])
}

function distinctKeys(points: Value[], { direction }: SortField): Uint8Array[] {
  const keys = points.map((value) => (direction === 1 ? encodeKey(value) : invert(encodeKey(value))))
  keys.sort(Buffer.compare)
  return keys.filter((key, i) => i === 0 || Buffer.compare(key, keys[i - 1]!) !== 0)
}

/** Turned round for a descending field; every bound is a whole key or a beginning of one. */
function directed(interval: Interval, { direction }: SortField): Interval {
  if (direction === 1) return interval
  // The inverse of "from `end` (excluded) down to `start` (included)", widened at its upper end to all that begins so.
  return { start: invert(interval.end), end: afterPrefix(invert(interval.start)) }
}

function rangeOf(index: Index, prefix: Uint8Array, interval: Interval | null): Range {
  const start = interval ? Buffer.concat([prefix, interval.start]) : prefix
  const end = interval ? Buffer.concat([prefix, interval.end]) : null
  return {
    start: indexEntryKey(index.id, start.subarray(0, SAFE_BOUND), null),
    end: end
      ? end.length <= SAFE_BOUND
        ? indexEntryKey(index.id, end, null)
        : afterPrefix(indexEntryKey(index.id, end.subarray(0, SAFE_BOUND), null))
      : afterPrefix(indexEntryKey(index.id, prefix.subarray(0, SAFE_BOUND), null)),
  }
}

/** Of a shortened key only this much is certain; the filter decides on the rest. */
const SAFE_BOUND = MAX_KEY_LENGTH - 32

/** 1 or -1 if reading the index forwards or backwards gives the order asked for. */
function sortDirection(index: Index, sort: SortField[], fixed: Set<string>): 1 | -1 | null {
  if (index.shortened) return null
  let at = 0
  let direction: 1 | -1 | null = null
  for (const wanted of sort) {
    // Which of an array's elements counts in an order is not what the index says.
    if (mayHoldArrays(index, wanted.path)) return null
    if (fixed.has(wanted.path)) continue
    while (index.fields[at] && fixed.has(index.fields[at]!.path)) at++
    const field = index.fields[at++]
    if (!field || field.path !== wanted.path) return null
    const reading = field.direction === wanted.direction ? 1 : -1
    if (direction !== null && direction !== reading) return null
    direction = reading
  }
  return direction ?? 1
}

function isExact(index: Index, { byPath, complete }: Constraints, used: Set<string>): boolean {
  if (!complete || index.shortened || (index.multikey && index.arrayPaths === null)) return false
  // A descending range is widened at one end, and so is not exact.
  return [...byPath].every(([path, constraint]) => {
    const field = index.fields.find((candidate) => candidate.path === path)
    const isRange = Boolean(constraint.lower || constraint.upper)
    // An array may fulfil the two ends of a range with two elements.
    if (isRange && mayHoldArrays(index, path)) return false
    return used.has(path) && !(isRange && (constraint.points || field?.direction === -1))
  })
}
