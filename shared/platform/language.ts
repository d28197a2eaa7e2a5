import { z } from 'zod'

export const languages = ['zh', 'en'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

/** A text that people read, in both languages, one of them authoritative. An empty one falls back to the other. */
export const bilingual = (longest: number) =>
  z
    .strictObject({
      zh: z.string().trim().max(longest),
      en: z.string().trim().max(longest),
      authoritative: Language,
    })
    .refine((text) => text[text.authoritative] !== '', { error: 'platform.field.required' })
export const Bilingual = bilingual(400)
export type Bilingual = z.infer<typeof Bilingual>

/** The text in the reader's language, or in the authoritative one where that is empty. */
export function inLanguage(text: Bilingual, language: Language): string {
  return text[language] || text[text.authoritative]
}
