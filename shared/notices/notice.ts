import type { Language } from '#shared/platform/language.shape.ts'

/** A sentence per kind of notice. `{people}`, `{room}` and the notice's own values are filled in. */
export type NoticeTexts = Record<string, Record<Language, string>>

/** A notice in words. `names` are those who caused it, the latest first; `count` is how many there were. */
export function noticeSentence(
  texts: NoticeTexts,
  kind: string,
  given: { language: Language; names: readonly string[]; count: number; values: Record<string, string> },
): string {
  const { language, names, count, values } = given
  const all: Record<string, string> = { ...values, people: peopleNamed(names, count, language) }
  return (texts[kind]?.[language] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => all[name] ?? '')
}

const namedAtMost = 2

function peopleNamed(names: readonly string[], count: number, language: Language): string {
  const shown = names.slice(0, namedAtMost)
  if (language === 'zh') return count > shown.length ? `${shown.join('、')}等 ${count} 人` : shown.join('、')
  const others = count - shown.length
  if (others > 0) return `${shown.join(', ')} and ${others} ${others === 1 ? 'other' : 'others'}`
  return shown.join(' and ')
}
