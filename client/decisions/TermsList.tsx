import '#client/ui/mantineLate.ts'
import './decisions.texts.ts'
import './rule.texts.ts'
import { DataList } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { useRoll } from '#client/rooms/roll.ts'
import { methodNames } from '#shared/decisions/count.texts.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { MajorityRule } from '#shared/decisions/majority.ts'
import { presets } from '#shared/decisions/presets.ts'
import { useRuleSentences } from './useRuleSentences.ts'

/** Who votes, and by which rules. */
export function TermsList({ room, decision }: { room: string; decision: Decision }) {
  const { t, bi, date, time, language } = useText()
  const people = usePeopleById()
  const electorate = useElectorateWords(room, decision)
  const ruleSentences = useRuleSentences()
  const { method, seats, rule, preset, secrecy, closesAt, closesEarly, isChangeable, noNeedsReason } = decision
  const nameOf = (id: string) => {
    const found = people.get(id)
    return found ? bi(found.name) : t('rooms.formerMember')
  }
  const methodWords = method === 'yes-no' ? t('decisions.terms.yesNo') : methodNames[method][language]
  const rows: [string, ReactNode[]][] = [
    [t('decisions.terms.electorate'), electorate],
    [
      t('decisions.terms.method'),
      [methodWords, ...(method === 'yes-no' ? [] : [t('decisions.terms.seats', { count: seats })])],
    ],
    ...(rule
      ? [
          [
            t('decisions.terms.rule'),
            [
              ...ruleSentences(rule as MajorityRule),
              ...(noNeedsReason ? [t('decisions.terms.noNeedsReason')] : []),
              ...(preset ? [t('decisions.terms.source', { source: presets[preset].source })] : []),
            ],
          ] as [string, ReactNode[]],
        ]
      : []),
    [
      t('decisions.terms.secrecy'),
      [t(`decisions.secrecy.${secrecy}`), ...(isChangeable ? [t('decisions.terms.changeable')] : [])],
    ],
    [
      t('decisions.terms.closing'),
      [
        closesAt === null
          ? t('decisions.terms.closing.never')
          : t('decisions.closesAt', { date: date(closesAt), time: time(closesAt) }),
        ...(closesEarly ? [t('decisions.terms.closing.early')] : []),
      ],
    ],
    ...(decision.scrutineers.length > 0
      ? [[t('decisions.terms.scrutineers'), decision.scrutineers.map(nameOf)] as [string, ReactNode[]]]
      : []),
  ]
  return (
    <DataList orientation="vertical">
      {rows.map(([label, values]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          {values.map((value, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences without a life of their own
            <DataList.ItemValue key={at}>{value}</DataList.ItemValue>
          ))}
        </DataList.Item>
      ))}
    </DataList>
  )
}

function useElectorateWords(room: string, { electorate, roll }: Decision): string[] {
  const { t } = useText()
  const { seated } = useRoll(room)
  const writing = [...seated.values()].filter(({ seat }) => seat !== 'observer').length
  const { voters, seat, weights, mostProxies, barred } = electorate
  const who = roll
    ? t('decisions.terms.roll', { count: roll.size })
    : voters === 'members'
      ? t('decisions.terms.members', { count: writing })
      : t('decisions.terms.people', { count: voters.length })
  const aside = Object.keys(barred).length
  return [
    who,
    t(`decisions.terms.seat.${seat}`),
    ...(weights ? [t('decisions.terms.weighted')] : []),
    ...(mostProxies > 0 ? [t('decisions.terms.proxies', { count: mostProxies })] : []),
    ...(aside > 0 ? [t('decisions.terms.barred', { count: aside })] : []),
  ]
}
