import { ActionIcon, UnstyledButton } from '@mantine/core'
import { Ellipsis, PencilLine, Reply } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { EmojiButton } from '#client/ui/EmojiButton.tsx'
import { Hint } from '#client/ui/Hint.tsx'
import { LatePopup } from '#client/ui/LatePopup.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { can } from '#shared/permissions.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { lateParts } from './lateParts.ts'
import classes from './MessageToolbar.module.css'
import { useRoomTalk } from './roomContext.ts'
import { useToldCommand } from './useToldCommand.ts'

const MessageMenuItems = latePart(async () => (await lateParts.messageMenu()).MessageMenuItems)
const EraseDialog = latePart(async () => (await lateParts.erase()).EraseDialog)
const ReportDialog = latePart(async () => (await lateParts.report()).ReportDialog)
const quickEmoji = ['👍', '🎉', '❤️']

interface Props {
  message: Message
  /** While something of it is open, the toolbar stays although the pointer has left. */
  onBusy(isBusy: boolean): void
}

export type MessageDialog = 'delete' | 'redact' | 'report'
type Opened = 'emoji' | 'menu' | MessageDialog

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
  const put = (emoji: string) => void react.run({ room, message: message.id, emoji, isOn: true })

  const more = (
    <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.more')}>
      <Ellipsis size={18} aria-hidden />
    </ActionIcon>
  )
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
        <Hint label={t('rooms.answer')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.answer')} onClick={() => answer(message)}>
            <Reply size={18} aria-hidden />
          </ActionIcon>
        </Hint>
      )}
      {mayEdit && (
        <Hint label={t('rooms.edit')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.edit')} onClick={() => edit(message)}>
            <PencilLine size={17} aria-hidden />
          </ActionIcon>
        </Hint>
      )}
      <LatePopup button={more} kind="menu" fetchPart={lateParts.messageMenu} onChange={toggle('menu')}>
        {(framed) => <MessageMenuItems {...framed} message={message} onOpen={setOpen} />}
      </LatePopup>
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
