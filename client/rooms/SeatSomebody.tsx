import './roomsLate.texts.ts'
import '#client/ui/mantineLate.ts'
import { Button, Group, Select } from '@mantine/core'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { usePeople } from '#client/members/people.store.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Seat } from '#shared/rooms/room.shape.ts'
import { useRoomTalk } from './roomContext.ts'

/** Gives somebody who is not on the roll a seat. */
export function SeatSomebody({ seated }: { seated: ReadonlyMap<string, Seat> }) {
  const { t, bi } = useText()
  const { room } = useRoomTalk()
  const people = usePeople()
  const grant = useCommand('seat.grant')
  const [person, setPerson] = useState<string | null>(null)
  const free = people.filter(({ id, state }) => state === 'active' && !seated.has(id))

  async function seat() {
    if (person && (await grant.run({ room, person, seat: 'participant' }))) setPerson(null)
  }
  return (
    <>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Select
          flex={1}
          searchable
          clearable
          placeholder={t('rooms.seatSomebody')}
          aria-label={t('rooms.seatSomebody')}
          nothingFoundMessage={t('platform.nothingFound')}
          limit={40}
          data={free.map(({ id, name }) => ({ value: id, label: bi(name) }))}
          value={person}
          onChange={setPerson}
        />
        <Button
          leftSection={<UserPlus size={16} aria-hidden />}
          disabled={person === null}
          loading={grant.isPending}
          onClick={() => void seat()}
        >
          {t('rooms.seatThem')}
        </Button>
      </Group>
      <FormRefusal refusal={grant.refusal} />
    </>
  )
}
