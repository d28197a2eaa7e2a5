import { CsvError, parse } from 'csv-parse/sync'
import type { Election, MarkedBallot } from '#shared/decisions/ballots.ts'
import { distinct } from '#shared/decisions/distinct.ts'
import { FileFault } from '#shared/decisions/faults.ts'

const countColumn = /^(count|ballots|票数|张数)$/i
const cross = /^[x×✓✔√]$/i

/**
 * Reads a table of ballots: the candidates' names in the first row, then one ballot to a row, or as many as a column
 * `count` says. A cell holds a rank from 1, points, or an x; an empty one nothing. Throws a FileFault.
 */
export function readBallotCsv(text: string): Election {
  const [header, ...rows] = rowsOf(text)
  if (!header) throw new FileFault(1, 'empty')
  const countAt = header.cells.findIndex((cell) => countColumn.test(cell))
  const columns = header.cells.map((_, at) => at).filter((at) => at !== countAt)
  const unnamed = columns.find((at) => header.cells[at] === '')
  if (unnamed !== undefined) throw new FileFault(header.line, 'unnamed', { column: unnamed + 1 })
  const candidates = distinct(columns.map((at) => header.cells[at]!))
  const ballots = new Map<string, { count: number; marks: MarkedBallot['marks'] }>()
  for (const row of rows) {
    if (row.cells.length > header.cells.length) throw new FileFault(row.line, 'tooManyCells')
    const count = countAt < 0 ? 1 : timesIn(row.cells[countAt] ?? '', row.line)
    const marks = columns.map((at) => markIn(row.cells[at] ?? '', row.line))
    const known = ballots.get(marks.join())
    if (known) known.count += count
    else ballots.set(marks.join(), { count, marks })
  }
  return { title: '', seats: null, candidates, withdrawn: [], lots: [], marked: [...ballots.values()] }
}

function rowsOf(text: string): { line: number; cells: string[] }[] {
  try {
    const options = { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true }
    const rows = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new FileFault(Number(error['lines'] ?? 1), 'openQuote')
  }
}

function timesIn(cell: string, line: number): number {
  const count = Number(cell)
  if (cell === '' || !Number.isSafeInteger(count) || count < 0) throw new FileFault(line, 'badCount', { found: cell })
  return count
}

function markIn(cell: string, line: number): number | null {
  if (cell === '') return null
  if (cross.test(cell)) return 1
  if (!/^\d{1,6}$/.test(cell)) throw new FileFault(line, 'badMark', { found: cell })
  return Number(cell)
}
