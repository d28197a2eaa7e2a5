import { useMemo } from 'react'
import { create } from 'zustand'
import type { Language } from '#shared/platform/language.shape.ts'
import { inLanguage, languages } from '#shared/platform/language.ts'
import type { RefusalShape } from '#shared/platform/refusal.ts'
import { sentence } from '#shared/refusals.ts'
import { dateText, type Place, relativeText, timeText } from './platform/moments.ts'
import { type TextKey, texts } from './texts.ts'

/** `{name}` stands for a value. Where `{count}` decides the form, English gives both; Chinese has one. */
export type Texts = Record<string, { zh: string; en: string | { one: string; other: string } }>
export type TextValues = Record<string, string | number>

const storageKey = 'chandelier.language'

/** What this device was set to, or null where nobody has chosen here yet. */
export function chosenLanguage(): Language | null {
  const stored = localStorage.getItem(storageKey)
  return languages.find((language) => language === stored) ?? null
}

/** The language shown, and the time zone of the times shown: the person's own, or the device's before sign-in. */
export const usePlace = create<Place>(() => ({
  language: chosenLanguage() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}))

const markDocument = ({ language }: Place) => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
markDocument(usePlace.getState())
usePlace.subscribe(markDocument)

export const currentLanguage = (): Language => usePlace.getState().language

/** Shows everything in `language` at once and remembers it on this device. */
export function showIn(language: Language) {
  localStorage.setItem(storageKey, language)
  usePlace.setState({ language })
}

/** The words of a key outside of React, in the present language. */
export const textOf = (key: TextKey, values?: TextValues): string => wordsOf(key, currentLanguage(), values)

export function useText() {
  const { language, timeZone } = usePlace()
  return useMemo(() => {
    const place = { language, timeZone }
    return {
      language,
      t: (key: TextKey, values?: TextValues) => wordsOf(key, language, values),
      /** The hub's "no" as a sentence. */
      say: (refusal: Pick<RefusalShape, 'key' | 'details'>) => sentence(refusal.key, language, refusal.details.values),
      /** A bilingual text, in the authoritative language where this one is empty; titles know no authoritative one. */
      bi: (text: { zh: string; en: string; authoritative?: Language }) =>
        inLanguage({ authoritative: language === 'zh' ? 'en' : 'zh', ...text }, language),
      date: (ms: number) => dateText(ms, place),
      time: (ms: number) => timeText(ms, place),
      /** "3 minutes ago"; older than a week: the date. */
      relative: (ms: number, now = Date.now()) => relativeText(ms, { ...place, now }),
    }
  }, [language, timeZone])
}
export type Text = ReturnType<typeof useText>

function wordsOf(key: TextKey, language: Language, values: TextValues = {}): string {
  const words = texts[key]?.[language] ?? key
  const form = typeof words === 'string' ? words : words[values['count'] === 1 ? 'one' : 'other']
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
