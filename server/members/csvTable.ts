import { CsvError, parse } from 'csv-parse/sync'
import { mostImportColumns, mostImportLines } from '#shared/members/import.ts'
import { Refusal } from '#shared/platform/refusal.ts'

export interface TableRow {
  /** The number of its first line in the file, from 1. */
  line: number
  cells: string[]
}

export interface Table {
  encoding: Encoding
  headings: string[]
  rows: TableRow[]
}

export type Encoding = 'utf-8' | 'utf-16le' | 'gb18030'

/** What spreadsheets put between cells, the usual one first. */
const delimiters = [',', ';', '\t']

/**
 * A table as spreadsheets save it: UTF-8, UTF-16 with its mark, or what a Chinese Excel writes (GB18030), told apart by
 * itself. `isKnown` says whether a heading means something, which tells what stands between the cells.
 */
export function readTable(bytes: Uint8Array, isKnown: (heading: string) => boolean): Table {
  if (isWorkbook(bytes)) throw wrongFile('members.import.workbook')
  const { text, encoding } = decoded(bytes)
  if (text.includes('\0')) throw wrongFile('members.import.encoding')
  const countKnown = (delimiter: string) => (recordsOf(text, delimiter, 1)[0]?.cells ?? []).filter(isKnown).length
  const [delimiter = ','] = delimiters.toSorted((a, b) => countKnown(b) - countKnown(a))
  const [head, ...rows] = recordsOf(text, delimiter, mostImportLines + 2)
  if (!head || rows.length === 0) throw wrongFile('members.import.empty')
  if (head.cells.length > mostImportColumns) {
    throw new Refusal('too_large', 'members.import.tooManyColumns', { values: { most: mostImportColumns } })
  }
  if (rows.length > mostImportLines) {
    throw new Refusal('too_large', 'members.import.tooManyLines', { values: { most: mostImportLines } })
  }
  return { encoding, headings: head.cells.map((cell) => cell.trim()), rows }
}

export const wrongFile = (key: string, values: Record<string, string | number> = {}) =>
  new Refusal('invalid_input', key, { values })

/** What spreadsheets save when nobody asks them for CSV: a ZIP, or the older compound file. */
function isWorkbook(bytes: Uint8Array): boolean {
  const starts = (...first: number[]) => first.every((byte, at) => bytes[at] === byte)
  return starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)
}

function decoded(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const isMarked16 = bytes[0] === 0xff && bytes[1] === 0xfe
  // Nearly every text is valid GB18030, hardly any but UTF-8 is valid UTF-8: the stricter one is asked first.
  for (const encoding of isMarked16 ? (['utf-16le'] as const) : (['utf-8', 'gb18030'] as const)) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch {}
  }
  throw wrongFile('members.import.encoding')
}

function recordsOf(text: string, delimiter: string, to: number): TableRow[] {
  try {
    // The parser counts lines by one kind of break only.
    const found = parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      delimiter,
      to,
      info: true,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return found.map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record }))
  } catch (error) {
    // A quotation mark that nothing closes swallows the rest of the file.
    if (error instanceof CsvError) throw wrongFile('members.import.broken', { line: Number(error['lines'] ?? 1) })
    throw error
  }
}

const breaksIn = (cells: string[]) => cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0)
