import { Menu } from '@mantine/core'
import {
  Archive,
  ArchiveRestore,
  Bell,
  DoorOpen,
  Landmark,
  PencilLine,
  ScrollText,
  Theater,
  Users,
  Vote,
  Webhook,
} from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import type { Framed } from '#client/ui/LatePopup.tsx'
import { MenuFrame } from '#client/ui/MenuFrame.tsx'
import { can } from '#shared/permissions.ts'
import { allows } from '#shared/platform/life.ts'
import { isSeated, roomLife } from '#shared/rooms/room.ts'
import { fetchSoon } from './lateParts.ts'
import type { RoomDialog } from './RoomMenu.tsx'
import { useRoomTalk } from './roomContext.ts'
import { useRoomsState } from './rooms.store.ts'

interface Props extends Framed {
  onOpenRoll(): void
  onOpen(dialog: RoomDialog): void
}

export function RoomMenuItems({ onOpenRoll, onOpen, ...framed }: Props) {
  const { t } = useText()
  const { room: id, ofRoom, actor } = useRoomTalk()
  const { room } = ofRoom
  const backstage = useRoomsState(({ board }) => Object.values(board).find((listed) => listed.room.frontRoom === id))
  const isLounge = room.kind === 'lounge'
  const mayDescribe = isLounge && can(actor, 'lounge.describe', ofRoom) && allows(roomLife, room.state, 'describe')
  const mayArchive = isLounge && can(actor, 'lounge.archive', ofRoom) && allows(roomLife, room.state, 'archive')
  const mayReopen = isLounge && can(actor, 'lounge.reopen', ofRoom) && allows(roomLife, room.state, 'reopen')
  const mayLeave = isLounge && isSeated(ofRoom) && can(actor, 'room.leave', ofRoom)
  useEffect(() => {
    fetchSoon('roll', 'tuning')
    if (mayDescribe) fetchSoon('lounge')
    if (isLounge) fetchSoon('hooks')
    if (mayArchive || mayReopen) fetchSoon('archive')
    if (mayLeave) fetchSoon('leave')
  }, [mayDescribe, isLounge, mayArchive, mayReopen, mayLeave])
  return (
    <MenuFrame {...framed}>
      <Menu.Item leftSection={<Users size={16} aria-hidden />} onClick={onOpenRoll}>
        {t('rooms.roll')}
      </Menu.Item>
      <Menu.Item leftSection={<Bell size={16} aria-hidden />} onClick={() => onOpen('tuning')}>
        {t('platform.notices')}
      </Menu.Item>
      {backstage && (
        <Menu.Item leftSection={<Theater size={16} aria-hidden />} component={Link} to={`/rooms/${backstage.room.id}`}>
          {t('rooms.toBackstage')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<ScrollText size={16} aria-hidden />} component={Link} to={`/rooms/${id}/record`}>
        {t('rooms.record')}
      </Menu.Item>
      <Menu.Item leftSection={<Vote size={16} aria-hidden />} component={Link} to={`/rooms/${id}/decisions`}>
        {t('rooms.decisions')}
      </Menu.Item>
      {isLounge && (
        <Menu.Item leftSection={<Landmark size={16} aria-hidden />} component={Link} to={`/rooms/${id}/elections`}>
          {t('rooms.elections')}
        </Menu.Item>
      )}
      {mayDescribe && (
        <Menu.Item leftSection={<PencilLine size={16} aria-hidden />} onClick={() => onOpen('describe')}>
          {t('rooms.describe')}
        </Menu.Item>
      )}
      {isLounge && (
        <Menu.Item leftSection={<Webhook size={16} aria-hidden />} onClick={() => onOpen('hooks')}>
          {t('rooms.hooks')}
        </Menu.Item>
      )}
      {mayArchive && (
        <Menu.Item leftSection={<Archive size={16} aria-hidden />} onClick={() => onOpen('archive')}>
          {t('rooms.archive')}
        </Menu.Item>
      )}
      {mayReopen && (
        <Menu.Item leftSection={<ArchiveRestore size={16} aria-hidden />} onClick={() => onOpen('reopen')}>
          {t('rooms.reopen')}
        </Menu.Item>
      )}
      {mayLeave && (
        <Menu.Item leftSection={<DoorOpen size={16} aria-hidden />} onClick={() => onOpen('leave')}>
          {t('rooms.leave')}
        </Menu.Item>
      )}
    </MenuFrame>
  )
}
