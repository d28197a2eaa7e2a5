import { ActionIcon, Menu } from '@mantine/core'
import {
  Archive,
  ArchiveRestore,
  Bell,
  DoorOpen,
  EllipsisVertical,
  PencilLine,
  ScrollText,
  Theater,
  Users,
  Vote,
  Webhook,
} from 'lucide-react'
import { Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { latePart } from '#client/ui/latePart.tsx'
import { can } from '#shared/permissions.ts'
import { allows } from '#shared/platform/life.ts'
import { isSeated, roomLife } from '#shared/rooms/room.ts'
import { fetchSoon, lateParts } from './lateParts.ts'
import { useRoomTalk } from './roomContext.ts'
import { useRoomsState } from './rooms.store.ts'

const LoungeDialog = latePart(async () => (await lateParts.lounge()).LoungeDialog)
const TuningDialog = latePart(async () => (await lateParts.tuning()).TuningDialog)
const HooksPanel = latePart(async () => (await lateParts.hooks()).HooksPanel)
const LeaveDialog = latePart(async () => (await lateParts.leave()).LeaveDialog)
const ArchiveDialog = latePart(async () => (await lateParts.archive()).ArchiveDialog)

/** What one may do with the room as a whole. */
export function RoomMenu({ onOpenRoll }: { onOpenRoll(): void }) {
  const { t } = useText()
  const { room: id, ofRoom, actor } = useRoomTalk()
  const { room } = ofRoom
  const backstage = useRoomsState(({ board }) => Object.values(board).find((listed) => listed.room.frontRoom === id))
  const [dialog, setDialog] = useState<'describe' | 'tuning' | 'hooks' | 'archive' | 'reopen' | 'leave' | null>(null)
  const isLounge = room.kind === 'lounge'
  const mayDescribe = isLounge && can(actor, 'lounge.describe', ofRoom) && allows(roomLife, room.state, 'describe')
  const mayArchive = isLounge && can(actor, 'lounge.archive', ofRoom) && allows(roomLife, room.state, 'archive')
  const mayReopen = isLounge && can(actor, 'lounge.reopen', ofRoom) && allows(roomLife, room.state, 'reopen')
  const mayLeave = isLounge && isSeated(ofRoom) && can(actor, 'room.leave', ofRoom)

  function fetchDialogs() {
    fetchSoon('roll', 'tuning')
    if (mayDescribe) fetchSoon('lounge')
    if (isLounge) fetchSoon('hooks')
    if (mayArchive || mayReopen) fetchSoon('archive')
    if (mayLeave) fetchSoon('leave')
  }
  return (
    <>
      <Menu position="bottom-end" shadow="md" onOpen={fetchDialogs}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('rooms.menu')}>
            <EllipsisVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Users size={16} aria-hidden />} onClick={onOpenRoll}>
            {t('rooms.roll')}
          </Menu.Item>
          <Menu.Item leftSection={<Bell size={16} aria-hidden />} onClick={() => setDialog('tuning')}>
            {t('platform.notices')}
          </Menu.Item>
          {backstage && (
            <Menu.Item
              leftSection={<Theater size={16} aria-hidden />}
              component={Link}
              to={`/rooms/${backstage.room.id}`}
            >
              {t('rooms.toBackstage')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<ScrollText size={16} aria-hidden />} component={Link} to={`/rooms/${id}/record`}>
            {t('rooms.record')}
          </Menu.Item>
          <Menu.Item leftSection={<Vote size={16} aria-hidden />} component={Link} to={`/rooms/${id}/decisions`}>
            {t('rooms.decisions')}
          </Menu.Item>
          {mayDescribe && (
            <Menu.Item leftSection={<PencilLine size={16} aria-hidden />} onClick={() => setDialog('describe')}>
              {t('rooms.describe')}
            </Menu.Item>
          )}
          {isLounge && (
            <Menu.Item leftSection={<Webhook size={16} aria-hidden />} onClick={() => setDialog('hooks')}>
              {t('rooms.hooks')}
            </Menu.Item>
          )}
          {mayArchive && (
            <Menu.Item leftSection={<Archive size={16} aria-hidden />} onClick={() => setDialog('archive')}>
              {t('rooms.archive')}
            </Menu.Item>
          )}
          {mayReopen && (
            <Menu.Item leftSection={<ArchiveRestore size={16} aria-hidden />} onClick={() => setDialog('reopen')}>
              {t('rooms.reopen')}
            </Menu.Item>
          )}
          {mayLeave && (
            <Menu.Item leftSection={<DoorOpen size={16} aria-hidden />} onClick={() => setDialog('leave')}>
              {t('rooms.leave')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {dialog === 'describe' && (
          <LoungeDialog room={room} onClose={() => setDialog(null)} onDone={() => setDialog(null)} />
        )}
        {dialog === 'tuning' && <TuningDialog room={room} onClose={() => setDialog(null)} />}
        {dialog === 'hooks' && <HooksPanel onClose={() => setDialog(null)} />}
        {(dialog === 'archive' || dialog === 'reopen') && (
          <ArchiveDialog room={room} kind={dialog} onClose={() => setDialog(null)} />
        )}
        {dialog === 'leave' && <LeaveDialog ofRoom={ofRoom} onClose={() => setDialog(null)} />}
      </Suspense>
    </>
  )
}
