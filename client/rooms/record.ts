import type { Text } from '#client/i18n.ts'
import type { Person } from '#shared/members/person.shape.ts'
import type { Act } from '#shared/rooms/moderation.contract.ts'
import type { RoomRules } from '#shared/rooms/moderation.shape.ts'

export interface RecordWords {
  text: Text
  people: ReadonlyMap<string, Person>
}

export function nameIn({ text, people }: RecordWords, person: string | null): string {
  if (person === 'system') return text.t('rooms.record.hub')
  const found = person === null ? undefined : people.get(person)
  return found ? text.bi(found.name) : text.t('rooms.formerMember')
}

/** An act as a plain sentence; its reason stands beside it. */
export function sentenceOf(words: RecordWords, act: Act): string {
  const { t, bi, date, time } = words.text
  return t(`rooms.act.${act.act}`, {
    by: nameIn(words, act.by),
    who: nameIn(words, act.person),
    title: act.title ? bi(act.title) : '',
    seat: act.seat ? t(`rooms.seat.${act.seat}`) : '',
    seats: (act.seats ?? []).map((seat) => t(`seat.${seat}`)).join(words.text.language === 'zh' ? '、' : ', '),
    until: act.until === null ? '' : `${date(act.until)} ${time(act.until)}`,
    rules: act.rules ? rulesText(words, act.rules) : '',
    outcome: act.outcome ? t(`rooms.report.outcome.${act.outcome}`) : '',
    count: act.count ?? 0,
  })
}

function rulesText({ text: { t, language } }: RecordWords, rules: RoomRules): string {
  const parts = [
    ...(rules.slowSeconds > 0 ? [t('rooms.rule.slow', { seconds: rules.slowSeconds })] : []),
    ...(rules.perMinute > 0 ? [t('rooms.rule.perMinute', { count: rules.perMinute })] : []),
    t('rooms.rule.write', { circle: t(`rooms.circle.${rules.write}`) }),
    t('rooms.rule.attach', { circle: t(`rooms.circle.${rules.attach}`) }),
    t('rooms.rule.callAll', { circle: t(`rooms.circle.${rules.callAll}`) }),
  ]
  return parts.join(language === 'zh' ? '；' : '; ')
}
