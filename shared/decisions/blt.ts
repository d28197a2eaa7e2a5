import { type Election, leftOut, type RankedBallot, ranksOf } from './ballots.ts'
import { BltTokens } from './bltTokens.ts'
import { distinct } from './distinct.ts'
import { FileFault } from './faults.ts'
import { namesIn } from './quoted.ts'

type RankedElection = Extract<Election, { ranked: unknown }>

/**
 * Reads a BLT file: candidates and seats; those who have withdrawn as negative numbers; ballots as
 * `count candidate candidate=candidate - candidate 0`, where `=` shares a rank and `-` leaves one out; a 0; the names and
 * the title. Options in brackets: `[withdrawn 4]`, `[tie 3 2 1]` for the order of lots, `[nick a b c]`. What follows a `#` is a
 * comment. Throws a FileFault.
 */
export function readBlt(text: string): RankedElection {
  return new BltReader(text).read()
}

class BltReader {
  readonly #words: BltTokens
  #candidates = 0
  #seats = 0
  readonly #withdrawn = new Set<number>()
  #lots: number[] = []
  readonly #nicks = new Map<string, number>()
  readonly #ballots = new Map<string, { count: number; ranking: readonly number[] }>()

  constructor(text: string) {
    this.#words = new BltTokens(text)
  }

  read(): RankedElection {
    this.#readHeader()
    for (let option = this.#words.option(); option !== null; option = this.#words.option()) this.#readOption(option)
    while (this.#readBallot()) {
      // Goes on to the 0 that closes them all.
    }
    const { names, title } = this.#readNames()
    return {
      title,
      seats: this.#seats,
      candidates: distinct(names),
      withdrawn: [...this.#withdrawn].sort((one, other) => one - other),
      lots: this.#lots,
      ranked: [...this.#ballots.values()] satisfies RankedBallot[],
    }
  }

  #readHeader(): void {
    const [candidates, seats] = [this.#words.next(), this.#words.next()]
    if (candidates === null) throw new FileFault(1, 'empty')
    const isWhole = (word: string | null) => word !== null && /^[1-9]\d{0,4}$/.test(word)
    if (!isWhole(candidates) || !isWhole(seats)) throw new FileFault(this.#words.line, 'header')
    this.#candidates = Number(candidates)
    this.#seats = Number(seats)
  }

  #readOption(option: string): void {
    const [name, ...words] = option.split(/\s+/)
    if (name === 'nick') for (const [index, nick] of words.entries()) this.#nicks.set(nick, index)
    else if (name === 'withdrawn') for (const word of words) this.#withdrawn.add(this.#candidate(word))
    else if (name === 'tie') this.#lots = words.map((word) => this.#candidate(word))
    else throw new FileFault(this.#words.line, 'unknownOption', { found: option })
  }

  /** False after the 0 that closes the ballots. */
  #readBallot(): boolean {
    const word = this.#words.next()
    const { line } = this.#words
    if (word === null) throw new FileFault(line, 'endsEarly')
    if (word === '0') return false
    if (/^-[1-9]\d*$/.test(word)) {
      this.#withdrawn.add(this.#candidate(word.slice(1)))
      return true
    }
    if (!/^\d+$/.test(word)) throw new FileFault(line, 'notANumber', { found: word })
    const count = Number(word)
    if (!Number.isSafeInteger(count)) throw new FileFault(line, 'badCount', { found: word })
    const rest = this.#words.upToZero()
    if (rest === null) throw new FileFault(line, 'endsEarly')
    const known = this.#ballots.get(rest)
    if (known) known.count += count
    else this.#ballots.set(rest, { count, ranking: this.#ranking(rest, line) })
    return true
  }

  #ranking(text: string, line: number): number[] {
    const ranking: number[] = []
    const seen = new Set<number>()
    const words = new BltTokens(text.replace(/\s*=\s*/g, '='))
    for (let word = words.next(); word !== null; word = words.next()) {
      if (word === '-') {
        ranking.push(leftOut)
        continue
      }
      for (const [index, one] of word.split('=').entries()) {
        const candidate = this.#candidate(one, line + words.line - 1)
        if (seen.has(candidate)) throw new FileFault(line, 'twice', { candidate: candidate + 1 })
        seen.add(candidate)
        ranking.push(index === 0 ? candidate : ~candidate)
      }
    }
    return ranking
  }

  #candidate(word: string, line = this.#words.line): number {
    const nick = this.#nicks.get(word)
    if (nick !== undefined) return nick
    if (!/^\d+$/.test(word)) throw new FileFault(line, 'notANumber', { found: word })
    const candidate = Number(word) - 1
    if (candidate < 0 || candidate >= this.#candidates) {
      throw new FileFault(line, 'noSuchCandidate', { candidate: word, candidates: this.#candidates })
    }
    return candidate
  }

  #readNames(): { names: string[]; title: string } {
    const { line } = this.#words
    const names = namesIn(this.#words.restLines(), this.#candidates)
    const missing = names.length < this.#candidates ? names.length + 1 : null
    if (missing !== null) throw new FileFault(line, 'nameMissing', { candidate: missing })
    return { names: names.slice(0, this.#candidates), title: names.slice(this.#candidates).join(' ') }
  }
}

/** A BLT file of ranked ballots, each sort of ballot on one line, in an order that says nothing of who came when. */
export function writeBlt({ title, seats, candidates, withdrawn, ranked }: RankedElection): string {
  const ballots = ranked.map(({ count, ranking }) => {
    const ranks = ranksOf(ranking).map((rank) => rank.map((candidate) => candidate + 1).join('=') || '-')
    return { count, text: [...ranks, '0'].join(' ') }
  })
  ballots.sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1))
  // One name is one line: a line break within would end it, and a backslash at its end would swallow the mark that closes it.
  const quoted = (name: string) =>
    `"${name.replace(/\s+/g, ' ').trim().replaceAll('\\', '\\\\').replaceAll('"', '""')}"`
  return [
    `${candidates.length} ${seats ?? 1}`,
    ...(withdrawn.length > 0 ? [withdrawn.map((candidate) => `-${candidate + 1}`).join(' ')] : []),
    ...ballots.map(({ count, text }) => `${count} ${text}`),
    '0',
    ...candidates.map(quoted),
    quoted(title),
    '',
  ].join('\n')
}
