import '#client/ui/mantineLate.ts'
import { Group, Select, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { clusterSeats } from '#shared/platform/actor.ts'

interface Props {
  sought: { text: string; seat: string; organisation: string }
  onChange(field: string, value: string): void
}

export function PeopleFilters({ sought, onChange }: Props) {
  const { t } = useText()
  return (
    <Group gap="sm" role="search">
      <TextInput
        flex={1}
        miw={{ base: '100%', xs: 200 }}
        type="search"
        aria-label={t('members.people.search')}
        placeholder={t('members.people.search')}
        leftSection={<Search size={16} aria-hidden />}
        value={sought.text}
        onChange={(event) => onChange('text', event.currentTarget.value)}
      />
      <Select
        aria-label={t('members.seat')}
        placeholder={t('members.seat.any')}
        clearable
        w={{ base: 'calc(50% - 6px)', xs: 160 }}
        data={clusterSeats.map((seat) => ({ value: seat, label: t(`seat.${seat}`) }))}
        value={sought.seat || null}
        onChange={(seat) => onChange('seat', seat ?? '')}
      />
      <OrganisationSelect
        aria-label={t('members.organisation')}
        placeholder={t('members.organisation.any')}
        w={{ base: 'calc(50% - 6px)', xs: 240 }}
        value={sought.organisation || null}
        onChange={(organisation) => onChange('organisation', organisation ?? '')}
      />
    </Group>
  )
}

/** A member organisation, or none. */
export function OrganisationSelect(props: Omit<React.ComponentProps<typeof Select<string>>, 'data'>) {
  const { t, bi } = useText()
  const { data } = useAsk('organisations.list', {})
  return (
    <Select
      clearable
      searchable
      nothingFoundMessage={t('platform.nothingFound')}
      data={(data?.organisations ?? []).map(({ id, name }) => ({ value: id, label: bi(name) }))}
      {...props}
    />
  )
}
