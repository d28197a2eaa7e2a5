import { ActionIcon, Badge, Text, Title, UnstyledButton } from '@mantine/core'
import { Archive, ArrowLeft, Lock, Users } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { usePresence } from '#client/platform/presence.store.ts'
import { Hint } from '#client/ui/Hint.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { runsRoom } from '#shared/rooms/room.ts'
import { lateParts, opens } from './lateParts.ts'
import { RoomFinds } from './RoomFinds.tsx'
import classes from './RoomHeader.module.css'
import { RoomMenu } from './RoomMenu.tsx'
import { useRoomTalk } from './roomContext.ts'

const RollPanel = latePart(async () => (await lateParts.roll()).RollPanel)
const OrderMenu = latePart(async () => (await lateParts.order()).OrderMenu)
const mostFaces = 4

/** Which room this is, what it is about, who is here, and what one may do with it. */
export function RoomHeader() {
  const { t, bi } = useText()
  const { ofRoom, actor } = useRoomTalk()
  const { room } = ofRoom
  const [isRollOpen, setRollOpen] = useState(false)
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.back}
        component={Link}
        to={room.frontRoom ? `/rooms/${room.frontRoom}` : '/rooms'}
        variant="subtle"
        color="gray"
        aria-label={t(room.frontRoom ? 'rooms.toFrontRoom' : 'rooms.toList')}
        data-is-always={room.frontRoom !== null || undefined}
      >
        <ArrowLeft size={19} aria-hidden />
      </ActionIcon>
      <div className={classes.names}>
        <div className={classes.titleLine}>
          <Title order={1} className={classes.title}>
            {bi(room.title)}
          </Title>
          {room.access !== 'open' && room.kind === 'lounge' && (
            <Hint label={t(`rooms.access.${room.access}`)}>
              <Lock size={14} role="img" aria-label={t(`rooms.access.${room.access}`)} className={classes.mark} />
            </Hint>
          )}
          {room.kind === 'backstage' && (
            <Badge variant="light" flex="none">
              {t('rooms.backstage')}
            </Badge>
          )}
          {room.state === 'archived' && (
            <Badge variant="light" flex="none" color="gray" leftSection={<Archive size={12} aria-hidden />}>
              {t('rooms.archived')}
            </Badge>
          )}
        </div>
        {bi(room.topic) && (
          <Text className={classes.topic} title={bi(room.topic)}>
            {bi(room.topic)}
          </Text>
        )}
      </div>
      <RoomFinds />
      <WhoIsHere onOpen={() => setRollOpen(true)} />
      {runsRoom(actor, ofRoom) && (
        <Suspense>
          <OrderMenu />
        </Suspense>
      )}
      <RoomMenu onOpenRoll={() => setRollOpen(true)} />
      {isRollOpen && (
        <Suspense>
          <RollPanel onClose={() => setRollOpen(false)} />
        </Suspense>
      )}
    </header>
  )
}

function WhoIsHere({ onOpen }: { onOpen(): void }) {
  const { t } = useText()
  const { room } = useRoomTalk()
  const { here, count } = usePresence(room)
  const people = usePeopleById()
  const faces = [...here].flatMap((id) => people.get(id) ?? []).slice(0, mostFaces)
  return (
    <Hint label={t('rooms.roll')}>
      <UnstyledButton
        className={classes.here}
        onClick={onOpen}
        aria-label={t('rooms.here', { count })}
        {...opens('roll')}
      >
        <span className={classes.faces} aria-hidden>
          {faces.map((person) => (
            <PersonAvatar key={person.id} person={person} size={26} />
          ))}
        </span>
        <Users size={16} aria-hidden className={classes.mark} />
        <span className={classes.count}>{count}</span>
      </UnstyledButton>
    </Hint>
  )
}
