import { Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Copy, Flag, Link2, ShieldBan, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { useText } from '#client/i18n.ts'
import { copyText as copy } from '#client/ui/clipboard.ts'
import type { Framed } from '#client/ui/LatePopup.tsx'
import { MenuFrame } from '#client/ui/MenuFrame.tsx'
import { can } from '#shared/permissions.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { fetchSoon } from './lateParts.ts'
import type { MessageDialog } from './MessageToolbar.tsx'
import { PinItem } from './PinItem.tsx'
import { useRoomTalk } from './roomContext.ts'

interface Props extends Framed {
  message: Message
  onOpen(dialog: MessageDialog): void
}

export function MessageMenuItems({ message, onOpen, ...framed }: Props) {
  const { t } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const of = { ...ofRoom, message }
  const mayDelete = can(actor, 'message.delete', of)
  const mayRedact = !mayDelete && can(actor, 'message.redact', of)
  const mayReport = can(actor, 'message.report', of)
  useEffect(() => fetchSoon('report', 'erase'), [])

  async function copyText() {
    const isCopied = await copy(message.text)
    if (isCopied) notifications.show({ message: t('rooms.textCopied'), color: 'teal' })
  }

  async function copyLink() {
    const link = `${location.origin}/rooms/${room}?message=${message.id}`
    const isCopied = await copy(link)
    notifications.show({ message: isCopied ? t('rooms.linkCopied') : link, color: isCopied ? 'teal' : 'gray' })
  }

  return (
    <MenuFrame {...framed}>
      <Menu.Item leftSection={<Copy size={16} aria-hidden />} onClick={() => void copyText()}>
        {t('rooms.copyText')}
      </Menu.Item>
      <Menu.Item leftSection={<Link2 size={16} aria-hidden />} onClick={() => void copyLink()}>
        {t('rooms.copyLink')}
      </Menu.Item>
      {mayReport && (
        <Menu.Item leftSection={<Flag size={16} aria-hidden />} onClick={() => onOpen('report')}>
          {t('rooms.report')}
        </Menu.Item>
      )}
      <PinItem message={message.id} />
      {mayDelete && (
        <Menu.Item color="red" leftSection={<Trash2 size={16} aria-hidden />} onClick={() => onOpen('delete')}>
          {t('rooms.delete')}
        </Menu.Item>
      )}
      {mayRedact && (
        <Menu.Item color="red" leftSection={<ShieldBan size={16} aria-hidden />} onClick={() => onOpen('redact')}>
          {t('rooms.redact')}
        </Menu.Item>
      )}
    </MenuFrame>
  )
}
