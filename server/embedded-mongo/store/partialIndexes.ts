import { equalValues } from '#server/embedded-mongo/bson/compare.ts'
import type { Document, Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { compileFilter, isOperatorDocument } from '#server/embedded-mongo/query/matcher.ts'
import type { Constraint, Constraints } from './constraints.ts'

/** True if whatever fulfils the query also fulfils the index's filter, as far as that is easily seen. */
export function coversPartialFilter(partial: Document, filter: Document, constraints: Constraints): boolean {
  return Object.entries(partial).every(([path, demanded]) => {
    if (Object.hasOwn(filter, path) && equalValues(filter[path], demanded)) return true
    if (path === '$and')
      return (demanded as Document[]).every((branch) => coversPartialFilter(branch, filter, constraints))
    const constraint = constraints.byPath.get(path)
    return constraint !== undefined && implies(constraint, demanded)
  })
}

function refuseExpression(): never {
  throw new CommandError('BadValue', 'unsupported expression in partial index')
}

function implies(constraint: Constraint, demanded: Value): boolean {
  const { points } = constraint
  if (points) {
    const test = compileFilter({ field: demanded }, refuseExpression)
    // Null as a point also stands for a missing field.
    return points.every((value) => value !== null && value !== undefined && test({ field: value }, {}))
  }
  if (!isOperatorDocument(demanded)) return false
  return Object.entries(demanded).every(([operator, value]) => impliesOperator(constraint, operator, value))
}

function impliesOperator({ lower, upper, exists, prefix }: Constraint, operator: string, value: Value): boolean {
  switch (operator) {
    case '$exists':
      return value === true && Boolean(exists || lower || upper || prefix !== undefined)
    case '$gt':
    case '$gte':
      return (
        lower !== undefined &&
        compileFilter({ field: { [operator]: value } }, refuseExpression)({ field: lower.value }, {})
      )
    case '$lt':
    case '$lte':
      return (
        upper !== undefined &&
        compileFilter({ field: { [operator]: value } }, refuseExpression)({ field: upper.value }, {})
      )
    default:
      return false
  }
}
