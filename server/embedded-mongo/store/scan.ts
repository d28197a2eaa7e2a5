import { type Document, decode, type RawDocument } from '#server/embedded-mongo/bson/document.ts'
import { canPick, pickFields } from '#server/embedded-mongo/bson/elements.ts'
import type { Matcher } from '#server/embedded-mongo/query/matcher.ts'
import type { Match } from '#server/embedded-mongo/query/paths.ts'
import { type Collection, topLevelFields } from './catalogue.ts'
import { documentKey, documentRange, readRecord, recordOfDocumentKey } from './keyspace.ts'
import type { ReadView } from './keyValueStore.ts'
import type { IndexScan, Plan } from './planner.ts'

/** A document found; `match` tells which array element fulfilled the filter. */
export type Row = { record: number; raw: Buffer; match: Match }

/** What a search looked at, for `explain`. */
export type ScanCounts = { keysExamined: number; documentsExamined: number }

/** A compiled filter with the fields it reads, so that only these are decoded. */
export type Filter = {
  source: Document
  matches: Matcher
  fields: ReadonlySet<string> | null
  /** Nobody asks which element of an array fulfilled it. */
  isPlaceless: boolean
}

export function prepareFilter(source: Document, matches: Matcher, isPlaceless = false): Filter {
  const names = topLevelFields(source)
  return { source, matches, fields: names.every(canPick) ? new Set(names) : null, isPlaceless }
}

/** Whether every entry that a plan names fulfils the filter. */
export const isExactFor = (plan: Plan, { isPlaceless }: Filter): boolean =>
  plan.kind === 'index' && (plan.exact || (isPlaceless && plan.exactButForPlace))

export function newCounts(): ScanCounts {
  return { keysExamined: 0, documentsExamined: 0 }
}

/** Finds the documents of a plan that fulfil the filter, one by one as they are asked for; an exact plan leaves out the first `skip`. */
export function* scan(
  view: ReadView,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  counts: ScanCounts,
  skip = 0,
): Generator<Row, void> {
  if (plan.kind === 'collection') {
    for (const { key, value } of view.range({ ...documentRange(collection.id), reverse: plan.reverse })) {
      counts.documentsExamined++
      const row = test(filter, recordOfDocumentKey(key), value)
      if (row) yield row
    }
    return
  }
  const exact = isExactFor(plan, filter)
  let left = exact ? skip : 0
  for (const record of scanRecords(view, plan, counts)) {
    if (left-- > 0) continue
    const raw = view.get(documentKey(collection.id, record))
    if (raw === undefined) continue
    counts.documentsExamined++
    const row = exact ? { record, raw, match: {} } : test(filter, record, raw)
    if (row) yield row
  }
}

/** How many documents fulfil the filter; those of an exact index are not even fetched. */
export function countRows(view: ReadView, collection: Collection, plan: Plan, filter: Filter, limit: number): number {
  if (plan.kind === 'collection' && Object.keys(filter.source).length === 0) {
    return Math.min(limit, view.count(documentRange(collection.id)))
  }
  const found =
    plan.kind === 'index' && isExactFor(plan, filter)
      ? scanRecords(view, plan, newCounts())
      : scan(view, collection, plan, filter, newCounts())
  let n = 0
  for (const _ of found) if (++n >= limit) break
  return n
}

function test({ source, fields, matches }: Filter, record: number, raw: Buffer): Row | null {
  const match: Match = {}
  if (Object.keys(source).length === 0) return { record, raw, match }
  return matches(readFields(raw, fields), match) ? { record, raw, match } : null
}

function readFields(raw: RawDocument, fields: ReadonlySet<string> | null): Document {
  return fields ? pickFields(raw, fields) : decode(raw)
}

/** The records of an index scan, each once, though an array's elements or overlapping branches may name it often. */
function* scanRecords(
  view: ReadView,
  plan: Exclude<Plan, { kind: 'collection' }>,
  counts: ScanCounts,
): Generator<number, void> {
  const scans: IndexScan[] = plan.kind === 'index' ? [plan] : plan.branches
  const seen = scans.length > 1 || scans[0]?.index.multikey ? new Set<number>() : null
  for (const { ranges, reverse } of scans) {
    for (const range of reverse ? [...ranges].reverse() : ranges) {
      for (const { value } of view.range({ ...range, reverse })) {
        counts.keysExamined++
        const record = readRecord(value)
        if (seen?.has(record)) continue
        seen?.add(record)
        yield record
      }
    }
  }
}
