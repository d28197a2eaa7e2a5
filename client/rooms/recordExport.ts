import { csvText } from '#client/platform/sheets.ts'
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
  return csvText([columns, ...rows])
}

export const recordJson = (words: RecordWords, acts: readonly Act[]): string =>
  JSON.stringify(
    acts.map((act) => ({ ...act, at: new Date(act.at).toISOString(), sentence: sentenceOf(words, act) })),
    null,
    2,
  )
