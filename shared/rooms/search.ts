import { dayOf } from '#shared/platform/days.ts'

/** The longest question, in UTF-16 code units. */
export const longestSearch = 200

/** What somebody looks for, read from one line. */
export interface Search {
  /** Each has to be there; what was in quotation marks word by word as it stands. */
  phrases: { text: string; isQuoted: boolean }[]
  /** The last word may be the beginning of a longer one: it is still being written. */
  isOpenEnded: boolean
  /** Names, or parts of names, of authors: any of them. */
  from: string[]
  /** Days as `2026-03-01`: the first one that counts, and the first one that does not. */
  after: string | null
  before: string | null
  hasFile: boolean
  /** What cannot be read, as keys of `shared/refusals.ts`. */
  problems: string[]
}

const operators: Record<string, 'by' | 'after' | 'before' | 'has'> = {
  from: 'by',
  作者: 'by',
  after: 'after',
  自: 'after',
  before: 'before',
  早于: 'before',
  has: 'has',
  含: 'has',
}
const part = /(?:(from|after|before|has|作者|自|早于|含)[:：])?(?:["“”„＂]([^"“”„＂]*)["“”„＂]?|([^\s"“”„＂]+))/giu
const isOperator = /^(?:from|after|before|has|作者|自|早于|含)[:：]$/iu

/** Words, "phrases" and operators: `from:`, `after:`, `before:`, `has:file`, or 作者： 自： 早于： 含：文件. */
export function parseSearch(text: string): Search {
  const search: Search = {
    phrases: [],
    isOpenEnded: !/[\s"“”„＂]$/u.test(text),
    from: [],
    after: null,
    before: null,
    hasFile: false,
    problems: [],
  }
  for (const [, operator, quoted, bare] of text.matchAll(part)) {
    const value = (quoted ?? bare ?? '').trim()
    // An operator without a value is one that is still being written.
    if (value === '' || (bare && isOperator.test(bare))) continue
    if (operator) readOperator(search, operators[operator.toLowerCase()]!, value)
    else search.phrases.push({ text: value, isQuoted: quoted !== undefined })
  }
  return search
}

function readOperator(search: Search, operator: 'by' | 'after' | 'before' | 'has', value: string): void {
  if (operator === 'by') search.from.push(value)
  else if (operator === 'has') {
    if (/^(files?|文件|附件)$/iu.test(value)) search.hasFile = true
    else search.problems.push('rooms.search.noSuchThing')
  } else {
    const day = dayOf(value)
    if (day) search[operator] = day
    else search.problems.push('rooms.search.noSuchDay')
  }
}

/** Whether anything is asked for. */
export const asksForNothing = ({ phrases, from, after, before, hasFile }: Search): boolean =>
  phrases.length === 0 && from.length === 0 && !after && !before && !hasFile
