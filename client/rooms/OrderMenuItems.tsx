import './moderation.texts.ts'
import './retention.texts.ts'
import { Menu } from '@mantine/core'
import { Hourglass, LockKeyhole, LockKeyholeOpen, ScrollText, SlidersHorizontal } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import type { Framed } from '#client/ui/LatePopup.tsx'
import { MenuFrame } from '#client/ui/MenuFrame.tsx'
import { can } from '#shared/permissions.ts'
import { fetchSoon } from './lateParts.ts'
import type { OrderDialog } from './OrderMenu.tsx'
import { useRoomTalk } from './roomContext.ts'

export function OrderMenuItems({ onOpen, ...framed }: Framed & { onOpen(dialog: OrderDialog): void }) {
  const { t } = useText()
  const { room: id, ofRoom, actor } = useRoomTalk()
  const { room } = ofRoom
  useEffect(() => fetchSoon('rules', 'retention', 'reason'), [])
  return (
    <MenuFrame {...framed}>
      <Menu.Item leftSection={<SlidersHorizontal size={16} aria-hidden />} onClick={() => onOpen('rules')}>
        {t('rooms.rules')}
      </Menu.Item>
      {room.lock ? (
        <Menu.Item leftSection={<LockKeyholeOpen size={16} aria-hidden />} onClick={() => onOpen('unlock')}>
          {t('rooms.unlock')}
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<LockKeyhole size={16} aria-hidden />} onClick={() => onOpen('lock')}>
          {t('rooms.lock')}
        </Menu.Item>
      )}
      {can(actor, 'room.retain', ofRoom) && (
        <Menu.Item leftSection={<Hourglass size={16} aria-hidden />} onClick={() => onOpen('retention')}>
          {t('rooms.retention')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<ScrollText size={16} aria-hidden />} component={Link} to={`/rooms/${id}/record`}>
        {t('rooms.record')}
      </Menu.Item>
    </MenuFrame>
  )
}
