import { type Document, isDocument, type Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { EvaluateExpression } from '#server/embedded-mongo/query/matcher.ts'
import { bsonTypeName } from '#server/embedded-mongo/query/valueTests.ts'
import { arrayChange } from './arrayOperators.ts'
import { type ChangeValue, fieldChange } from './fieldOperators.ts'

/** One step of an update: what happens at one path. */
export type Step = {
  operator: string
  path: string
  parts: string[]
  change: ChangeValue | null
  renameFrom?: string[]
}

/** Operators that have nothing to do where the field is missing, and so create nothing. */
export const LEAVES_MISSING = new Set(['$unset', '$pull', '$pullAll', '$pop', '$rename'])

/** Reads `{$set: {...}, $inc: {...}}` into steps in the order in which MongoDB applies them: by path. */
export function parseModifiers(update: Document, evaluate: EvaluateExpression): Step[] {
  const steps: Step[] = []
  for (const [operator, fields] of Object.entries(update)) {
    if (!isDocument(fields)) {
      throw new CommandError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${bsonTypeName(fields)} instead. For example: {$mod: {<field>: ...}}`,
      )
    }
    for (const [path, operand] of Object.entries(fields)) steps.push(parseStep(operator, path, operand, evaluate))
    // An operator without fields must still be one that exists.
    if (Object.keys(fields).length === 0)
      parseStep(operator, 'x', operator === '$rename' ? 'y' : undefined, evaluate, true)
  }
  refuseConflicts(steps)
  return steps.sort((a, b) => compareParts(a.parts, b.parts))
}

function parseStep(operator: string, path: string, operand: Value, evaluate: EvaluateExpression, probe = false): Step {
  const step: Step = { operator, path, parts: splitPath(path), change: null }
  if (operator === '$unset') return step
  if (operator === '$rename') return renameStep(path, operand)
  if (probe) {
    if (KNOWN.has(operator)) return step
  } else step.change = fieldChange(operator, operand, path) ?? arrayChange(operator, operand, evaluate)
  if (step.change) return step
  throw new CommandError(
    'FailedToParse',
    `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
  )
}

const KNOWN = new Set(
  '$set $setOnInsert $inc $mul $min $max $currentDate $bit $push $addToSet $pull $pullAll $pop'.split(' '),
)

function splitPath(path: string): string[] {
  const parts = path.split('.')
  if (parts.includes(''))
    throw new CommandError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    )
  if (parts[0]!.startsWith('$')) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not allowed in the context of an update's replacement document.`,
    )
  }
  return parts
}

function renameStep(from: string, to: Value): Step {
  if (typeof to !== 'string')
    throw new CommandError('BadValue', `The 'to' field for $rename must be a string: ${from}: ${bsonTypeName(to)}`)
  if (from === to)
    throw new CommandError('BadValue', `The source and target field for $rename must differ: ${from}: "${to}"`)
  const [parts, renameFrom] = [splitPath(to), splitPath(from)]
  if ([...parts, ...renameFrom].some((part) => part.startsWith('$'))) {
    throw new CommandError('BadValue', `The source and target field for $rename may not be dynamic: ${from}`)
  }
  return { operator: '$rename', path: to, parts, change: null, renameFrom }
}

function compareParts(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] === b[i]) continue
    const numeric = /^\d+$/.test(a[i]!) && /^\d+$/.test(b[i]!)
    return numeric ? Number(a[i]) - Number(b[i]) : a[i]! < b[i]! ? -1 : 1
  }
  return a.length - b.length
}

/** No path may be another's, or lie within it. */
function refuseConflicts(steps: Step[]): void {
  const paths = steps.flatMap((step) => (step.renameFrom ? [step.parts, step.renameFrom] : [step.parts]))
  const whole = new Set<string>()
  const within = new Set<string>()
  for (const parts of paths) {
    const path = parts.join('.')
    const prefixes = parts.map((_, i) => parts.slice(0, i + 1).join('.'))
    const clash = within.has(path) ? path : prefixes.find((prefix) => whole.has(prefix))
    if (clash !== undefined) {
      throw new CommandError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${clash}'`,
      )
    }
    whole.add(path)
    for (const prefix of prefixes) within.add(prefix)
  }
}
