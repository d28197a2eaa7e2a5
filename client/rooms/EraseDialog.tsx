import './roomsLate.texts.ts'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import type { Message } from '#shared/rooms/message.shape.ts'

interface Props {
  room: string
  message: Message
  /** One's own is deleted, somebody else's is taken out with a reason. */
  kind: 'delete' | 'redact'
  onClose(): void
}

export function EraseDialog({ room, message, kind, onClose }: Props) {
  const { t } = useText()
  const redact = useCommand('message.redact')
  const erase = useCommand('message.delete')
  const of = { room, message: message.id }
  return kind === 'redact' ? (
    <ConfirmWithReason
      title={t('rooms.redact.title')}
      body={t('rooms.redact.body')}
      action={t('rooms.redact')}
      isDangerous
      deed={{ ...redact, run: (reason) => redact.run({ ...of, reason }) }}
      onClose={onClose}
      onDone={onClose}
    />
  ) : (
    <Confirm
      title={t('rooms.delete.title')}
      body={t('rooms.delete.body')}
      action={t('rooms.delete')}
      deed={{ ...erase, run: () => erase.run(of) }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}
