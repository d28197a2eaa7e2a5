import { stringify } from 'csv-stringify/browser/esm/sync'
import type { Act } from '#shared/rooms/moderation.contract.ts'
import { nameIn, type RecordWords, sentenceOf } from './record.ts'

/** The record as a table for a spreadsheet, in the reader's language. */
export function recordCsv(words: RecordWords, acts: readonly Act[]): string {
  const { t } = words.text
  const columns = [
    t('rooms.record.column.entry'),
    t('rooms.record.column.at'),
    t('rooms.record.column.by'),
    t('rooms.record.column.act'),
    t('rooms.record.column.reason'),
  ]
  const rows = acts.map((act) => [
    act.seq,
    new Date(act.at).toISOString(),
    nameIn(words, act.by),
    sentenceOf(words, act),
    act.reason,
  ])
  // Without the mark, spreadsheets take Chinese for something else; without the escape, a name could be a formula.
  return stringify([columns, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' })
}

export const recordJson = (words: RecordWords, acts: readonly Act[]): string =>
  JSON.stringify(
    acts.map((act) => ({ ...act, at: new Date(act.at).toISOString(), sentence: sentenceOf(words, act) })),
    null,
    2,
  )

/** Hands a text to the browser as a file. */
export function saveAs(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
