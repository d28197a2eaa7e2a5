import { ask } from '#client/platform/hub.ts'
import { csvText } from '#client/platform/sheets.ts'
import { reasonIn } from '#shared/causes.ts'
import type { QueryAsk } from '#shared/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Act } from '#shared/rooms/moderation.contract.ts'
import { nameIn, type RecordWords, sentenceOf } from './record.ts'

/**
 * Every act that is sought, newest first, page by page; null where it was stopped. Where the hub asks to wait, it
 * waits; rejects with any other Refusal.
 */
export async function readRecord(
  sought: QueryAsk<'room.record'>,
  signal: AbortSignal,
  onProgress: (count: number) => void,
): Promise<Act[] | null> {
  const all: Act[] = []
  for (let before: number | null | undefined; before !== null && !signal.aborted; ) {
    try {
      const page = await ask('room.record', { ...sought, ...(before === undefined ? {} : { before }) })
      all.push(...page.acts)
      before = page.before
      onProgress(all.length)
    } catch (thrown) {
      const waitMs = thrown instanceof Refusal ? thrown.details.retryAfterMs : undefined
      if (waitMs === undefined) throw thrown
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  return signal.aborted ? null : all
}

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
    reasonIn(act, words.text.language),
  ])
  return csvText([columns, ...rows])
}

export const recordJson = (words: RecordWords, acts: readonly Act[]): string =>
  JSON.stringify(
    acts.map((act) => ({
      ...act,
      at: new Date(act.at).toISOString(),
      sentence: sentenceOf(words, act),
      reason: reasonIn(act, words.text.language),
    })),
    null,
    2,
  )
