import type { Search } from '#shared/rooms/search.ts'
import { fold, originOf, type Run, runsOf, wordsToFind } from './words.ts'

/** Runs that must follow each other, whatever stands between them; `isOpenEnded` where the last may go on. */
export interface Phrase {
  runs: Run[]
  isOpenEnded: boolean
}
type Stretch = [from: number, to: number]

/** What a text has to hold, read from what was asked: `LED灯` is a word and a character that follows it. */
export function phrasesOf({ phrases, isOpenEnded }: Pick<Search, 'phrases' | 'isOpenEnded'>): Phrase[] {
  const read = phrases.map(({ text, isQuoted }, place) => ({
    runs: runsOf(fold(text)),
    isOpenEnded: isOpenEnded && !isQuoted && place === phrases.length - 1,
  }))
  return read.filter(({ runs }) => runs.length > 0)
}

/** The words by which texts with these phrases are found. */
export function wordsOfPhrases(phrases: readonly Phrase[]): string[] {
  const words = phrases.flatMap(({ runs, isOpenEnded }) =>
    runs.flatMap((run, place) => wordsToFind(run, isOpenEnded && place === runs.length - 1)),
  )
  return [...new Set(words)]
}

/** Where the phrases stand in a text, in order and without overlaps; null where one of them is missing. */
export function stretchesOf(text: string, phrases: readonly Phrase[]): Stretch[] | null {
  const whole = fold(text)
  const runs = runsOf(whole)
  const found: Stretch[] = []
  for (const phrase of phrases) {
    const places = phrase.runs.length === 1 ? singleIn(runs, phrase) : severalIn(runs, phrase)
    if (places.length === 0) return null
    found.push(...places)
  }
  return joined(found).map(([from, to]) => originOf(whole, from, to))
}

function singleIn(runs: readonly Run[], { runs: [wanted], isOpenEnded }: Phrase): Stretch[] {
  const { isHan, text } = wanted!
  return runs.flatMap((run): Stretch[] => {
    if (run.isHan !== isHan) return []
    if (isHan) return placesIn(run, text)
    return fitsWord(run, text, isOpenEnded) ? [[run.at, run.at + text.length]] : []
  })
}

const fitsWord = (run: Run, text: string, isOpenEnded: boolean) =>
  isOpenEnded ? run.text.startsWith(text) : run.text === text

function placesIn({ text, at }: Run, wanted: string): Stretch[] {
  const places: Stretch[] = []
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
    places.push([at + from, at + from + wanted.length])
  }
  return places
}

function severalIn(runs: readonly Run[], { runs: wanted, isOpenEnded }: Phrase): Stretch[] {
  const last = wanted.length - 1
  return runs.flatMap((first, start): Stretch[] => {
    const fits = wanted.every((piece, place) => {
      const run = runs[start + place]
      if (run?.isHan !== piece.isHan) return false
      if (place === 0 && piece.isHan) return run.text.endsWith(piece.text)
      if (place === last && piece.isHan) return run.text.startsWith(piece.text)
      return fitsWord(run, piece.text, isOpenEnded && place === last)
    })
    if (!fits) return []
    const from = first.at + first.text.length - wanted[0]!.text.length
    return [[from, runs[start + last]!.at + wanted[last]!.text.length]]
  })
}

function joined(stretches: Stretch[]): Stretch[] {
  const inOrder = stretches.toSorted((a, b) => a[0] - b[0])
  const whole: Stretch[] = []
  for (const [from, to] of inOrder) {
    const last = whole.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else whole.push([from, to])
  }
  return whole
}
