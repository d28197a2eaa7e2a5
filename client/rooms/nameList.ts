import type { Language } from '#shared/platform/language.shape.ts'

/** A list of names as one writes it: 甲、乙和丙 · A, B and C */
export const nameList = (names: readonly string[], language: Language): string =>
  new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type: 'conjunction' }).format(names)
