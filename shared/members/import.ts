/** What a table of organisations or people may hold, and how long an import can be taken back. */
export const importKinds = ['organisations', 'people'] as const
export type ImportKind = (typeof importKinds)[number]

/** Of one file. */
export const mostImportLines = 2000
export const mostImportColumns = 100
export const mostImportBytes = 1_000_000
/** A file is handed over in pieces, each of which fits a frame as base64. */
export const importPieceBytes = 40_000
export const mostImportPieces = Math.ceil(mostImportBytes / importPieceBytes)

const undoableMs = 24 * 3600_000
export const undoableUntil = ({ at }: { at: number }): number => at + undoableMs

/** Seats that a table may give. Those with a say over others are given by hand, one by one. */
export const importableSeats = ['delegate', 'expert', 'observer'] as const

interface Column {
  zh: string
  en: string
  /** What else such a column may be called, in either language. */
  also: readonly string[]
}

/** A table's columns, in the order of the template. Each kind needs a name; people need an address too. */
export const importColumns = {
  organisations: {
    nameZh: { zh: '中文名称', en: 'Name (Chinese)', also: ['名称', '单位', '单位名称', '企业名称', 'name zh'] },
    nameEn: { zh: '英文名称', en: 'Name (English)', also: ['name', 'organisation', 'organization', 'name en'] },
    sectors: { zh: '行业代码', en: 'Sector codes', also: ['行业', 'sectors', 'sector'] },
    province: { zh: '省份', en: 'Province', also: ['省', '地区'] },
    site: { zh: '网址', en: 'Website', also: ['网站', 'site', 'url'] },
  },
  people: {
    nameZh: { zh: '中文姓名', en: 'Name (Chinese)', also: ['姓名', 'name zh'] },
    nameEn: { zh: '英文姓名', en: 'Name (English)', also: ['name', 'full name', 'name en'] },
    email: { zh: '邮箱', en: 'E-mail', also: ['电子邮箱', '电子邮件', '邮件', 'mail', 'email address'] },
    organisation: { zh: '单位', en: 'Organisation', also: ['单位名称', '所属单位', '公司', 'organization', 'company'] },
    titleZh: { zh: '中文职务', en: 'Title (Chinese)', also: ['职务', '职位', 'title zh'] },
    titleEn: { zh: '英文职务', en: 'Title (English)', also: ['title', 'title en'] },
    seats: { zh: '席位', en: 'Seats', also: ['seat'] },
    language: { zh: '语言', en: 'Language', also: [] },
    timeZone: { zh: '时区', en: 'Time zone', also: ['timezone'] },
  },
} as const satisfies Record<ImportKind, Record<string, Column>>

type Columns = typeof importColumns
export type ImportField = { [Kind in ImportKind]: keyof Columns[Kind] }[ImportKind]
export const importFields = [
  ...new Set(importKinds.flatMap((kind) => Object.keys(importColumns[kind]))),
] as ImportField[]

/** Headings that mean the same have one key, whatever their case, width, brackets and marks. */
const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()*:_\-/·.]/g, '')

/** The field that a heading names; null for a column that is not known. */
export function fieldOf(kind: ImportKind, heading: string): ImportField | null {
  return fieldsByHeading[kind].get(headingKey(heading)) ?? null
}

const headingsOf = (columns: Record<string, Column>) =>
  new Map(
    Object.entries(columns).flatMap(([field, { zh, en, also }]) =>
      [zh, en, ...also].map((name) => [headingKey(name), field as ImportField] as const),
    ),
  )
const fieldsByHeading: Record<ImportKind, ReadonlyMap<string, ImportField>> = {
  organisations: headingsOf(importColumns.organisations),
  people: headingsOf(importColumns.people),
}

/** Names that mean the same have one key: whatever their case, width and spaces. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
