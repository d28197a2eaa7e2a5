import './moderation.texts.ts'
import './roomsLate.texts.ts'
import { ActionIcon, Badge, Group, Menu, Stack, Text } from '@mantine/core'
import { Check, EllipsisVertical, Mic, MicOff, UserX } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useOrganisation } from '#client/members/people.store.ts'
import { StatusLine } from '#client/members/StatusLine.tsx'
import type { Lamp } from '#client/platform/presence.store.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import { Hint } from '#client/ui/Hint.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { can } from '#shared/permissions.ts'
import type { RoomSeat, Seat } from '#shared/rooms/room.shape.ts'
import { isDemotion, roomSeats } from '#shared/rooms/room.ts'
import { MuteDialog } from './MuteDialog.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { useRoomTalk } from './roomContext.ts'
import { useToldCommand } from './useToldCommand.ts'

interface Props {
  seat: Seat
  person: Person
  lamp: Lamp
}

export function RollRow({ seat, person, lamp }: Props) {
  const { t, bi } = useText()
  const organisation = useOrganisation(person.organisation)
  return (
    <Group gap="sm" wrap="nowrap">
      <PersonAvatar person={person} size={36} lamp={lamp} />
      <Stack gap={0} flex={1} miw={0}>
        <Text size="sm" fw={600} truncate>
          {bi(person.name)}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {[bi(person.title), organisation ? bi(organisation.name) : ''].filter(Boolean).join(' · ')}
        </Text>
        <StatusLine person={person.id} />
      </Stack>
      {seat.seat !== 'participant' && (
        <Badge size="sm" variant="light" color={seat.seat === 'observer' ? 'gray' : 'brand'}>
          {t(`rooms.seat.${seat.seat}`)}
        </Badge>
      )}
      <Muted seat={seat} />
      <SeatMenu seat={seat} person={person} />
    </Group>
  )
}

/** A mute that has not ended yet. */
function muteOf({ mute }: Seat) {
  return mute && mute.until > serverNow() ? mute : null
}

function Muted({ seat }: Pick<Props, 'seat'>) {
  const { t, time, date } = useText()
  const mute = muteOf(seat)
  if (!mute) return null
  const label = t('rooms.mute.until', { until: `${date(mute.until)} ${time(mute.until)}` })
  return (
    <Hint label={`${label} · ${t('rooms.reasonGiven', { reason: mute.reason })}`} width={320}>
      <MicOff size={15} role="img" aria-label={label} />
    </Hint>
  )
}

/** For those who run the room: another seat, or none any more, with a reason. */
function SeatMenu({ seat, person }: Pick<Props, 'seat' | 'person'>) {
  const { t, bi } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const grant = useToldCommand('seat.grant')
  const [dialog, setDialog] = useState<'remove' | 'mute' | 'unmute' | null>(null)
  const [lower, setLower] = useState<RoomSeat | null>(null)
  const subject = { ...ofRoom, target: seat, targetPerson: person.id }
  const isOpen = ofRoom.room.state === 'open'
  const given = roomSeats.filter((becomes) => isOpen && can(actor, 'seat.grant', { ...subject, becomes }))
  const mayRemove = isOpen && can(actor, 'seat.remove', subject)
  const isMuted = muteOf(seat) !== null
  const mayMute = isOpen && ofRoom.room.kind === 'lounge' && can(actor, 'seat.mute', subject)
  const mayUnmute = isMuted && can(actor, 'seat.unmute', subject)
  const name = bi(person.name)
  const of = { room, person: person.id }
  if (given.length === 0 && !mayRemove && !mayMute && !mayUnmute) return null
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.seatMenu', { name: bi(person.name) })}>
            <EllipsisVertical size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {given.length > 0 && <Menu.Label>{t('rooms.seat')}</Menu.Label>}
          {given.map((kind) => (
            <Menu.Item
              key={kind}
              disabled={kind === seat.seat || grant.isPending}
              rightSection={kind === seat.seat ? <Check size={14} aria-hidden /> : null}
              onClick={() => (isDemotion(seat.seat, kind) ? setLower(kind) : void grant.run({ ...of, seat: kind }))}
            >
              {t(`rooms.seat.${kind}`)}
            </Menu.Item>
          ))}
          {mayUnmute && (
            <Menu.Item leftSection={<Mic size={15} aria-hidden />} onClick={() => setDialog('unmute')}>
              {t('rooms.unmute')}
            </Menu.Item>
          )}
          {mayMute && !isMuted && (
            <Menu.Item leftSection={<MicOff size={15} aria-hidden />} onClick={() => setDialog('mute')}>
              {t('rooms.mute')}
            </Menu.Item>
          )}
          {mayRemove && (
            <Menu.Item color="red" leftSection={<UserX size={15} aria-hidden />} onClick={() => setDialog('remove')}>
              {t('rooms.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {lower && <Lower {...of} name={name} becomes={lower} onClose={() => setLower(null)} />}
      {dialog === 'mute' && <MuteDialog {...of} name={name} onClose={() => setDialog(null)} />}
      {dialog === 'unmute' && <Unmute {...of} name={name} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && <RemoveDialog {...of} name={name} onClose={() => setDialog(null)} />}
    </>
  )
}

/** Gives somebody, or oneself, a seat with fewer rights, for a reason. */
function Lower(props: { room: string; person: string; name: string; becomes: RoomSeat; onClose(): void }) {
  const { room, person, name, becomes, onClose } = props
  const { t } = useText()
  const { me } = useRoomTalk()
  const grant = useCommand('seat.grant')
  const seat = t(`rooms.seat.${becomes}`)
  const isOwn = person === me
  return (
    <ConfirmWithReason
      title={isOwn ? t('rooms.lower.own.title', { seat }) : t('rooms.lower.title', { name, seat })}
      body={t(isOwn ? 'rooms.lower.own.body' : 'rooms.lower.body')}
      action={t('rooms.lower')}
      deed={{ ...grant, run: (reason) => grant.run({ room, person, seat: becomes, reason }) }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}

/** Lets somebody write again before their mute ends, for a reason. */
function Unmute({ name, onClose, ...of }: { room: string; person: string; name: string; onClose(): void }) {
  const { t } = useText()
  const unmute = useCommand('seat.unmute')
  return (
    <ConfirmWithReason
      title={t('rooms.unmute.title', { name })}
      body={t('rooms.unmute.body')}
      action={t('rooms.unmute')}
      deed={{ ...unmute, run: (reason) => unmute.run({ ...of, reason }) }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}
