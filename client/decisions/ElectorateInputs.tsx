import '#client/ui/mantineLate.ts'
import './draft.texts.ts'
import './rule.texts.ts'
import { MultiSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { useRoll } from '#client/rooms/roll.ts'
import type { Terms, TermsProps } from './DecisionDialog.tsx'

type Electorate = NonNullable<Terms['electorate']>

/** Whose votes count, and who stands aside. */
export function ElectorateInputs({ room, terms, onChange }: TermsProps & { room: string }) {
  const { t } = useText()
  const { seated } = useRoll(room)
  const { electorate = {} } = terms
  const set = (part: Partial<Electorate>) => onChange({ electorate: { ...electorate, ...part } })
  const entitled = [...seated.values()].filter(({ seat }) => seat !== 'observer').map(({ id }) => id)
  const voters = electorate.voters ?? 'members'
  const named = voters === 'members' ? [] : voters
  const asked = new Set((terms.rule?.conditions ?? []).flatMap(({ votersOf }) => votersOf ?? []))
  const barred = Object.keys(electorate.barred ?? {})
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {voters === 'members'
          ? t('decisions.terms.members', { count: entitled.length })
          : t('decisions.terms.people', { count: named.length })}
      </Text>
      <SegmentedControl
        aria-label={t('decisions.draft.seat')}
        value={electorate.seat ?? 'person'}
        data={(['person', 'organisation'] as const).map((value) => ({
          value,
          label: t(`decisions.terms.seat.${value}`),
        }))}
        onChange={(seat) => set({ seat: seat as 'person' | 'organisation' })}
      />
      <PeopleInput
        label={t('decisions.draft.voters')}
        hint={t('decisions.draft.voters.hint')}
        among={entitled}
        people={named}
        onChange={(people) => set({ voters: people.length === 0 ? 'members' : people })}
      />
      {[...asked].map((name) => (
        <PeopleInput
          key={name}
          label={t('decisions.draft.class', { class: name })}
          among={named.length > 0 ? named : entitled}
          people={Object.keys(electorate.classes ?? {}).filter((person) => electorate.classes?.[person] === name)}
          onChange={(people) => {
            const others = Object.entries(electorate.classes ?? {}).filter(([, other]) => other !== name)
            set({ classes: Object.fromEntries([...others, ...people.map((person) => [person, name] as const)]) })
          }}
        />
      ))}
      <PeopleInput
        label={t('decisions.draft.barred')}
        among={entitled}
        people={barred}
        onChange={(people) => set({ barred: Object.fromEntries(people.map((person) => [person, 'drafter' as const])) })}
      />
      <PeopleInput
        label={t('decisions.draft.scrutineers')}
        among={entitled}
        people={terms.scrutineers ?? []}
        onChange={(scrutineers) => onChange({ scrutineers })}
      />
    </Stack>
  )
}

interface PeopleProps {
  label: string
  hint?: string
  among: readonly string[]
  people: readonly string[]
  onChange(people: string[]): void
}

function PeopleInput({ label, hint, among, people, onChange }: PeopleProps) {
  const { t, bi } = useText()
  const known = usePeopleById()
  const nameOf = (id: string) => {
    const person = known.get(id)
    return person ? bi(person.name) : t('rooms.formerMember')
  }
  return (
    <MultiSelect
      searchable
      limit={50}
      label={label}
      description={hint}
      value={[...people]}
      data={[...new Set([...among, ...people])].map((id) => ({ value: id, label: nameOf(id) }))}
      onChange={onChange}
    />
  )
}
