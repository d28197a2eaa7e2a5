import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Copy, Ellipsis, Flag, Link2, PencilLine, Reply, ShieldBan, Trash2 } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { copyText as copy } from '#client/ui/clipboard.ts'
import { EmojiButton } from '#client/ui/EmojiButton.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { can } from '#shared/permissions.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { fetchSoon, lateParts } from './lateParts.ts'
import classes from './MessageToolbar.module.css'
import { PinItem } from './PinItem.tsx'
import { useRoomTalk } from './roomContext.ts'
import { useToldCommand } from './useToldCommand.ts'

const EraseDialog = latePart(async () => (await lateParts.erase()).EraseDialog)
const ReportDialog = latePart(async () => (await lateParts.report()).ReportDialog)
const quickEmoji = ['👍', '🎉', '❤️']

interface Props {
  message: Message
  /** While something of it is open, the toolbar stays although the pointer has left. */
  onBusy(isBusy: boolean): void
}

type Opened = 'emoji' | 'menu' | 'delete' | 'redact' | 'report'

/** What one may do with a message: the same rules as the hub's decide what is offered. */
export function MessageToolbar({ message, onBusy }: Props) {
  const { t } = useText()
  const { room, ofRoom, actor, answer, edit } = useRoomTalk()
  const react = useToldCommand('reaction.set')
  const [open, setOpen] = useState<Opened | null>(null)
  const toggle = (one: Opened) => (isOpen: boolean) => setOpen((was) => (isOpen ? one : was === one ? null : was))
  useEffect(() => onBusy(open !== null), [open, onBusy])
  const isOpen = ofRoom.room.state === 'open'
  const of = { ...ofRoom, message }
  const mayReact = isOpen && can(actor, 'reaction.set', of)
  const mayAnswer = isOpen && can(actor, 'message.post', ofRoom)
  const mayEdit = isOpen && can(actor, 'message.edit', of)
  const mayDelete = can(actor, 'message.delete', of)
  const mayRedact = !mayDelete && can(actor, 'message.redact', of)
  const mayReport = can(actor, 'message.report', of)
  const put = (emoji: string) => void react.run({ room, message: message.id, emoji, isOn: true })

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
    <div className={classes.toolbar} role="toolbar" aria-label={t('rooms.deeds')}>
      {mayReact &&
        quickEmoji.map((emoji) => (
          <UnstyledButton
            key={emoji}
            className={classes.quick}
            aria-label={t('rooms.reactWith', { emoji })}
            onClick={() => put(emoji)}
          >
            {emoji}
          </UnstyledButton>
        ))}
      {mayReact && <EmojiButton label={t('rooms.react')} onPick={put} onOpenChange={toggle('emoji')} />}
      {mayAnswer && (
        <Tooltip label={t('rooms.answer')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.answer')} onClick={() => answer(message)}>
            <Reply size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {mayEdit && (
        <Tooltip label={t('rooms.edit')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.edit')} onClick={() => edit(message)}>
            <PencilLine size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Menu
        position="bottom-end"
        shadow="md"
        onChange={toggle('menu')}
        onOpen={() => fetchSoon('report', 'erase')}
        withinPortal
      >
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.more')}>
            <Ellipsis size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Copy size={16} aria-hidden />} onClick={() => void copyText()}>
            {t('rooms.copyText')}
          </Menu.Item>
          <Menu.Item leftSection={<Link2 size={16} aria-hidden />} onClick={() => void copyLink()}>
            {t('rooms.copyLink')}
          </Menu.Item>
          {mayReport && (
            <Menu.Item leftSection={<Flag size={16} aria-hidden />} onClick={() => setOpen('report')}>
              {t('rooms.report')}
            </Menu.Item>
          )}
          <PinItem message={message.id} />
          {mayDelete && (
            <Menu.Item color="red" leftSection={<Trash2 size={16} aria-hidden />} onClick={() => setOpen('delete')}>
              {t('rooms.delete')}
            </Menu.Item>
          )}
          {mayRedact && (
            <Menu.Item color="red" leftSection={<ShieldBan size={16} aria-hidden />} onClick={() => setOpen('redact')}>
              {t('rooms.redact')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'report' && (
        <Suspense>
          <ReportDialog room={room} message={message.id} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      {(open === 'delete' || open === 'redact') && (
        <Suspense>
          <EraseDialog room={room} message={message} kind={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  )
}
