import '#client/ui/mantineLate.ts'
import './profile.texts.ts'
import { Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { ArrowDownAZ, Search } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { filters, type Order, orders, type Sought } from './directory.ts'
import { useOrganisations } from './people.store.ts'
import { sectorName } from './sectorNames.ts'

interface Props {
  sought: Sought
  order: Order
  onChange(field: string, value: string): void
}

export function PeopleFilters({ sought, order, onChange }: Props) {
  const words = useText()
  const { t } = words
  const { data: counts } = useAsk('people.counts', sought, { keepsPrevious: true })
  const organisations = new Map(useOrganisations().map(({ id, name }) => [id, words.bi(name)]))
  const nameOf = {
    seat: (seat: string) => t(`seat.${seat as ClusterSeat}`),
    organisation: (id: string) => organisations.get(id) ?? id,
    sector: (code: string) => sectorName(code, words),
    province: (province: string) => province,
    expertise: (tag: string) => tag,
  }
  return (
    <Stack gap="sm" role="search">
      <Group gap="sm">
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
          aria-label={t('members.order')}
          leftSection={<ArrowDownAZ size={16} aria-hidden />}
          w={{ base: '100%', xs: 180 }}
          allowDeselect={false}
          data={orders.map((value) => ({ value, label: t(`members.order.${value}`) }))}
          value={order}
          onChange={(wanted) => onChange('order', wanted === orders[0] ? '' : (wanted ?? ''))}
        />
      </Group>
      <SimpleGrid cols={{ base: 2, xs: 3, md: 5 }} spacing="sm" verticalSpacing="sm">
        {filters.map((filter) => (
          <Select
            key={filter}
            aria-label={t(`members.filter.${filter}`)}
            placeholder={t(`members.filter.${filter}`)}
            clearable
            searchable
            nothingFoundMessage={t('platform.nothingFound')}
            clearButtonProps={{ 'aria-label': t('members.filter.clear', { filter: t(`members.filter.${filter}`) }) }}
            data={optionsOf(counts?.[filter] ?? [], { wanted: sought[filter], nameOf: nameOf[filter] })}
            value={sought[filter] || null}
            onChange={(value) => onChange(filter, value ?? '')}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

/** Each value with how many it would leave; what is chosen stays on the list even where that is nobody. */
function optionsOf(
  counts: readonly { value: string; count: number }[],
  { wanted, nameOf }: { wanted: string; nameOf(value: string): string },
) {
  const isListed = wanted === '' || counts.some(({ value }) => value === wanted)
  const all = isListed ? counts : [{ value: wanted, count: 0 }, ...counts]
  return all.map(({ value, count }) => ({ value, label: `${nameOf(value)} (${count})` }))
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
