import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { bsonTypeName } from '#server/embedded-mongo/query/valueTests.ts'
import type { Engine } from '#server/embedded-mongo/store/engine.ts'
import type { Cursors } from './cursors.ts'

/** One command as it came over a connection. */
export type Request = {
  name: string
  /** The command's fields, decoded losslessly. */
  body: Document
  /** Arrays of documents that came beside the body, still encoded. */
  sections: Map<string, Buffer[]>
  database: string
  connectionId: number
}

/** What commands work on. */
export type Session = { engine: Engine; cursors: Cursors }

/** Answers with a document, to which `ok: 1` is added, or with an encoded reply. */
export type Command = (request: Request, session: Session) => Document | Uint8Array | Promise<Document | Uint8Array>

/** Fields that every command may carry, and that ask nothing of a server that stands alone and acknowledges only what is durable. */
const COMMON = new Set(
  '$db lsid $clusterTime $readPreference readConcern writeConcern comment maxTimeMS apiVersion apiStrict apiDeprecationErrors txnNumber autocommit startTransaction databaseVersion mayBypassWriteBlocking'.split(
    ' ',
  ),
)

/** Refuses a field that the command does not know, and what only a replica set can do. */
export function checkRequest({ name, body }: Request, known: ReadonlySet<string>): void {
  for (const [field, value] of Object.entries(body)) {
    if (field === name || COMMON.has(field) || known.has(field)) continue
    if (field === 'collation') checkCollation(value)
    else if (value !== false && value !== undefined && value !== null) refuseField(`${name}.${field}`, field)
  }
  if ('txnNumber' in body || body['autocommit'] === false || body['startTransaction'] === true) {
    throw new CommandError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos')
  }
  checkConcerns(body)
}

const UNSUPPORTED = new Set(
  'tailable awaitData oplogReplay min max returnKey showRecordId capped timeseries viewOn pipeline validator validationLevel validationAction clusteredIndex changeStreamPreAndPostImages encryptedFields storageEngine indexOptionDefaults expireAfterSeconds resumeAfter requestResumeToken encryptionInformation'.split(
    ' ',
  ),
)

function refuseField(path: string, field: string): never {
  if (UNSUPPORTED.has(field)) throw new CommandError('CommandNotSupported', `${path} is not supported by this server`)
  throw new CommandError(40415, `BSON field '${path}' is an unknown field.`)
}

/** Only the simple order by bytes exists here. */
export function checkCollation(collation: Value): void {
  if (
    collation === undefined ||
    (isDocument(collation) && (collation['locale'] === 'simple' || Object.keys(collation).length === 0))
  )
    return
  throw new CommandError('CommandNotSupported', 'collations other than simple are not supported by this server')
}

function checkConcerns(body: Document): void {
  const { w } = documentField(body, 'writeConcern')
  if (numberKind(w) !== null && toNumber(w) > 1)
    throw new CommandError('BadValue', "cannot use 'w' > 1 when a host is not replicated")
  const level = documentField(body, 'readConcern')['level']
  if (level === 'linearizable' || level === 'snapshot') {
    throw new CommandError(123, `node needs to be a replica set member to use read concern ${level}`)
  }
}

/** An optional sub-document; `{}` if absent. */
export function documentField(body: Document, field: string): Document {
  const value = body[field]
  if (value === undefined || value === null) return {}
  if (isDocument(value)) return value
  throw wrongType(field, value, 'object')
}

export function wrongType(field: string, value: Value, expected: string): CommandError {
  return new CommandError(
    'TypeMismatch',
    `BSON field '${field}' is the wrong type '${bsonTypeName(value)}', expected type '${expected}'`,
  )
}

/** An optional whole number that is not negative. */
export function countField(body: Document, field: string): number | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (numberKind(value) === null) throw wrongType(field, value, 'long')
  const number = Math.trunc(toNumber(value))
  if (number < 0) throw new CommandError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`)
  return number
}

export function arrayField(body: Document, field: string): Value[] {
  const value = body[field]
  if (Array.isArray(value)) return value
  throw wrongType(field, value, 'array')
}

/** Truth as MongoDB's options take it: a boolean or a number. */
export function flag(value: Value): boolean {
  return numberKind(value) === null ? value === true : toNumber(value) !== 0
}

/** The namespace of a command whose first field is the name of a collection. */
export function namespaceOf({ name, body, database }: Request): string {
  const collection = body[name]
  if (typeof collection !== 'string')
    throw new CommandError('InvalidNamespace', `collection name has invalid type ${bsonTypeName(collection)}`)
  return checkNamespace(`${database}.${collection}`)
}

export function checkNamespace(namespace: string): string {
  const dot = namespace.indexOf('.')
  const collection = namespace.slice(dot + 1)
  const valid =
    dot > 0 &&
    collection !== '' &&
    !collection.startsWith('.') &&
    !/[$\0]/.test(namespace) &&
    Buffer.byteLength(namespace) <= 255
  if (valid) return namespace
  throw new CommandError('InvalidNamespace', `Invalid namespace specified '${namespace}'`)
}

/** Refuses a field that a statement does not know. */
export function refuseUnknown(where: string, statement: Document, known: ReadonlySet<string>): void {
  const unknown = Object.keys(statement).find((field) => !known.has(field))
  if (unknown !== undefined) throw new CommandError(40415, `BSON field '${where}.${unknown}' is an unknown field.`)
}
