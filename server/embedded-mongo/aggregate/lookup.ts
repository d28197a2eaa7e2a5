import { evalExpr } from 'mingo/core'
import type { Options } from 'mingo/types'
import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { valuesAtPath } from '#server/embedded-mongo/query/paths.ts'
import { checkExpression, mingoOptions, translatingErrors } from './expressions.ts'
import { type PipelineSource, runPipeline } from './pipeline.ts'
import { toPlain } from './plain.ts'

type Lookup = {
  from: string
  as: string
  localField?: string
  foreignField?: string
  let?: Document
  pipeline?: Value[]
}

/** `$lookup`: by equality of two fields, which asks the other collection's index, and by a pipeline over what is left. */
export function lookup(operand: Value): (documents: Iterable<Document>, source: PipelineSource) => Iterable<Document> {
  const spec = parse(operand)
  return function* (documents, source) {
    for (const document of documents) yield withField(document, spec.as.split('.'), joined(document, spec, source))
  }
}

function parse(operand: Value): Lookup {
  if (!isDocument(operand)) throw new CommandError('FailedToParse', 'the $lookup specification must be an object')
  for (const field of ['from', 'as']) {
    if (typeof operand[field] !== 'string')
      throw new CommandError('FailedToParse', `$lookup needs '${field}' to be a string`)
  }
  const spec = operand as Lookup
  const byEquality = typeof spec.localField === 'string' && typeof spec.foreignField === 'string'
  if (!byEquality && (spec.localField !== undefined || spec.foreignField !== undefined || !spec.pipeline)) {
    throw new CommandError('FailedToParse', '$lookup requires either both localField and foreignField, or a pipeline')
  }
  if (spec.let) checkExpression(spec.let)
  return spec
}

function joined(document: Document, spec: Lookup, source: PipelineSource): Document[] {
  const filter = spec.localField === undefined ? {} : equalityFilter(document, spec.localField, spec.foreignField!)
  const found = source.find(spec.from, filter)
  if (!spec.pipeline) return [...found]
  return [
    ...runPipeline(found, spec.pipeline, {
      ...source,
      variables: { ...source.variables, ...letVariables(document, spec, source) },
    }),
  ]
}

function equalityFilter(document: Document, localField: string, foreignField: string): Document {
  const { values } = valuesAtPath(document, localField.split('.'))
  const wanted = values.map((value) => (value === undefined || typeof value === 'symbol' ? null : value))
  return { [foreignField]: wanted.length === 1 ? { $eq: wanted[0] } : { $in: wanted } }
}

function letVariables(document: Document, spec: Lookup, source: PipelineSource): Document {
  if (!spec.let) return {}
  const options = mingoOptions(source.variables) as Options
  return translatingErrors(() => evalExpr(document, toPlain(spec.let), options)) as Document
}

function withField(document: Document, [field, ...rest]: string[], value: Value): Document {
  const child = document[field!]
  return { ...document, [field!]: rest.length === 0 ? value : withField(isDocument(child) ? child : {}, rest, value) }
}
