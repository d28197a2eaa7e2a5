import { evaluatorFor } from '#server/embedded-mongo/aggregate/expressions.ts'
import { type Document, decode } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Match } from '#server/embedded-mongo/query/paths.ts'
import { compileProjection } from '#server/embedded-mongo/query/projection.ts'
import type { WriteView } from '#server/embedded-mongo/store/keyValueStore.ts'
import { removeRecord } from '#server/embedded-mongo/store/records.ts'
import { checkHint, findFirst } from '#server/embedded-mongo/store/search.ts'
import { compileUpdate } from '#server/embedded-mongo/update/update.ts'
import { hintOf } from './find.ts'
import { type Command, checkRequest, documentField, flag, namespaceOf, type Request, type Session } from './request.ts'
import { runUpdate, updateTools } from './updates.ts'

const FIELDS = new Set(
  'query sort remove update new fields upsert arrayFilters let hint bypassDocumentValidation'.split(' '),
)

export const findAndModify: Command = async (request, session) => {
  checkRequest(request, FIELDS)
  const { body } = request
  const isRemoval = flag(body['remove'])
  if (isRemoval && body['update'] !== undefined) {
    throw new CommandError('FailedToParse', "Cannot specify both an 'update' and 'remove'=true")
  }
  if (isRemoval && flag(body['new'])) {
    throw new CommandError(
      'FailedToParse',
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    )
  }
  if (isRemoval && flag(body['upsert']))
    throw new CommandError('FailedToParse', 'Cannot specify both upsert=true and remove=true ')
  if (!isRemoval && body['update'] === undefined) {
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified')
  }
  return session.engine.write((view) =>
    isRemoval ? findAndRemove(request, session, view) : findAndUpdate(request, session, view),
  )
}

function findAndRemove(request: Request, { engine }: Session, view: WriteView): Document {
  const { body } = request
  const collection = engine.catalogue.find(namespaceOf(request))
  checkHint(collection, hintOf(body))
  const search = { filter: documentField(body, 'query'), sort: body['sort'], hint: hintOf(body) }
  const row = findFirst(view, collection, search, evaluatorFor(documentField(body, 'let')))
  if (!row) return { lastErrorObject: { n: 0 }, value: null }
  const value = shaped(body, decode(row.raw), row.match)
  removeRecord(view, collection!, row.record, row.raw)
  return { lastErrorObject: { n: 1 }, value }
}

function findAndUpdate(request: Request, { engine }: Session, view: WriteView): Document {
  const { body } = request
  const variables = documentField(body, 'let')
  const updater = compileUpdate(body['update'], body['arrayFilters'] as Document[] | undefined, updateTools(variables))
  const result = runUpdate(engine, view, namespaceOf(request), {
    filter: documentField(body, 'query'),
    sort: body['sort'],
    hint: hintOf(body),
    updater,
    multi: false,
    upsert: flag(body['upsert']),
    variables,
  })
  const document = flag(body['new']) ? result.after : result.before
  const lastErrorObject: Document = {
    n: result.matched + (result.upserted ? 1 : 0),
    updatedExisting: result.matched > 0,
  }
  if (result.upserted) lastErrorObject['upserted'] = result.upserted['_id']
  return { lastErrorObject, value: document ? shaped(body, document, {}) : null }
}

/** The projection of the answer. */
function shaped(body: Document, document: Document, match: Match): Document {
  const fields = documentField(body, 'fields')
  if (Object.keys(fields).length === 0) return document
  return compileProjection(fields, evaluatorFor(documentField(body, 'let')))(document, match)
}
