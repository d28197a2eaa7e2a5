import { stringify } from 'csv-stringify/browser/esm/sync'

/** A table for a spreadsheet. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  // Without the mark, spreadsheets take Chinese for something else; without the escape, a name could be a formula.
  stringify(rows as (string | number)[][], { bom: true, escape_formulas: true, record_delimiter: 'windows' })

/** Hands a text to the browser as a file. */
export function saveAs(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
