import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import { type PipelineSource, runPipeline, stageName } from '#server/embedded-mongo/aggregate/pipeline.ts'
import { type Document, decodePlain, encode, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Engine } from '#server/embedded-mongo/store/engine.ts'
import type { ReadView } from '#server/embedded-mongo/store/keyValueStore.ts'
import {
  checkHint,
  countSearch,
  planSearch,
  runSearch,
  type Search,
  type SearchRequest,
} from '#server/embedded-mongo/store/search.ts'
import { hintOf } from './find.ts'
import {
  arrayField,
  type Command,
  checkNamespace,
  checkRequest,
  countField,
  documentField,
  type Request,
  type Session,
} from './request.ts'

const FIELDS = new Set('pipeline cursor hint let allowDiskUse bypassDocumentValidation explain'.split(' '))

export const aggregate: Command = (request, session) => {
  checkRequest(request, FIELDS)
  const { search, stages, namespace, startsWithDocuments } = planAggregate(request, session)
  const snapshot = session.engine.store.snapshot()
  const source = sourceOf(session.engine, snapshot, request)
  const batchSize = countField(documentField(request.body, 'cursor'), 'batchSize')
  try {
    const rows = startsWithDocuments ? [] : runSearch(snapshot, session.engine.catalogue.find(namespace), search)
    const counting = startsWithDocuments ? null : countingOf(stages)
    const documents = counting
      ? encoded(counted(() => countSearch(snapshot, session.engine.catalogue.find(namespace), search), counting))
      : stages.length === 0
        ? raws(rows)
        : encoded(runPipeline(plain(rows), stages, source))
    return session.cursors.start({ namespace, documents, snapshot }, { batchSize })
  } catch (error) {
    snapshot.release()
    throw error
  }
}

/** Checks and plans a pipeline: what its first stages ask for is left to the search, and so to the indexes. */
export function planAggregate(request: Request, { engine }: Session) {
  const { body, database } = request
  const stages = arrayField(body, 'pipeline')
  stages.forEach(stageName)
  const startsWithDocuments = stages.length > 0 && stageName(stages[0]) === '$documents'
  const named = typeof body['aggregate'] === 'string'
  const first = stages[0] as Document | undefined
  if (!named && !startsWithDocuments && !(first && '$changeStream' in first)) {
    throw new CommandError(
      'InvalidNamespace',
      "{aggregate: 1} is not valid for this pipeline; a collection's name is required.",
    )
  }
  const namespace = named ? checkNamespace(`${database}.${body['aggregate']}`) : `${database}.$cmd.aggregate`
  const { leading, rest } = splitLeading(stages)
  const collection = engine.catalogue.find(namespace)
  checkHint(collection, hintOf(body))
  const search: Search = planSearch(
    collection,
    { ...leading, hint: hintOf(body) },
    evaluatorFor(documentField(body, 'let')),
  )
  return { search, stages: rest, namespace, startsWithDocuments, collection }
}

/** Takes `$match`, `$sort`, `$skip` and `$limit` off the beginning, as far as they come in the order of a find. */
function splitLeading(stages: Value[]): { leading: SearchRequest; rest: Value[] } {
  const leading: SearchRequest = { filter: {} }
  const filters: Document[] = []
  let at = 0
  const operand = (name: string) => (isDocument(stages[at]) ? (stages[at] as Document)[name] : undefined)
  while (isDocument(operand('$match'))) {
    filters.push(operand('$match') as Document)
    at++
  }
  if (isDocument(operand('$sort')) && Object.keys(operand('$sort') as Document).length > 0)
    leading.sort = (stages[at++] as Document)['$sort']
  if (isCount(operand('$skip'), 0)) leading.skip = toNumber((stages[at++] as Document)['$skip'])
  if (isCount(operand('$limit'), 1)) leading.limit = toNumber((stages[at++] as Document)['$limit'])
  leading.filter = filters.length === 1 ? filters[0]! : filters.length === 0 ? {} : { $and: filters }
  return { leading, rest: stages.slice(at) }
}

function isCount(value: Value, least: number): boolean {
  return numberKind(value) !== null && Number.isInteger(toNumber(value)) && toNumber(value) >= least
}

function sourceOf(engine: Engine, view: ReadView, { database, body }: Request): PipelineSource {
  return {
    variables: documentField(body, 'let'),
    *find(name, filter) {
      const collection = engine.catalogue.find(`${database}.${name}`)
      const search = planSearch(collection, { filter }, evaluatorFor(undefined))
      for (const { raw } of runSearch(view, collection, search)) yield decodePlain(raw)
    },
  }
}

/** What a pipeline that only counts gives for a number of documents. */
type Counting = (n: number) => Document

/** `countDocuments` of the drivers, and `$count`, want no document to be read if an index can tell. */
function countingOf(stages: Value[]): Counting | null {
  if (stages.length !== 1 || !isDocument(stages[0])) return null
  const { $count: field, $group: group } = stages[0]
  if (typeof field === 'string' && /^[^$.]+$/.test(field)) return (n) => ({ [field]: n })
  if (!isDocument(group) || Object.keys(group).length !== 2 || numberKind(group['_id']) === null) return null
  const [name, accumulator] = Object.entries(group).find(([key]) => key !== '_id')!
  const sum = isDocument(accumulator) && Object.keys(accumulator).length === 1 ? accumulator['$sum'] : null
  return numberKind(sum) !== null && toNumber(sum) === 1 ? (n) => ({ _id: group['_id'], [name]: n }) : null
}

function* counted(count: () => number, counting: Counting): Generator<Document> {
  const n = count()
  if (n > 0) yield counting(n)
}

function* raws(rows: Iterable<{ raw: Buffer }>): Generator<Uint8Array> {
  for (const { raw } of rows) yield raw
}

function* plain(rows: Iterable<{ raw: Buffer }>): Generator<Document> {
  for (const { raw } of rows) yield decodePlain(raw)
}

function* encoded(documents: Iterable<Document>): Generator<Uint8Array> {
  for (const document of documents) yield encode(document)
}
