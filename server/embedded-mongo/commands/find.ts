import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import { type Document, decode, encode, type Value } from '#server/embedded-mongo/bson/document.ts'
import { encodeKey } from '#server/embedded-mongo/bson/keyEncoding.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { valuesAtPath } from '#server/embedded-mongo/query/paths.ts'
import { compileProjection, type Projection } from '#server/embedded-mongo/query/projection.ts'
import type { Collection } from '#server/embedded-mongo/store/catalogue.ts'
import type { Row } from '#server/embedded-mongo/store/scan.ts'
import { checkHint, countSearch, planSearch, runSearch, type Search } from '#server/embedded-mongo/store/search.ts'
import {
  type Command,
  checkRequest,
  countField,
  documentField,
  namespaceOf,
  type Request,
  type Session,
  wrongType,
} from './request.ts'

const FIND = new Set(
  'filter sort projection hint skip limit batchSize singleBatch let allowDiskUse noCursorTimeout allowPartialResults'.split(
    ' ',
  ),
)

export const find: Command = (request, session) => {
  checkRequest(request, FIND)
  const { search, collection, namespace, projection } = planFind(request, session)
  const { limit, single } = readLimit(request.body)
  search.limit = limit
  const snapshot = session.engine.store.snapshot()
  const documents = project(runSearch(snapshot, collection, search), projection)
  const batchSize = countField(request.body, 'batchSize')
  return session.cursors.start({ namespace, documents, snapshot }, { batchSize, singleBatch: single })
}

export type PlannedFind = {
  search: Search
  collection: Collection | undefined
  namespace: string
  projection: Projection | null
}

/** Checks and plans a find without running it, which is all that `explain` wants. */
export function planFind(request: Request, { engine }: Session): PlannedFind {
  const { body } = request
  const namespace = namespaceOf(request)
  const collection = engine.catalogue.find(namespace)
  const evaluate = evaluatorFor(documentField(body, 'let'))
  const projection = documentField(body, 'projection')
  checkHint(collection, hintOf(body))
  const search = planSearch(
    collection,
    {
      filter: documentField(body, 'filter'),
      sort: body['sort'],
      skip: countField(body, 'skip'),
      limit: readLimit(body).limit,
      hint: hintOf(body),
      isPlaceless: !Object.keys(projection).some((path) => path.includes('$')),
    },
    evaluate,
  )
  return {
    search,
    collection,
    namespace,
    projection: Object.keys(projection).length > 0 ? compileProjection(projection, evaluate) : null,
  }
}

/** An empty hint is none. */
export function hintOf(body: Document): Value {
  const hint = body['hint']
  return typeof hint === 'object' && hint !== null && Object.keys(hint).length === 0 ? undefined : hint
}

/** A negative limit asks for a single batch. */
function readLimit(body: Document): { limit: number; single: boolean } {
  const value = body['limit']
  if (value !== undefined && numberKind(value) === null) throw wrongType('find.limit', value, 'long')
  const limit = value === undefined ? 0 : Math.trunc(toNumber(value))
  return { limit: Math.abs(limit), single: limit < 0 || body['singleBatch'] === true }
}

function* project(rows: Iterable<Row>, projection: Projection | null): Generator<Uint8Array> {
  for (const { raw, match } of rows) yield projection ? encode(projection(decode(raw), match)) : raw
}

export const count: Command = (request, { engine }) => {
  checkRequest(request, new Set(['query', 'limit', 'skip', 'hint', 'fields']))
  const collection = engine.catalogue.find(namespaceOf(request))
  const { body } = request
  const filter = documentField(body, 'query')
  checkHint(collection, hintOf(body))
  const counting = {
    filter,
    hint: hintOf(body),
    isPlaceless: true,
    skip: countField(body, 'skip'),
    limit: countLimit(body),
  }
  const search = planSearch(collection, counting, evaluatorFor(undefined))
  return { n: engine.read((view) => countSearch(view, collection, search)) }
}

/** A negative limit counts like a positive one. */
function countLimit(body: Document): number {
  return body['limit'] === undefined ? 0 : Math.abs(Math.trunc(toNumber(body['limit'])))
}

export const distinct: Command = (request, { engine }) => {
  checkRequest(request, new Set(['key', 'query', 'hint']))
  const collection = engine.catalogue.find(namespaceOf(request))
  const key = request.body['key']
  if (typeof key !== 'string') throw wrongType('distinct.key', key, 'string')
  const search = planSearch(
    collection,
    { filter: documentField(request.body, 'query'), hint: hintOf(request.body) },
    evaluatorFor(undefined),
  )
  const values = new Map<string, Value>()
  engine.read((view) => {
    for (const { raw } of runSearch(view, collection, search)) {
      for (const value of valuesAtPath(decode(raw), key.split('.')).values) {
        if (value !== undefined && typeof value !== 'symbol')
          values.set(Buffer.from(encodeKey(value)).toString('latin1'), value)
      }
    }
  })
  const found = [...values.values()]
  if (encode({ found }).length > 16 * 1024 * 1024) throw new CommandError(17217, 'distinct too big, 16mb cap')
  return { values: found }
}
