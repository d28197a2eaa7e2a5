import { createInstance } from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { inLanguage, type Language, languages } from '#shared/platform/language.ts'
import type { RefusalShape } from '#shared/platform/refusal.ts'
import { sentence } from '#shared/refusals.ts'
import { dateText, relativeText, timeText } from './platform/moments.ts'
import { type TextKey, texts } from './texts.ts'

/** Where a number decides the form, English gives both: `{ one: '{count} person', other: '{count} people' }`. */
export type Texts = Record<string, { zh: string; en: string | { one: string; other: string } }>
export type TextValues = Record<string, string | number>

function resourcesOf(language: Language): Record<string, string> {
  const entries = Object.entries(texts as Texts).flatMap(([key, text]): [string, string][] => {
    const words = text[language]
    return typeof words === 'string'
      ? [[key, words]]
      : [
          [`${key}_one`, words.one],
          [`${key}_other`, words.other],
        ]
  })
  return Object.fromEntries(entries)
}

const storageKey = 'chandelier.language'
const isLanguage = (name: string | null): name is Language => languages.some((language) => language === name)

/** What this device was set to, or null where nobody has chosen here yet. */
export function chosenLanguage(): Language | null {
  const stored = localStorage.getItem(storageKey)
  return isLanguage(stored) ? stored : null
}

export const i18n = createInstance()
i18n.on('languageChanged', (language) => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
})
i18n.use(initReactI18next).init({
  lng: chosenLanguage() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  resources: { zh: { translation: resourcesOf('zh') }, en: { translation: resourcesOf('en') } },
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
})

export const currentLanguage = (): Language => (i18n.language === 'en' ? 'en' : 'zh')

/** Shows everything in `language` at once and remembers it on this device. */
export function showIn(language: Language) {
  localStorage.setItem(storageKey, language)
  void i18n.changeLanguage(language)
}

/** The time zone in which times are shown: the person's own, or the device's before anyone has signed in. */
export const useTimeZone = create<{ timeZone: string }>(() => ({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}))

/** The sentence of a key outside of React, in the present language. */
export const textOf = (key: TextKey, values?: TextValues): string => i18n.t(key, values ?? {})

export function useText() {
  const { i18n: shown } = useTranslation(undefined, { i18n })
  const timeZone = useTimeZone((place) => place.timeZone)
  const language: Language = shown.language === 'en' ? 'en' : 'zh'
  return useMemo(() => {
    const translate = i18n.getFixedT(language)
    return {
      language,
      t: (key: TextKey, values?: TextValues): string => translate(key, values ?? {}),
      /** The hub's "no" as a sentence. */
      say: (refusal: Pick<RefusalShape, 'key' | 'details'>) => sentence(refusal.key, language, refusal.details.values),
      /** A bilingual text, in the authoritative language where this one is empty; titles know no authoritative one. */
      bi: (text: { zh: string; en: string; authoritative?: Language }) =>
        inLanguage({ authoritative: language === 'zh' ? 'en' : 'zh', ...text }, language),
      date: (ms: number) => dateText(ms, { language, timeZone }),
      time: (ms: number) => timeText(ms, { language, timeZone }),
      /** "3 minutes ago"; older than a week: the date. */
      relative: (ms: number, now = Date.now()) => relativeText(ms, { language, timeZone, now }),
    }
  }, [language, timeZone])
}
export type Text = ReturnType<typeof useText>
