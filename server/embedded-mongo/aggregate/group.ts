import { computeValue, evalExpr } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import type { Options } from 'mingo/types'
import { type Document, getField, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { encodeKey } from '#server/embedded-mongo/bson/keyEncoding.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { checkExpression, mingoOptions, translatingErrors } from './expressions.ts'
import type { PipelineSource } from './pipeline.ts'
import { toPlain } from './plain.ts'

/** `$group`: documents whose `_id` expressions are equal as BSON values fall together, in order of first appearance. */
export function group(operand: Value): (documents: Iterable<Document>, source: PipelineSource) => Iterable<Document> {
  if (!isDocument(operand)) throw new CommandError(15947, "a group's fields must be specified in an object")
  if (!Object.hasOwn(operand, '_id')) throw new CommandError(15955, 'a group specification must include an _id')
  checkExpression(operand)
  const { _id: idExpression, ...fields } = toPlain(operand) as Document
  for (const [field, accumulator] of Object.entries(fields)) checkAccumulator(field, accumulator)
  return function* (documents, source) {
    const options = mingoOptions(source.variables) as Options
    for (const { id, members } of partition(documents, idExpression, options)) {
      const result: Document = { _id: id }
      for (const [field, accumulator] of Object.entries(fields)) {
        result[field] = accumulate(members, accumulator as Document, options)
      }
      yield result
    }
  }
}

function checkAccumulator(field: string, accumulator: Value): void {
  if (!isDocument(accumulator)) throw new CommandError(40234, `The field '${field}' must be an accumulator object`)
  if (field.includes('.')) throw new CommandError(40235, `The field name '${field}' cannot contain '.'`)
  const names = Object.keys(accumulator)
  if (names.length !== 1) throw new CommandError(40238, `The field '${field}' must specify one accumulator`)
  if (!(names[0]! in accumulators)) throw new CommandError(15952, `unknown group operator '${names[0]}'`)
}

/** Evaluating through the library costs more than all else, and is not needed for a constant or a field of the top level. */
function identifier(expression: Value, options: Options): (document: Document) => Value {
  if (typeof expression === 'string' && /^\$[^$.]+$/.test(expression)) {
    return (document) => getField(document, expression.slice(1)) ?? null
  }
  const isConstant = typeof expression !== 'object' && !(typeof expression === 'string' && expression.startsWith('$'))
  if (isConstant || expression === null) return () => expression
  return (document) => translatingErrors(() => evalExpr(document, expression, options)) ?? null
}

function partition(documents: Iterable<Document>, idExpression: Value, options: Options) {
  const identify = identifier(idExpression, options)
  const groups = new Map<string, { id: Value; members: Document[] }>()
  for (const document of documents) {
    const id = identify(document)
    const key = Buffer.from(encodeKey(id)).toString('latin1')
    const known = groups.get(key)
    if (known) known.members.push(document)
    else groups.set(key, { id, members: [document] })
  }
  return groups.values()
}

function accumulate(members: Document[], accumulator: Document, options: Options): Value {
  const [[operator, operand]] = Object.entries(accumulator) as [[string, Value]]
  if (operator === '$addToSet') return distinctValues(members, operand, options)
  return translatingErrors(() => computeValue(members, operand, operator, options))
}

function distinctValues(members: Document[], operand: Value, options: Options): Value[] {
  const values = new Map<string, Value>()
  for (const member of members) {
    const value = translatingErrors(() => evalExpr(member, operand, options))
    if (value !== undefined) values.set(Buffer.from(encodeKey(value)).toString('latin1'), value)
  }
  return [...values.values()]
}
