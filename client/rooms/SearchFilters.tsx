import './search.texts.ts'
import '#client/ui/mantineLate.ts'
import { Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { usePeople } from '#client/members/people.store.ts'
import { useRooms } from './rooms.store.ts'
import type { Sought } from './sought.ts'

interface Props {
  sought: Sought
  /** Within one room there is none to choose. */
  isRoomFixed: boolean
  onSeek(sought: Sought): void
}

/** The same as the operators that one may write, for those who would rather choose. */
export function SearchFilters({ sought, isRoomFixed, onSeek }: Props) {
  const { t, bi } = useText()
  const people = usePeople()
  const { open, archived } = useRooms()
  const change = (part: Partial<Sought>) => onSeek({ ...sought, ...part })
  return (
    <SimpleGrid cols={isRoomFixed ? 2 : { base: 2, sm: 4 }} spacing="xs" verticalSpacing="xs">
      <Select
        label={t('rooms.search.from')}
        placeholder={t('rooms.search.anybody')}
        clearable
        searchable
        limit={40}
        nothingFoundMessage={t('platform.nothingFound')}
        data={people.map(({ id, name }) => ({ value: id, label: bi(name) }))}
        value={sought.from || null}
        onChange={(from) => change({ from: from ?? '' })}
      />
      {!isRoomFixed && (
        <Select
          label={t('rooms.search.room')}
          placeholder={t('rooms.search.anyRoom')}
          clearable
          searchable
          nothingFoundMessage={t('platform.nothingFound')}
          data={[...open, ...archived].map(({ room }) => ({
            value: room.id,
            label: room.kind === 'backstage' ? t('rooms.backstageOf', { title: bi(room.title) }) : bi(room.title),
          }))}
          value={sought.room || null}
          onChange={(room) => change({ room: room ?? '' })}
        />
      )}
      <TextInput
        type="date"
        label={t('rooms.search.after')}
        value={sought.after}
        onChange={(event) => change({ after: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('rooms.search.before')}
        value={sought.before}
        onChange={(event) => change({ before: event.currentTarget.value })}
      />
      <Checkbox
        style={{ alignSelf: 'end' }}
        pb={8}
        label={t('rooms.search.hasFile')}
        checked={sought.hasFile}
        onChange={(event) => change({ hasFile: event.currentTarget.checked })}
      />
    </SimpleGrid>
  )
}
