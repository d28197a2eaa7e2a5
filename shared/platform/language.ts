import type { Bilingual, Language } from './language.shape.ts'

export const languages = ['zh', 'en'] as const

/** The text in the reader's language, or in the authoritative one where that is empty. */
export function inLanguage(text: Bilingual, language: Language): string {
  return text[language] || text[text.authoritative]
}
