import type { ThingOf } from '#shared/contract.ts'

/** A piece of a message's text as a list of findings shows it. */
export interface Segment {
  text: string
  isHit: boolean
}

const longest = 180
const before = 40

const mention = /@\[((?:[^\]\\]|\\.){1,80})\]\([\w.-]{1,64}\)/g
const link = /!?\[([^\][\n]{1,300})\]\([^()\s]{1,2000}\)/g
const marks = /\*\*|__|~~|`+/g
const slanted = /(^|[^\w*])\*([^\s*](?:[^*\n]{0,200}[^\s*])?)\*(?![\w*])/g

/** A message as it is read: names instead of mentions, the words of links, one line. What is found is what is read. */
export const readable = (text: string): string =>
  text
    .replace(mention, (_, name: string) => `@${name.replace(/\\(.)/g, '$1')}`)
    .replace(link, '$1')
    .replace(marks, '')
    .replace(slanted, '$1$2')
    .replace(/\s+/g, ' ')
    .trim()

/** All of a message that can be found: what it says, and what its files are called. */
export const findableText = ({ text, files = [] }: Pick<ThingOf<'message'>, 'text' | 'files'>): string =>
  [readable(text), ...files.map(({ name }) => name)].filter((part) => part !== '').join(' · ')

/** The part of a readable text around the first hit, cut between characters, with every hit in it told apart. */
export function snippetOf(text: string, hits: readonly (readonly [from: number, to: number])[]): Segment[] {
  const first = hits[0]?.[0] ?? 0
  const from = first > before + 20 ? startOfWord(text, betweenCharacters(text, first - before)) : 0
  const to = betweenCharacters(text, Math.min(text.length, from + longest))
  const segments: Segment[] = []
  let at = from
  const add = (upTo: number, isHit: boolean) => {
    if (upTo > at) segments.push({ text: text.slice(at, upTo), isHit })
    at = Math.max(at, upTo)
  }
  for (const [start, end] of hits) {
    if (start >= to) break
    add(start, false)
    add(Math.min(end, to), true)
  }
  add(to, false)
  if (from > 0) segments.unshift({ text: '…', isHit: false })
  if (to < text.length) segments.push({ text: '…', isHit: false })
  return segments
}

const longestSkip = 15
/** Rather after the next space, where one is near: half a word says nothing. */
function startOfWord(text: string, at: number): number {
  const space = text.slice(at, at + longestSkip).lastIndexOf(' ')
  return space >= 0 ? at + space + 1 : at
}

const betweenCharacters = (text: string, at: number) => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at)
