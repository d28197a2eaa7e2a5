import { Aggregator } from 'mingo/aggregator'
import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { compileFilter, type EvaluateExpression } from '#server/embedded-mongo/query/matcher.ts'
import { parseSort, sortKey, sortRows } from '#server/embedded-mongo/query/sort.ts'
import {
  checkExpression,
  evaluatorFor,
  mingoOptions,
  stageNames,
  translatingErrors,
  type Variables,
} from './expressions.ts'
import { group } from './group.ts'
import { lookup } from './lookup.ts'
import { toPlain } from './plain.ts'

/** What a pipeline needs of the database it runs in. */
export type PipelineSource = {
  /** Documents of another collection of the same database, decoded as plain. */
  find(collection: string, filter: Document): Iterable<Document>
  variables: Variables
}

type Stage = (documents: Iterable<Document>, source: PipelineSource) => Iterable<Document>

/** Runs a pipeline's stages over plain documents. All stages are checked before the first document is read. */
export function runPipeline(
  documents: Iterable<Document>,
  stages: readonly Value[],
  source: PipelineSource,
): Iterable<Document> {
  const evaluate = evaluatorFor(source.variables)
  const compiled = stages.map((stage) => compileStage(stage, evaluate))
  return compiled.reduce((input, run) => run(input, source), documents)
}

/** The name of a stage, which must be its only field. */
export function stageName(stage: Value): string {
  if (!isDocument(stage))
    throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object")
  const names = Object.keys(stage)
  if (names.length !== 1)
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.')
  return names[0]!
}

const REFUSED: Record<string, CommandError> = {
  $changeStream: new CommandError(40573, 'The $changeStream stage is only supported on replica sets'),
}
const MONGODB_ONLY = new Set(
  '$changeStreamSplitLargeEvent $collStats $currentOp $geoNear $indexStats $listLocalSessions $listSampledQueries $listSearchIndexes $listSessions $merge $out $planCacheStats $search $searchMeta $shardedDataDistribution $vectorSearch'.split(
    ' ',
  ),
)

function compileStage(stage: Value, evaluate: EvaluateExpression): Stage {
  const name = stageName(stage)
  const operand = (stage as Document)[name]
  switch (name) {
    case '$match':
      return matchStage(operand, evaluate)
    case '$sort':
      return sortStage(operand)
    case '$limit':
      return (documents) => take(documents, countOf(operand, name, 1))
    case '$skip':
      return (documents) => drop(documents, countOf(operand, name, 0))
    case '$count':
      return countStage(operand)
    case '$group':
      return group(operand)
    case '$sortByCount':
      checkExpression(operand)
      return (documents, source) =>
        runPipeline(documents, [{ $group: { _id: operand, count: { $sum: 1 } } }, { $sort: { count: -1 } }], source)
    case '$lookup':
      return lookup(operand)
    case '$unionWith':
      return unionStage(operand)
    case '$facet':
      return facetStage(operand)
    default:
      return libraryStage(name, operand)
  }
}

function libraryStage(name: string, operand: Value): Stage {
  if (REFUSED[name]) throw REFUSED[name]
  if (MONGODB_ONLY.has(name)) throw new CommandError('CommandNotSupported', `${name} is not supported by this server`)
  if (!stageNames.has(name)) throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`)
  if (name !== '$documents') checkExpression(operand)
  const stage = { [name]: toPlain(operand) }
  return (documents, source) => {
    const options = mingoOptions(source.variables, (collection) => [...source.find(collection, {})])
    const output = translatingErrors(() => new Aggregator([stage], options).stream(documents))
    return pull(output as unknown as { next(): { value?: unknown; done: boolean } })
  }
}

function* pull(output: { next(): { value?: unknown; done: boolean } }): Generator<Document> {
  for (;;) {
    const { value, done } = translatingErrors(() => output.next())
    if (done) return
    yield value as Document
  }
}

function matchStage(operand: Value, evaluate: EvaluateExpression): Stage {
  if (!isDocument(operand)) throw new CommandError(15959, 'the match filter must be an expression in an object')
  const matches = compileFilter(operand, evaluate)
  return function* (documents) {
    for (const document of documents) if (matches(document, {})) yield document
  }
}

function sortStage(operand: Value): Stage {
  const fields = parseSort(operand)
  if (!fields) throw new CommandError(15976, '$sort stage must have at least one sort key')
  return function* (documents) {
    yield* sortRows(documents, (document) => sortKey(document, fields))
  }
}

function countOf(operand: Value, name: string, least: number): number {
  const count = typeof operand === 'object' || typeof operand === 'number' ? toNumber(operand) : Number.NaN
  if (Number.isInteger(count) && count >= least) return count
  throw name === '$limit'
    ? new CommandError(count <= 0 ? 15958 : 2107201, `invalid argument to $limit stage: the limit must be positive`)
    : new CommandError(5107200, `invalid argument to $skip stage: Expected a non-negative number`)
}

function* take(documents: Iterable<Document>, limit: number): Generator<Document> {
  let taken = 0
  for (const document of documents) {
    yield document
    if (++taken >= limit) return
  }
}

function* drop(documents: Iterable<Document>, skip: number): Generator<Document> {
  let dropped = 0
  for (const document of documents) if (dropped++ >= skip) yield document
}

function countStage(operand: Value): Stage {
  if (typeof operand !== 'string' || operand === '')
    throw new CommandError(40156, 'the count field must be a non-empty string')
  if (operand.startsWith('$')) throw new CommandError(40158, 'the count field cannot be a $-prefixed path')
  return function* (documents) {
    let n = 0
    for (const _ of documents) n++
    if (n > 0) yield { [operand]: n }
  }
}

function unionStage(operand: Value): Stage {
  const { coll, pipeline = [] } = (isDocument(operand) ? operand : { coll: operand }) as {
    coll?: string
    pipeline?: Value[]
  }
  if (typeof coll !== 'string') throw new CommandError('FailedToParse', '$unionWith needs a collection')
  return function* (documents, source) {
    yield* documents
    yield* runPipeline(source.find(coll, {}), pipeline, source)
  }
}

function facetStage(operand: Value): Stage {
  if (!isDocument(operand) || Object.keys(operand).length === 0) {
    throw new CommandError(40169, 'the $facet specification must be a non-empty object')
  }
  return function* (documents, source) {
    const all = [...documents]
    const facets = Object.entries(operand).map(([name, stages]) => [
      name,
      [...runPipeline(all, stages as Value[], source)],
    ])
    yield Object.fromEntries(facets)
  }
}
