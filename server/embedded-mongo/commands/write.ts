import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import { type Document, decode, encode } from '#server/embedded-mongo/bson/document.ts'
import { toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { collectionToWrite } from '#server/embedded-mongo/store/engine.ts'
import type { WriteView } from '#server/embedded-mongo/store/keyValueStore.ts'
import { insertRecord, removeRecord } from '#server/embedded-mongo/store/records.ts'
import { checkHint, findAll } from '#server/embedded-mongo/store/search.ts'
import { hintOf } from './find.ts'
import {
  arrayField,
  type Command,
  checkCollation,
  checkRequest,
  documentField,
  flag,
  namespaceOf,
  type Request,
  refuseUnknown,
  type Session,
} from './request.ts'
import { readUpdate, runUpdate } from './updates.ts'

const MAX_BATCH = 100_000

type WriteError = Document

/** Runs each statement of a batch; the first error ends an ordered batch, and is only noted in an unordered one. */
function runBatch<T>(
  statements: readonly T[],
  ordered: boolean,
  run: (statement: T, index: number) => void,
): WriteError[] {
  const errors: WriteError[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      errors.push({ index, code: error.code, errmsg: error.message, ...error.details })
      if (ordered) break
    }
  }
  return errors
}

function reply(fields: Document, writeErrors: WriteError[]): Document {
  return writeErrors.length > 0 ? { ...fields, writeErrors } : fields
}

function checkBatchSize(length: number): void {
  if (length >= 1 && length <= MAX_BATCH) return
  throw new CommandError(16, `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${length} operations.`)
}

function isOrdered(body: Document): boolean {
  return body['ordered'] === undefined || flag(body['ordered'])
}

export const insert: Command = async (request, { engine }) => {
  checkRequest(request, new Set(['documents', 'ordered', 'bypassDocumentValidation']))
  const namespace = namespaceOf(request)
  const documents =
    request.sections.get('documents') ??
    arrayField(request.body, 'documents').map((document) => encode(document as Document))
  checkBatchSize(documents.length)
  let inserted = 0
  const errors = await engine.write((view) => {
    const collection = collectionToWrite(engine, view, namespace)
    return runBatch(documents, isOrdered(request.body), (document) => {
      insertRecord(view, engine.catalogue, collection, document)
      inserted++
    })
  })
  return reply({ n: inserted }, errors)
}

/** The statements of an update or delete, from beside the body or within it. */
function statementsOf({ sections, body }: Request, field: string): Document[] {
  const statements = sections.get(field)?.map(decode) ?? arrayField(body, field)
  checkBatchSize(statements.length)
  return statements as Document[]
}

export const update: Command = async (request, session) => {
  checkRequest(request, new Set(['updates', 'ordered', 'let', 'bypassDocumentValidation']))
  const namespace = namespaceOf(request)
  const statements = statementsOf(request, 'updates')
  const variables = documentField(request.body, 'let')
  const totals = { n: 0, nModified: 0 }
  const upserted: Document[] = []
  const errors = await session.engine.write((view) =>
    runBatch(statements, isOrdered(request.body), (statement, index) => {
      const result = runUpdate(session.engine, view, namespace, readUpdate(statement, variables))
      totals.n += result.matched
      totals.nModified += result.modified
      if (!result.upserted) return
      totals.n++
      upserted.push({ index, _id: result.upserted['_id'] })
    }),
  )
  return reply(upserted.length > 0 ? { ...totals, upserted } : totals, errors)
}

export const remove: Command = async (request, session) => {
  checkRequest(request, new Set(['deletes', 'ordered', 'let']))
  const namespace = namespaceOf(request)
  const statements = statementsOf(request, 'deletes')
  const variables = documentField(request.body, 'let')
  let removed = 0
  const errors = await session.engine.write((view) =>
    runBatch(statements, isOrdered(request.body), (statement) => {
      removed += runDelete(session, view, namespace, statement, variables)
    }),
  )
  return reply({ n: removed }, errors)
}

const DELETE_FIELDS = new Set(['q', 'limit', 'hint', 'collation'])

function runDelete(
  { engine }: Session,
  view: WriteView,
  namespace: string,
  statement: Document,
  variables: Document,
): number {
  refuseUnknown('delete.deletes', statement, DELETE_FIELDS)
  checkCollation(statement['collation'])
  const limit = statement['limit'] === undefined ? Number.NaN : toNumber(statement['limit'])
  if (limit !== 0 && limit !== 1)
    throw new CommandError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`)
  const filter = documentField(statement, 'q')
  const collection = engine.catalogue.find(namespace)
  checkHint(collection, hintOf(statement))
  const search = { filter, hint: hintOf(statement), limit }
  const rows = findAll(view, collection, search, evaluatorFor(variables))
  for (const { record, raw } of rows) removeRecord(view, collection!, record, raw)
  return rows.length
}
