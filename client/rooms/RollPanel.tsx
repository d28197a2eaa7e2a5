import './roomsLate.texts.ts'
import '#client/ui/mantineLate.ts'
import { Drawer, Stack, Text, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { type Lamp, lampIn, usePresence } from '#client/platform/presence.store.ts'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import { can } from '#shared/permissions.ts'
import { roomSeats } from '#shared/rooms/room.ts'
import { fittingPeople } from './mentions.ts'
import { RollRow } from './RollRow.tsx'
import { useRoll } from './roll.ts'
import { useRoomTalk } from './roomContext.ts'
import { SeatSomebody } from './SeatSomebody.tsx'

const searchFrom = 12
const lamps: Lamp[] = ['here', 'away', 'gone']

/** Who belongs to the room, those here first; those who run it give seats and take them back. */
export function RollPanel({ onClose }: { onClose(): void }) {
  const { t } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const { seated, isKnown, refusal, readAgain } = useRoll(room)
  const presence = usePresence(room)
  const people = usePeopleById()
  const [text, setText] = useState('')
  const mayGrant =
    ofRoom.room.state === 'open' &&
    can(actor, 'seat.grant', {
      ...ofRoom,
      target: null,
      targetPerson: '',
      becomes: 'participant',
    })
  const known = [...seated.values()].flatMap((seat) => {
    const person = people.get(seat.id)
    return person ? [{ seat, person, lamp: lampIn(presence, seat.id) }] : []
  })
  const wanted = new Set(
    fittingPeople(
      known.map(({ person }) => ({ person, nearness: 0 })),
      text.trim(),
      known.length,
    ).map(({ id }) => id),
  )
  const shown = known
    .filter(({ person }) => wanted.has(person.id))
    .sort(
      (a, b) =>
        lamps.indexOf(a.lamp) - lamps.indexOf(b.lamp) ||
        roomSeats.indexOf(a.seat.seat) - roomSeats.indexOf(b.seat.seat),
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={360}
      title={t('rooms.rollOf', { count: seated.size })}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {!isKnown && refusal && <ErrorState refusal={refusal} onRetry={readAgain} />}
      {!isKnown && !refusal && <ListSkeleton />}
      {isKnown && (
        <Stack gap="xs">
          {mayGrant && <SeatSomebody seated={seated} />}
          {seated.size >= searchFrom && (
            <TextInput
              leftSection={<Search size={15} aria-hidden />}
              placeholder={t('rooms.roll.search')}
              aria-label={t('rooms.roll.search')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          {shown.map(({ seat, person, lamp }) => (
            <RollRow key={person.id} seat={seat} person={person} lamp={lamp} />
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed" py="md" ta="center">
              {t('platform.nothingFound')}
            </Text>
          )}
        </Stack>
      )}
    </Drawer>
  )
}
