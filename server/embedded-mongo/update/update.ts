import { equalValues } from '#server/embedded-mongo/bson/compare.ts'
import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { compileFilter, type EvaluateExpression } from '#server/embedded-mongo/query/matcher.ts'
import type { Match } from '#server/embedded-mongo/query/paths.ts'
import { bsonTypeName } from '#server/embedded-mongo/query/valueTests.ts'
import { LEAVES_MISSING, parseModifiers, type Step } from './modifiers.ts'
import { assertViable, expandPath, type Positions, setAt, unsetAt, valueAt } from './paths.ts'

/** What an update needs from the aggregation: expressions, and whole pipelines over one document. */
export type UpdateTools = {
  evaluate: EvaluateExpression
  runPipeline(stages: Document[], document: Document): Document
}

/** Changes a freshly decoded document, which it may alter, and gives the new one. */
export type Updater = {
  kind: 'modifiers' | 'replacement' | 'pipeline'
  apply(document: Document, match: Match, inserting: boolean): Document
}

/** Reads an update in any of its three forms. */
export function compileUpdate(update: Value, arrayFilters: Document[] | undefined, tools: UpdateTools): Updater {
  if (Array.isArray(update)) return pipelineUpdate(update, arrayFilters, tools)
  if (!isDocument(update))
    throw new CommandError(
      'FailedToParse',
      `Update argument must be either an object or an array, not ${bsonTypeName(update)}`,
    )
  if (!Object.keys(update)[0]?.startsWith('$')) return replacement(update, arrayFilters)
  const steps = parseModifiers(update, tools.evaluate)
  const filters = compileArrayFilters(arrayFilters ?? [], steps, tools.evaluate)
  return {
    kind: 'modifiers',
    apply(document, match, inserting) {
      const id = document['_id']
      const positions = { matchedIndex: match.arrayIndex, arrayFilters: filters }
      for (const step of steps) if (inserting || step.operator !== '$setOnInsert') applyStep(document, step, positions)
      if (!inserting) refuseChangedId(id, document['_id'])
      return document
    },
  }
}

function refuseChangedId(before: Value, after: Value): void {
  if (after !== undefined && equalValues(before, after)) return
  throw new CommandError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  )
}

function applyStep(document: Document, step: Step, positions: Positions): void {
  if (step.renameFrom) {
    rename(document, step.renameFrom, step.parts)
    return
  }
  for (const path of expandPath(document, step.parts, positions)) {
    const current = valueAt(document, path)
    if (step.operator === '$unset') {
      unsetAt(document, path)
      continue
    }
    if (current === undefined && LEAVES_MISSING.has(step.operator)) continue
    assertViable(document, path)
    const next = step.change!(current, step.path)
    if (next !== current) setAt(document, path, next)
  }
}

function rename(document: Document, from: string[], to: string[]): void {
  for (const path of [from, to]) refuseArrayOnTheWay(document, path)
  const value = valueAt(document, from)
  if (value === undefined) return
  unsetAt(document, from)
  setAt(document, to, value)
}

function refuseArrayOnTheWay(document: Document, path: string[]): void {
  for (let length = 1; length < path.length; length++) {
    if (!Array.isArray(valueAt(document, path.slice(0, length)))) continue
    throw new CommandError(
      'BadValue',
      `The source and destination field of $rename cannot be an array element: '${path.join('.')}'`,
    )
  }
}

function compileArrayFilters(
  filters: Document[],
  steps: Step[],
  evaluate: EvaluateExpression,
): Map<string, (element: Value) => boolean> {
  const compiled = new Map<string, (element: Value) => boolean>()
  for (const filter of filters) {
    const identifier = identifierOf(filter)
    if (compiled.has(identifier)) {
      throw new CommandError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${identifier}`,
      )
    }
    if (!steps.some(({ parts }) => parts.includes(`$[${identifier}]`))) {
      throw new CommandError(
        'FailedToParse',
        `The array filter for identifier '${identifier}' was not used in the update`,
      )
    }
    const test = compileFilter(filter, evaluate)
    compiled.set(identifier, (element) => test({ [identifier]: element }, {}))
  }
  return compiled
}

function identifierOf(filter: Document): string {
  const names = new Set<string>()
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith('$')) names.add(key.split('.')[0]!)
    else if (Array.isArray(value)) for (const branch of value) names.add(identifierOf(branch as Document))
  }
  const [name] = names
  if (name === undefined)
    throw new CommandError('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters')
  if (names.size > 1)
    throw new CommandError(
      'FailedToParse',
      'Error parsing array filter :: caused by :: Expected a single top-level field name',
    )
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
    throw new CommandError(
      'BadValue',
      `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
    )
  }
  return name
}

function refuseArrayFilters(arrayFilters: Document[] | undefined, form: string): void {
  if (arrayFilters) throw new CommandError('FailedToParse', `arrayFilters may not be specified for ${form}`)
}

function replacement(update: Document, arrayFilters: Document[] | undefined): Updater {
  refuseArrayFilters(arrayFilters, 'replacement updates')
  const operator = Object.keys(update).find((field) => field.startsWith('$'))
  if (operator) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document.`,
    )
  }
  return {
    kind: 'replacement',
    apply(document, _match, inserting) {
      const id = document['_id']
      const given = update['_id']
      if (given !== undefined && id !== undefined) refuseChangedId(id, given)
      const { _id, ...rest } = update
      if (id === undefined && (given === undefined || !inserting)) return rest
      return { _id: id === undefined ? given : id, ...rest }
    },
  }
}

const PIPELINE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'])

function pipelineUpdate(stages: Value[], arrayFilters: Document[] | undefined, tools: UpdateTools): Updater {
  refuseArrayFilters(arrayFilters, 'pipeline-syle updates')
  for (const stage of stages) {
    const name = isDocument(stage) ? Object.keys(stage)[0] : undefined
    if (name === undefined || !PIPELINE_STAGES.has(name)) {
      throw new CommandError('InvalidOptions', `${name} is not allowed to be used within an update`)
    }
  }
  return {
    kind: 'pipeline',
    apply(document, _match, inserting) {
      const id = document['_id']
      const result = tools.runPipeline(stages as Document[], document)
      const { _id = id, ...rest } = result
      if (!inserting) refuseChangedId(id, _id)
      return _id === undefined ? rest : { _id, ...rest }
    },
  }
}
