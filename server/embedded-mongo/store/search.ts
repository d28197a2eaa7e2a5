import { type Document, decode, type Value } from '#server/embedded-mongo/bson/document.ts'
import { canPick, pickFields } from '#server/embedded-mongo/bson/elements.ts'
import { compileFilter, type EvaluateExpression } from '#server/embedded-mongo/query/matcher.ts'
import { parseSort, type SortField, sortKey, sortRows } from '#server/embedded-mongo/query/sort.ts'
import type { Collection } from './catalogue.ts'
import type { ReadView } from './keyValueStore.ts'
import { choosePlan, findHinted, type Plan } from './planner.ts'
import {
  countRows,
  type Filter,
  isExactFor,
  newCounts,
  prepareFilter,
  type Row,
  type ScanCounts,
  scan,
} from './scan.ts'

/** What a command looks for; zero as limit means all, `isPlaceless` that nobody asks which element of an array matched. */
export type SearchRequest = {
  filter: Document
  sort?: Value
  skip?: number
  limit?: number
  hint?: Value
  isPlaceless?: boolean
}

/** A search that is checked and planned, but not begun. */
export type Search = {
  filter: Filter
  sort: SortField[] | null
  skip: number
  limit: number
  plan: Plan | null
  counts: ScanCounts
}

/** Checks a search and chooses its plan; a collection that does not exist has none, and gives nothing. */
export function planSearch(
  collection: Collection | undefined,
  request: SearchRequest,
  evaluate: EvaluateExpression,
): Search {
  const filter = prepareFilter(request.filter, compileFilter(request.filter, evaluate), request.isPlaceless)
  const sort = parseSort(request.sort)
  const hint = naturalSort(request.sort) ?? request.hint
  const plan = collection ? choosePlan(collection, { filter: request.filter, sort, hint }) : null
  return { filter, sort, skip: request.skip ?? 0, limit: request.limit ?? 0, plan, counts: newCounts() }
}

function naturalSort(sort: Value): Value {
  return typeof sort === 'object' && sort !== null && '$natural' in sort ? sort : undefined
}

/** Refuses a hint that names no index, even where there is nothing to search. */
export function checkHint(collection: Collection | undefined, hint: Value): void {
  if (!collection || hint === undefined || naturalSort(hint)) return
  findHinted(collection, hint)
}

/** Runs a planned search: documents in the order asked for, one by one. */
export function* runSearch(view: ReadView, collection: Collection | undefined, search: Search): Generator<Row, void> {
  const { plan, sort, limit, filter, counts } = search
  if (!collection || !plan) return
  const isInOrder = !sort || plan.sorted
  const isSkipped = isInOrder && isExactFor(plan, filter)
  let rows: Iterable<Row> = scan(view, collection, plan, filter, counts, isSkipped ? search.skip : 0)
  if (!isInOrder) rows = sortRows(rows, rowKey(sort), limit ? limit + search.skip : undefined)
  let skip = isSkipped ? 0 : search.skip
  let given = 0
  for (const row of rows) {
    if (skip > 0) {
      skip--
      continue
    }
    yield row
    if (++given === limit) return
  }
}

function rowKey(sort: SortField[]): (row: Row) => Uint8Array {
  const names = sort.map(({ parts }) => parts[0]!)
  const fields = names.every(canPick) ? new Set(names) : null
  return ({ raw }) => sortKey(fields ? pickFields(raw, fields) : decode(raw), sort)
}

/** The first document of a search. */
export function findFirst(
  view: ReadView,
  collection: Collection | undefined,
  request: SearchRequest,
  evaluate: EvaluateExpression,
): Row | null {
  for (const row of runSearch(view, collection, planSearch(collection, { ...request, limit: 1 }, evaluate))) return row
  return null
}

/** All documents of a search, found before any of them is changed. */
export function findAll(
  view: ReadView,
  collection: Collection | undefined,
  request: SearchRequest,
  evaluate: EvaluateExpression,
): Row[] {
  return [...runSearch(view, collection, planSearch(collection, request, evaluate))]
}

/** How many documents a search gives. */
export function countSearch(view: ReadView, collection: Collection | undefined, search: Search): number {
  const { plan, filter, skip, limit } = search
  if (!collection || !plan) return 0
  const most = limit === 0 ? Number.POSITIVE_INFINITY : limit + skip
  return Math.max(0, countRows(view, collection, plan, filter, most) - skip)
}
