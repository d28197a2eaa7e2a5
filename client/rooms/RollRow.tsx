import './roomsLate.texts.ts'
import { ActionIcon, Badge, Group, Menu, Stack, Text } from '@mantine/core'
import { Check, EllipsisVertical, UserX } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useOrganisation } from '#client/members/people.store.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { can } from '#shared/permissions.ts'
import type { Seat } from '#shared/rooms/room.shape.ts'
import { roomSeats } from '#shared/rooms/room.ts'
import { useRoomTalk } from './roomContext.ts'
import { useToldCommand } from './useToldCommand.ts'

interface Props {
  seat: Seat
  person: Person
  isHere: boolean
}

export function RollRow({ seat, person, isHere }: Props) {
  const { t, bi } = useText()
  const organisation = useOrganisation(person.organisation)
  return (
    <Group gap="sm" wrap="nowrap">
      <PersonAvatar person={person} size={36} isHere={isHere} />
      <Stack gap={0} flex={1} miw={0}>
        <Text size="sm" fw={600} truncate>
          {bi(person.name)}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {[bi(person.title), organisation ? bi(organisation.name) : ''].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      {seat.seat !== 'participant' && (
        <Badge size="sm" variant="light" color={seat.seat === 'observer' ? 'gray' : 'brand'}>
          {t(`rooms.seat.${seat.seat}`)}
        </Badge>
      )}
      <SeatMenu seat={seat} person={person} />
    </Group>
  )
}

/** For those who run the room: another seat, or none any more, with a reason. */
function SeatMenu({ seat, person }: Pick<Props, 'seat' | 'person'>) {
  const { t, bi } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const grant = useToldCommand('seat.grant')
  const remove = useCommand('seat.remove')
  const [isRemoving, setRemoving] = useState(false)
  const subject = { ...ofRoom, target: seat, targetPerson: person.id }
  const isOpen = ofRoom.room.state === 'open'
  const mayGrant = isOpen && can(actor, 'seat.grant', subject)
  const mayRemove = isOpen && can(actor, 'seat.remove', subject)
  if (!mayGrant && !mayRemove) return null
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.seatMenu', { name: bi(person.name) })}>
            <EllipsisVertical size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayGrant && <Menu.Label>{t('rooms.seat')}</Menu.Label>}
          {mayGrant &&
            roomSeats.map((kind) => (
              <Menu.Item
                key={kind}
                disabled={kind === seat.seat || grant.isPending}
                rightSection={kind === seat.seat ? <Check size={14} aria-hidden /> : null}
                onClick={() => void grant.run({ room, person: person.id, seat: kind })}
              >
                {t(`rooms.seat.${kind}`)}
              </Menu.Item>
            ))}
          {mayRemove && (
            <Menu.Item color="red" leftSection={<UserX size={15} aria-hidden />} onClick={() => setRemoving(true)}>
              {t('rooms.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isRemoving && (
        <ConfirmWithReason
          title={t('rooms.remove.title', { name: bi(person.name) })}
          body={t('rooms.remove.body')}
          action={t('rooms.remove')}
          isDangerous
          deed={{ ...remove, run: (reason) => remove.run({ room, person: person.id, reason }) }}
          onClose={() => setRemoving(false)}
          onDone={() => setRemoving(false)}
        />
      )}
    </>
  )
}
