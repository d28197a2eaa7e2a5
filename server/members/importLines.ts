import type { z } from 'zod'
import { memberCommands } from '#shared/members/contract.ts'
import { TimeZone } from '#shared/members/fields.shape.ts'
import type { Fault } from '#shared/members/import.shape.ts'
import { fieldOf, type ImportField, type ImportKind, importableSeats, importColumns } from '#shared/members/import.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { languages } from '#shared/platform/language.ts'
import { readTable, type Table, wrongFile } from './csvTable.ts'

/** Shapes of the commands by which one organisation is added and one person invited: a table knows no other rules. */
const OrganisationLine = memberCommands['organisation.add'].input
const PersonLine = memberCommands['person.invite'].input.omit({ organisation: true }).extend({
  timeZone: TimeZone.optional(),
})
export type NewOrganisation = z.output<typeof OrganisationLine>
export type NewPerson = z.output<typeof PersonLine>

/** A line as it stands for itself, before it is compared with who is there. */
export interface ReadLine {
  line: number
  name: string
  detail: string
  cells: string[]
  faults: Fault[]
  organisation: NewOrganisation | null
  person: NewPerson | null
  /** As the line names it; empty where it names none. */
  organisationName: string
}

export interface ReadFile extends Pick<Table, 'headings' | 'encoding'> {
  unknown: string[]
  lines: ReadLine[]
}

/** Longer than any field may be: enough to be told that it is too long. */
const longestCell = 1000

type Cell = (field: ImportField) => string

/** Reads a file without asking who is there. Refuses a file that is no table, or lacks a column that each line needs. */
export function readImportFile(kind: ImportKind, bytes: Uint8Array): ReadFile {
  const { headings, rows, encoding } = readTable(bytes, (heading) => fieldOf(kind, heading) !== null)
  const fields = headings.map((heading) => fieldOf(kind, heading))
  mustHaveColumns(kind, headings, fields)
  const lines = rows.map(({ line, cells }) => {
    const cell: Cell = (field) => plain(cells[fields.indexOf(field)] ?? '')
    const hidden = fields.flatMap((field) => (field !== null && /\p{Cc}/u.test(cell(field)) ? [field] : []))
    const read = kind === 'people' ? readPerson(cell) : readOrganisation(cell)
    const malformed = hidden.map((field) => fault(field, 'platform.field.malformed'))
    return { line, cells, ...read, faults: eachOnce([...malformed, ...read.faults]) }
  })
  const unknown = headings.filter((heading, at) => fields[at] === null && heading !== '')
  return { headings, encoding, unknown, lines }
}

function mustHaveColumns(kind: ImportKind, headings: string[], fields: (ImportField | null)[]): void {
  const twice = fields.findIndex((field, at) => field !== null && fields.indexOf(field) < at)
  if (twice !== -1) throw wrongFile('members.import.columnTwice', { column: headings[twice]! })
  const { zh, en } = kind === 'people' ? importColumns.people.email : importColumns.organisations.nameZh
  const hasName = fields.includes('nameZh') || fields.includes('nameEn')
  if (!hasName) throw wrongFile('members.import.noName')
  if (kind === 'people' && !fields.includes('email')) throw wrongFile('members.import.noColumn', { zh, en })
}

/** A cell's text, without the apostrophe that keeps a spreadsheet from taking it for a formula. */
const plain = (cell: string) =>
  cell
    .trim()
    .slice(0, longestCell)
    .replace(/^'(?=[=+\-@＝＋－＠])/, '')

const fault = (field: ImportField | null, key: string, values: Fault['values'] = {}): Fault => ({ field, key, values })

function readOrganisation(cell: Cell): Omit<ReadLine, 'line' | 'cells'> {
  const [zh, en] = [cell('nameZh'), cell('nameEn')]
  const { data = null, error } = OrganisationLine.safeParse({
    name: { zh, en, authoritative: zh ? 'zh' : 'en' },
    sectors: listIn(cell('sectors'), /[、,，;；/|\s]+/),
    province: cell('province'),
    site: cell('site'),
  })
  return {
    name: zh || en,
    detail: cell('province'),
    faults: faultsOf(error),
    organisation: data,
    person: null,
    organisationName: '',
  }
}

function readPerson(cell: Cell): Omit<ReadLine, 'line' | 'cells'> {
  const name = { zh: cell('nameZh'), en: cell('nameEn') }
  const language = languageOf(cell('language')) ?? (name.zh ? 'zh' : 'en')
  const seats = listIn(cell('seats'), /[、,，;；/|]+/)
  const known = [...new Set(seats.flatMap((seat) => seatOf(seat) ?? []))]
  const { data, error } = PersonLine.safeParse({
    email: cell('email'),
    name: { ...name, authoritative: name[language] ? language : language === 'zh' ? 'en' : 'zh' },
    title: { zh: cell('titleZh'), en: cell('titleEn') },
    seats: known.length > 0 ? known : ['delegate'],
    language,
    timeZone: cell('timeZone') || undefined,
  })
  const isLanguageKnown = cell('language') === '' || languageOf(cell('language')) !== null
  return {
    name: name.zh || name.en,
    detail: cell('email'),
    faults: [
      ...faultsOf(error),
      ...seats.flatMap(faultOfSeat),
      ...(isLanguageKnown ? [] : [fault('language', 'members.import.language')]),
    ],
    organisation: null,
    person: data ?? null,
    organisationName: cell('organisation'),
  }
}

const listIn = (text: string, between: RegExp) =>
  text
    .split(between)
    .map((part) => part.trim())
    .filter(Boolean)

const seatNames: Record<ClusterSeat, string[]> = {
  secretariat: ['secretariat', '秘书处'],
  chair: ['chair', '主席'],
  viceChair: ['vicechair', '副主席'],
  delegate: ['delegate', '代表'],
  expert: ['expert', '专家'],
  observer: ['observer', '观察员'],
}

function seatOf(name: string): ClusterSeat | null {
  const key = name.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')
  const [seat] = Object.entries(seatNames).find(([, names]) => names.includes(key)) ?? []
  return (seat as ClusterSeat | undefined) ?? null
}

function faultOfSeat(name: string): Fault[] {
  const seat = seatOf(name)
  if (seat === null) return [fault('seats', 'members.import.noSuchSeat', { seat: name })]
  const isImportable = (importableSeats as readonly ClusterSeat[]).includes(seat)
  return isImportable ? [] : [fault('seats', 'members.import.seatByHand', { seat: name })]
}

const languageNames = {
  zh: ['zh', 'zh-cn', '中文', '汉语', '简体中文', 'chinese'],
  en: ['en', '英文', '英语', 'english'],
}
function languageOf(name: string) {
  return languages.find((language) => languageNames[language].includes(name.normalize('NFKC').toLowerCase())) ?? null
}

const fieldsByPath: Record<string, ImportField> = {
  name: 'nameZh',
  'name.zh': 'nameZh',
  'name.en': 'nameEn',
  'title.zh': 'titleZh',
  'title.en': 'titleEn',
}

function faultsOf(error: z.ZodError | undefined): Fault[] {
  return (error?.issues ?? []).map(({ path, message, code }) => {
    const [first = ''] = path
    const field = fieldsByPath[path.join('.')] ?? (String(first) as ImportField)
    if (message.includes('.field.')) return fault(field, message)
    return fault(field, code === 'too_big' ? 'platform.field.tooLong' : 'platform.field.invalid')
  })
}

const eachOnce = (faults: Fault[]) => [...new Map(faults.map((one) => [`${one.field} ${one.key}`, one])).values()]
