import { Long } from 'bson'
import type { Value } from '#server/embedded-mongo/bson/document.ts'
import { arrayField, type Command, checkNamespace, checkRequest, countField, wrongType } from './request.ts'

function cursorId(value: Value): bigint {
  if (value instanceof Long) return value.toBigInt()
  throw wrongType('getMore', value, 'long')
}

export const getMore: Command = (request, { cursors }) => {
  checkRequest(request, new Set(['collection', 'batchSize']))
  const { body, database } = request
  const id = cursorId(body['getMore'])
  if (typeof body['collection'] !== 'string') throw wrongType('getMore.collection', body['collection'], 'string')
  return cursors.continue(id, `${database}.${body['collection']}`, countField(body, 'batchSize'))
}

export const killCursors: Command = (request, { cursors }) => {
  checkRequest(request, new Set(['cursors']))
  checkNamespace(`${request.database}.${request.body['killCursors']}`)
  const ids = arrayField(request.body, 'cursors').map(cursorId)
  const killed = ids.filter((id) => cursors.kill(id))
  const notFound = ids.filter((id) => !killed.includes(id))
  return {
    cursorsKilled: killed.map((id) => Long.fromBigInt(id)),
    cursorsNotFound: notFound.map((id) => Long.fromBigInt(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
  }
}
