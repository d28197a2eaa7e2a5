import type { Text } from '#client/i18n.ts'
import { csvText, saveAs } from '#client/platform/sheets.ts'
import type { QueryOutput } from '#shared/contract.ts'
import type { Fault, Import } from '#shared/members/import.shape.ts'
import { type ImportField, type ImportKind, importColumns } from '#shared/members/import.ts'
import type { Person } from '#shared/members/person.shape.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { importTexts } from './import.texts.ts'
import type { HandedFile } from './importFile.ts'

type Column = Record<Language, string>
const columnsOf = (kind: ImportKind) => importColumns[kind] as Partial<Record<ImportField, Column>>
const csvType = 'text/csv;charset=utf-8'

/** The headings alone: an example line would be imported by whoever forgets it. */
export function saveTemplate(kind: ImportKind, language: Language): void {
  const headings = Object.values(columnsOf(kind)).map((column) => column[language])
  saveAs(`${importTexts[`members.import.kind.${kind}`][language]}.csv`, csvType, csvText([headings]))
}

/** What is wrong with a line, in the reader's language. */
export const faultsText = (text: Text, kind: ImportKind, faults: readonly Fault[]): string =>
  faults.map((fault) => faultText(text, kind, fault)).join(text.language === 'zh' ? '' : ' ')

function faultText({ t, say, language }: Text, kind: ImportKind, { field, key, values }: Fault): string {
  const reason = say({ key, details: { values } })
  const column = field === null ? undefined : columnsOf(kind)[field]?.[language]
  return column ? t('members.import.fault', { column, reason }) : reason
}

/** The wrong lines as they stood, with number and reasons behind them, to be mended and brought in again. */
export function saveWrongLines(text: Text, { kind, name, preview }: HandedFile): void {
  const { headings, lines } = preview
  const head = [...headings, text.t('members.import.wrong.line'), text.t('members.import.wrong.reason')]
  const rows = lines
    .filter(({ verdict }) => verdict === 'wrong')
    .map(({ line, cells = [], faults }) => {
      const whole = headings.map((_, at) => cells[at] ?? '')
      return [...whole, line, faultsText(text, kind, faults)]
    })
  const save = `${name.replace(/\.\w+$/, '')}-${text.t('members.import.wrong')}.csv`
  saveAs(save, csvType, csvText([head, ...rows]))
}

export function saveLinks(
  { t, bi, language }: Text,
  { name }: Import,
  { links, people }: { links: QueryOutput<'import.links'>['links']; people: ReadonlyMap<string, Person> },
): void {
  const head = [t('members.name'), importColumns.people.email[language], t('members.import.links.link')]
  const rows = links.map(({ person: id, email, link }) => {
    const person = people.get(id)
    return [person ? bi(person.name) : '', email, new URL(link, location.origin).href]
  })
  saveAs(`${name.replace(/\.\w+$/, '')}-${t('members.import.links')}.csv`, csvType, csvText([head, ...rows]))
}
