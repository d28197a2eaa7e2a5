import './moderation.texts.ts'
import { notifications } from '@mantine/notifications'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'

/** Tells those who run the room of a message. */
export function ReportDialog({ room, message, onClose }: { room: string; message: string; onClose(): void }) {
  const { t } = useText()
  const report = useCommand('message.report')
  return (
    <ConfirmWithReason
      title={t('rooms.report.title')}
      body={t('rooms.report.body')}
      action={t('rooms.report.send')}
      deed={{ ...report, run: (reason) => report.run({ room, message, reason }) }}
      onClose={onClose}
      onDone={() => {
        notifications.show({ color: 'teal', message: t('rooms.report.sent') })
        onClose()
      }}
    />
  )
}
