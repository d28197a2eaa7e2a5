import type { Bilingual, Language } from './language.shape.ts'

export const languages = ['zh', 'en'] as const

/** `{name}` gives way to its value; one without a value stays as it is. */
export const filled = (text: string, values: Record<string, string | number> = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** The text in the reader's language, or in the authoritative one where that is empty. */
export function inLanguage(text: Bilingual, language: Language): string {
  return text[language] || text[text.authoritative]
}
