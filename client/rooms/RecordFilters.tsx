import '#client/ui/mantineLate.ts'
import './record.texts.ts'
import { Select, SimpleGrid, TextInput } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { usePeople } from '#client/members/people.store.ts'
import type { ActKind } from '#shared/rooms/record.ts'

export interface RecordFilter {
  kind: ActKind | ''
  person: string
  /** Days of the reader's device, `yyyy-mm-dd`. */
  from: string
  to: string
}
export const noFilter: RecordFilter = { kind: '', person: '', from: '', to: '' }

interface Props {
  kinds: readonly ActKind[]
  filter: RecordFilter
  onChange(filter: RecordFilter): void
}

export function RecordFilters({ kinds, filter, onChange }: Props) {
  const { t, bi } = useText()
  const people = usePeople()
  const change = (part: Partial<RecordFilter>) => onChange({ ...filter, ...part })
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      <Select
        label={t('rooms.record.kind')}
        allowDeselect={false}
        data={[
          { value: '', label: t('rooms.record.kind.all') },
          ...kinds.map((kind) => ({ value: kind, label: t(`rooms.record.kind.${kind}`) })),
        ]}
        value={filter.kind}
        onChange={(kind) => change({ kind: (kind ?? '') as RecordFilter['kind'] })}
      />
      <Select
        label={t('rooms.record.person')}
        searchable
        clearable
        limit={40}
        placeholder={t('rooms.record.kind.all')}
        nothingFoundMessage={t('platform.nothingFound')}
        data={people.map(({ id, name }) => ({ value: id, label: bi(name) }))}
        value={filter.person || null}
        onChange={(person) => change({ person: person ?? '' })}
      />
      <TextInput
        type="date"
        label={t('rooms.record.from')}
        value={filter.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('rooms.record.to')}
        value={filter.to}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
    </SimpleGrid>
  )
}
