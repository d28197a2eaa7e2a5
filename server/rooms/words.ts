/** A text as it is compared, and where each of its units stood in the original; null where nothing has moved. */
interface Folded {
  text: string
  origins: { starts: Uint32Array; ends: Uint32Array } | null
}

/** A run of letters: of a script that is written without spaces, or one word. Places are those of the folded text. */
export interface Run {
  isHan: boolean
  text: string
  at: number
}

/** The most words of one message that are found again; what is written by people has fewer. */
const mostWords = 6000
const longestWord = 32
/** By so many letters a word is found while it is still being written. */
const beginningLength = 3

const cluster = /\P{M}\p{M}*|\p{M}+/gu
const runs =
  /([[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]&&[\p{L}\p{N}\p{M}]]+)|([[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]]+)/gv

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** Compatible forms and case made alike (NFKC, lower case); traditional and simplified characters stay what they are. */
export function fold(text: string): Folded {
  const whole = folded(text)
  if (whole.length === text.length && text.normalize('NFKC') === text) return { text: whole, origins: null }
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (const { 0: original, index } of text.matchAll(cluster)) {
    const part = folded(original)
    parts.push(part)
    for (let unit = 0; unit < part.length; unit++) {
      starts.push(index)
      ends.push(index + original.length)
    }
  }
  return { text: parts.join(''), origins: { starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) } }
}

/** Where a stretch of the folded text stands in the original. */
export function originOf({ origins }: Folded, from: number, to: number): [number, number] {
  return origins ? [origins.starts[from]!, origins.ends[to - 1]!] : [from, to]
}

export function runsOf({ text }: Pick<Folded, 'text'>): Run[] {
  return Array.from(text.matchAll(runs), ({ 0: run, 1: han, index }) => ({
    isHan: han !== undefined,
    text: run,
    at: index,
  }))
}

/** The characters of a run and the pairs of neighbours among them. */
function* charactersAndPairs(run: string): Generator<string> {
  let before = ''
  for (const character of run) {
    yield character
    if (before !== '') yield before + character
    before = character
  }
}

const beginningOf = (word: string) => `${word.slice(0, beginningLength)}*`

function* wordsIn(text: string): Generator<string> {
  for (const { isHan, text: run } of runsOf(fold(text))) {
    if (isHan) yield* charactersAndPairs(run)
    else {
      yield run.slice(0, longestWord)
      if (run.length >= beginningLength) yield beginningOf(run)
    }
  }
}

/**
 * What a text is found by: characters and pairs of characters of Chinese, Japanese and Korean, other words as a whole
 * and by their beginning. The same text has the same words in the same order.
 */
export function wordsOf(text: string): string[] {
  const words = new Set<string>()
  for (const word of wordsIn(text)) {
    words.add(word)
    if (words.size === mostWords) break
  }
  return [...words]
}

/** The words that a text must have to hold this run; `isBeginning` where the run may go on. They suffice for no proof. */
export function wordsToFind({ isHan, text }: Pick<Run, 'isHan' | 'text'>, isBeginning: boolean): string[] {
  if (!isHan) {
    return [isBeginning && text.length >= beginningLength ? beginningOf(text) : text.slice(0, longestWord)]
  }
  const all = [...charactersAndPairs(text)]
  return all.length === 1 ? all : all.filter((_, place) => place > 0 && place % 2 === 0)
}
