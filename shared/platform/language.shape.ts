import { z } from 'zod'
import { languages } from './language.ts'

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
