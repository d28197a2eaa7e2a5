import { runInNewContext } from 'node:vm'
import { BSONRegExp } from 'bson'
import type { Value } from '#server/embedded-mongo/bson/document.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'

/** MongoDB's limit on the length of a pattern. */
const MAX_PATTERN_LENGTH = 32_764
/** A pattern that can take exponential time is stopped after this long on one string. */
const GUARD_MS = 200

export type StringTest = { test(text: string): boolean }

export function isRegex(value: Value): value is RegExp | BSONRegExp {
  return value instanceof RegExp || value instanceof BSONRegExp
}

export function regexSource(value: RegExp | BSONRegExp): { pattern: string; options: string } {
  if (value instanceof BSONRegExp) return { pattern: value.pattern, options: value.options }
  return { pattern: value.source, options: value.flags.replace(/[^imsux]/g, '') }
}

/** Compiles a pattern with MongoDB's options `i m s x u`; error 51091 if it cannot be. */
export function compileRegex(pattern: string, options: string): StringTest {
  if (!/^[imsxu]*$/.test(options)) throw new CommandError(51108, `invalid flag in regex options: ${options}`)
  if (pattern.length > MAX_PATTERN_LENGTH) throw new CommandError(51091, 'Regular expression is too long')
  if (pattern.includes('\0'))
    throw new CommandError('BadValue', 'Regular expression cannot contain an embedded null byte')
  const inline = /^\(\?([imsx]+)\)/.exec(pattern)
  const flags = new Set([...options, ...(inline?.[1] ?? '')])
  let source = inline ? pattern.slice(inline[0].length) : pattern
  if (flags.has('x')) source = withoutWhitespace(source)
  const regex = build(source, [...flags].filter((flag) => 'ims'.includes(flag)).join(''))
  return mayBacktrackForever(source) ? guarded(regex) : regex
}

function build(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `${flags}u`)
  } catch {
    // PCRE allows escapes such as `\-` which JavaScript's Unicode mode refuses.
    try {
      return new RegExp(source, flags)
    } catch (error) {
      throw new CommandError(51091, `Regular expression is invalid: ${(error as Error).message}`)
    }
  }
}

function withoutWhitespace(source: string): string {
  return source.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#.*$/gm, (token) => (/^(\s|#)/.test(token) ? '' : token))
}

/** Nested or many unbounded repetitions, or a back reference. */
function mayBacktrackForever(source: string): boolean {
  const plain = source.replace(/\\[^1-9]/g, '_').replace(/\[(?:\\.|[^\]\\])*\]/g, '_')
  const repetitions = plain.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0
  return repetitions > 2 || /\)(?:[*+]|\{\d)/.test(plain) || /\\[1-9]/.test(plain)
}

function guarded(regex: RegExp): StringTest {
  return {
    test(text) {
      try {
        return runInNewContext('regex.test(text)', { regex, text }, { timeout: GUARD_MS }) as boolean
      } catch {
        throw new CommandError(51156, 'Error occurred while executing the regular expression: match limit exceeded')
      }
    },
  }
}
