import { FileFault } from './faults.ts'

const [newline, hash, comma, widest] = [10, 35, 44, 32]
/** Spaces, tabs, ends of lines, and the commas that spreadsheets leave behind. */
const isSpace = (code: number) => code <= widest || code === comma || code === 0xa0

/** Walks through the text of a BLT file, word by word, and knows its line. */
export class BltTokens {
  line = 1
  #at = 0
  readonly #text: string

  constructor(text: string) {
    // A byte order mark of a spreadsheet.
    this.#text = text.startsWith('\ufeff') ? text.slice(1) : text
  }

  /** The next word; null at the end. Comments and commas are passed over. */
  next(): string | null {
    this.#skip()
    if (this.#at >= this.#text.length) return null
    const start = this.#at
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at)
      if (isSpace(code) || code === hash) break
      this.#at++
    }
    return this.#text.slice(start, this.#at)
  }

  /** What stands in brackets here; null where nothing does. */
  option(): string | null {
    this.#skip()
    if (this.#text[this.#at] !== '[') return null
    const end = this.#text.indexOf(']', this.#at)
    if (end < 0) throw new FileFault(this.line, 'unknownOption', { found: this.#lineFrom(this.#at) })
    const option = this.#text.slice(this.#at + 1, end).trim()
    this.#at = end + 1
    return option
  }

  /** The text of one whole ballot after its count, up to the 0 that closes it; null where the file ends first. */
  upToZero(): string | null {
    const start = this.#at
    for (let word = this.next(); word !== null; word = this.next()) {
      if (word === '0') return this.#text.slice(start, this.#at - 1)
    }
    return null
  }

  /** The lines that are left, each with its number; empty ones and comments left out. */
  restLines(): { line: number; text: string }[] {
    const rest = this.#text.slice(this.#at).split(/\r\n|\n|\r/)
    return rest
      .map((text, index) => ({ line: this.line + index, text: text.trim().replace(/^,+$/, '') }))
      .filter(({ text }) => text !== '' && !text.startsWith('#'))
  }

  #skip(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === newline) this.line++
      else if (code === hash) this.#at = this.#endOfLine() - 1
      else if (!isSpace(code)) return
    }
  }

  #endOfLine(): number {
    const end = this.#text.indexOf('\n', this.#at)
    return end < 0 ? this.#text.length : end
  }

  #lineFrom(at: number): string {
    return this.#text
      .slice(at, at + 40)
      .split('\n')[0]!
      .trim()
  }
}
