import { compareValues, equalValues } from '#server/embedded-mongo/bson/compare.ts'
import type { Value } from '#server/embedded-mongo/bson/document.ts'
import { toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { ORDER, typeOrder } from '#server/embedded-mongo/bson/typeOrder.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import type { Predicate } from './paths.ts'
import { compileRegex, isRegex, regexSource } from './regex.ts'

/** Equality as `{field: value}` means it: null also stands for missing, a pattern also matches strings. */
export function equals(expected: Value): Predicate {
  if (expected === undefined || expected === null) return (value) => value === undefined || value === null
  if (isRegex(expected)) return matchesRegex(expected)
  return equalsExactly(expected)
}

/** Equality as `$eq` means it: a pattern equals only a stored pattern. */
export function equalsExactly(expected: Value): Predicate {
  if (expected === undefined || expected === null) return (value) => value === undefined || value === null
  if (typeof expected === 'string')
    return (value) => (typeof value === 'string' ? value === expected : slowEqual(value, expected))
  return (value) => value !== undefined && equalValues(value, expected)
}

function slowEqual(value: Value, expected: Value): boolean {
  return value !== undefined && equalValues(value, expected)
}

export function matchesRegex(pattern: Value): Predicate {
  const { pattern: source, options } = regexSource(pattern as RegExp)
  const regex = compileRegex(source, options)
  return (value) => (typeof value === 'string' ? regex.test(value) : isRegex(value) && equalValues(value, pattern))
}

type Comparison = '$gt' | '$gte' | '$lt' | '$lte'

/** Ordering within one type bracket only: a number is never greater or less than a string. */
export function ordered(operator: Comparison, bound: Value): Predicate {
  if (isRegex(bound)) throw new CommandError('BadValue', `Can't have RegEx as arg to predicate over field`)
  const bracket = typeOrder(bound)
  const accepts = acceptor(operator)
  if (bracket === ORDER.null) {
    const includesEqual = operator === '$gte' || operator === '$lte'
    return (value) => includesEqual && (value === undefined || value === null)
  }
  if (bracket === ORDER.minKey || bracket === ORDER.maxKey) {
    return (value) => value !== undefined && accepts(compareValues(value, bound))
  }
  if (bracket === ORDER.number && Number.isNaN(toNumber(bound))) {
    const includesEqual = operator === '$gte' || operator === '$lte'
    return (value) => includesEqual && isNaNValue(value)
  }
  return (value) =>
    typeOrder(value) === bracket && value !== undefined && !isNaNValue(value) && accepts(compareValues(value, bound))
}

function acceptor(operator: Comparison): (order: number) => boolean {
  switch (operator) {
    case '$gt':
      return (order) => order > 0
    case '$gte':
      return (order) => order >= 0
    case '$lt':
      return (order) => order < 0
    case '$lte':
      return (order) => order <= 0
  }
}

function isNaNValue(value: Value): boolean {
  return typeOrder(value) === ORDER.number && Number.isNaN(toNumber(value))
}

/** `$in`: equality with any of the values, patterns included. */
export function isIn(operand: Value): Predicate {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$in needs an array')
  const strings = new Set(operand.filter((item) => typeof item === 'string'))
  const others = operand.filter((item) => typeof item !== 'string').map(equals)
  return (value, match) => strings.has(value as string) || others.some((test) => test(value, match))
}
