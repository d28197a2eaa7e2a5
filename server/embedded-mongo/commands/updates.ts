import { evaluatorFor, type Variables } from '#server/embedded-mongo/aggregate/expressions.ts'
import { runPipeline } from '#server/embedded-mongo/aggregate/pipeline.ts'
import { toPlain } from '#server/embedded-mongo/aggregate/plain.ts'
import { type Document, decode, encode, type Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { collectionToWrite, type Engine } from '#server/embedded-mongo/store/engine.ts'
import type { WriteView } from '#server/embedded-mongo/store/keyValueStore.ts'
import { insertRecord, replaceRecord } from '#server/embedded-mongo/store/records.ts'
import type { Row } from '#server/embedded-mongo/store/scan.ts'
import { checkHint, findAll } from '#server/embedded-mongo/store/search.ts'
import { compileUpdate, type Updater } from '#server/embedded-mongo/update/update.ts'
import { upsertDocument } from '#server/embedded-mongo/update/upsert.ts'
import { hintOf } from './find.ts'
import { checkCollation, documentField, flag, refuseUnknown } from './request.ts'

/** An update that is read and checked: which documents, and what becomes of them. */
export type UpdateStatement = {
  filter: Document
  sort?: Value
  hint?: Value
  updater: Updater
  multi: boolean
  upsert: boolean
  variables: Variables
}

const UPDATE_FIELDS = new Set([
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'arrayFilters',
  'hint',
  'sort',
  'collation',
  'upsertSupplied',
])

/** Reads one statement of an `update` command. */
export function readUpdate(statement: Document, variables: Document): UpdateStatement {
  refuseUnknown('update.updates', statement, UPDATE_FIELDS)
  checkCollation(statement['collation'])
  const all = { ...variables, ...documentField(statement, 'c') }
  const updater = compileUpdate(statement['u'], statement['arrayFilters'] as Document[] | undefined, updateTools(all))
  const multi = flag(statement['multi'])
  if (multi && updater.kind === 'replacement') {
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update')
  }
  if (multi && statement['sort']) throw new CommandError('FailedToParse', 'Cannot specify sort with multi=true')
  return {
    filter: documentField(statement, 'q'),
    sort: statement['sort'],
    hint: hintOf(statement),
    updater,
    multi,
    upsert: flag(statement['upsert']),
    variables: all,
  }
}

export function updateTools(variables: Variables) {
  return {
    evaluate: evaluatorFor(variables),
    runPipeline(stages: Document[], document: Document): Document {
      const [result] = runPipeline([toPlain(document) as Document], stages, { variables, find: () => [] })
      return result!
    },
  }
}

export type UpdateResult = {
  matched: number
  modified: number
  upserted: Document | null
  /** The first document matched, before and after. */
  before: Document | null
  after: Document | null
}

/** Finds the documents of a statement and changes them, or inserts one if there are none and that is asked for. */
export function runUpdate(
  engine: Engine,
  view: WriteView,
  namespace: string,
  statement: UpdateStatement,
): UpdateResult {
  const { filter, sort, hint, multi, updater, upsert } = statement
  const collection = engine.catalogue.find(namespace)
  checkHint(collection, hint)
  const rows = findAll(
    view,
    collection,
    { filter, sort, hint, limit: multi ? 0 : 1 },
    evaluatorFor(statement.variables),
  )
  if (rows.length === 0) {
    const upserted = upsert ? insertUpsert(engine, view, namespace, statement) : null
    return { matched: 0, modified: 0, upserted, before: null, after: upserted }
  }
  const changes = rows.map((row) => changeRow(engine, view, namespace, row, updater))
  const modified = changes.filter(({ changed }) => changed).length
  return { matched: rows.length, modified, upserted: null, before: decode(rows[0]!.raw), after: changes[0]!.after }
}

function changeRow(engine: Engine, view: WriteView, namespace: string, { record, raw, match }: Row, updater: Updater) {
  const after = updater.apply(decode(raw), match, false)
  const encoded = encode(after)
  const changed = Buffer.compare(encoded, raw) !== 0
  if (changed) replaceRecord(view, engine.catalogue, engine.catalogue.find(namespace)!, record, raw, encoded)
  return { after, changed }
}

function insertUpsert(
  engine: Engine,
  view: WriteView,
  namespace: string,
  { filter, updater }: UpdateStatement,
): Document {
  const document = upsertDocument(filter, updater)
  insertRecord(view, engine.catalogue, collectionToWrite(engine, view, namespace), encode(document))
  return document
}
