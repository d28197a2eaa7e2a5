import { Context, evalExpr } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import * as expressionOperators from 'mingo/operators/expression'
import * as pipelineOperators from 'mingo/operators/pipeline'
import * as projectionOperators from 'mingo/operators/projection'
import * as queryOperators from 'mingo/operators/query'
import * as windowOperators from 'mingo/operators/window'
import type { Options } from 'mingo/types'
import { compareValues } from '#server/embedded-mongo/bson/compare.ts'
import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { EvaluateExpression } from '#server/embedded-mongo/query/matcher.ts'
import { toPlain } from './plain.ts'

type Operator = (document: unknown, expression: unknown, options: Options) => unknown

/** Comparing is ours, because MongoDB orders and equates BSON values otherwise than the expression library does. */
function comparing(accepts: (order: number) => unknown): Operator {
  return (document, expression, options) => {
    const [a, b] = evalExpr(document, expression, options) as [Value, Value]
    return accepts(compareInExpression(a, b))
  }
}

/** In expressions a missing value is less than null. */
function compareInExpression(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return compareValues(a, b)
}

const comparisons: Record<string, Operator> = {
  $eq: comparing((order) => order === 0),
  $ne: comparing((order) => order !== 0),
  $gt: comparing((order) => order > 0),
  $gte: comparing((order) => order >= 0),
  $lt: comparing((order) => order < 0),
  $lte: comparing((order) => order <= 0),
  $cmp: comparing(Math.sign),
  $in: (document, expression, options) => {
    const [value, list] = evalExpr(document, expression, options) as [Value, Value]
    if (!Array.isArray(list)) throw new CommandError(40081, '$in requires an array as a second argument')
    return list.some((item) => compareInExpression(item, value) === 0)
  },
}

/** They run code of the client's. */
const SCRIPTS = new Set(['$where', '$function', '$accumulator'])

const expression = { ...expressionOperators, ...comparisons }
export const stageNames: ReadonlySet<string> = new Set(Object.keys(pipelineOperators))
const known = new Set([...Object.keys(expression), ...Object.keys(accumulators), ...Object.keys(windowOperators)])

/** The operators that expressions and stages may use, without any that run scripts. */
const context = Context.init({
  accumulator: accumulators,
  expression: expression as typeof expressionOperators,
  pipeline: pipelineOperators,
  projection: projectionOperators,
  query: queryOperators,
  window: windowOperators,
})

export type Variables = Document | undefined

export function mingoOptions(
  variables: Variables,
  collectionResolver?: (name: string) => Document[],
): Partial<Options> {
  return {
    context,
    scriptEnabled: false,
    useStrictMode: true,
    variables: variables ? (toPlain(variables) as Document) : {},
    collectionResolver,
  }
}

/** Refuses an operator that nobody knows, wherever it stands in an expression. */
export function checkExpression(value: Value): void {
  if (Array.isArray(value)) value.forEach(checkExpression)
  if (!isDocument(value)) return
  for (const [name, operand] of Object.entries(value)) {
    if (name === '$literal') continue
    if (SCRIPTS.has(name))
      throw new CommandError('CommandNotSupported', `${name} is not supported: this server runs no scripts`)
    if (name.startsWith('$') && !known.has(name))
      throw new CommandError('InvalidPipelineOperator', `Unrecognized expression '${name}'`)
    checkExpression(operand)
  }
}

/** Runs what may throw the library's own errors, which reach the client as a bad value. */
export function translatingErrors<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof CommandError) throw error
    throw new CommandError('BadValue', error instanceof Error ? error.message : String(error))
  }
}

/** Gives the evaluation of expressions with the variables of a command's `let`. */
export function evaluatorFor(variables: Variables): EvaluateExpression {
  const options = mingoOptions(variables)
  return (given) => {
    checkExpression(given)
    const expression = toPlain(given)
    return (document) => translatingErrors(() => evalExpr(toPlain(document), expression, options as Options))
  }
}
