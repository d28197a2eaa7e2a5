import { FileFault } from './faults.ts'

interface Line {
  line: number
  text: string
}

/**
 * Names at the end of a BLT file. As a rule one to a line, quoted or not; some files put several quoted ones on one line,
 * others a candidate's name and party: where the lines are as many as the names asked for, each is one name.
 */
export function namesIn(lines: readonly Line[], candidates: number): string[] {
  const parts = lines.map((line) => partsOf(line))
  const isOneToALine = lines.length >= candidates
  return isOneToALine ? parts.map((line) => line.join(' ')) : parts.flat()
}

/** The quoted pieces of a line; a line without quotation marks is one piece, up to a comment. */
function partsOf({ line, text }: Line): string[] {
  if (!text.includes('"')) return [tidied(text.replace(/\s#.*$/, '').replace(/,+$/, ''))]
  const parts: string[] = []
  for (let at = 0; at < text.length; ) {
    if (text[at] === '#') break
    if (text[at] !== '"') {
      at++
      continue
    }
    const { part, end } = quotedAt(text, at, line)
    parts.push(part)
    at = end
  }
  return parts
}

/** A quotation mark within is doubled, or follows a backslash. */
function quotedAt(text: string, start: number, line: number): { part: string; end: number } {
  let part = ''
  for (let at = start + 1; at < text.length; at++) {
    const letter = text[at]!
    const next = text[at + 1]
    if (letter === '\\' && (next === '"' || next === '\\')) {
      part += next
      at++
    } else if (letter === '"' && next === '"') {
      part += '"'
      at++
    } else if (letter === '"') return { part: tidied(part), end: at + 1 }
    else part += letter
  }
  throw new FileFault(line, 'openQuote')
}

const tidied = (name: string) => name.replace(/\s+/g, ' ').trim()
