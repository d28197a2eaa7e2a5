import './roomsLate.texts.ts'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import type { Room } from '#shared/rooms/room.shape.ts'

interface Props {
  room: Room
  kind: 'archive' | 'reopen'
  onClose(): void
}

export function ArchiveDialog({ room, kind, onClose }: Props) {
  const { t, bi } = useText()
  const archive = useCommand('lounge.archive')
  const reopen = useCommand('lounge.reopen')
  const deed = kind === 'archive' ? archive : reopen
  return (
    <ConfirmWithReason
      title={t(`rooms.${kind}.title`, { title: bi(room.title) })}
      body={t(`rooms.${kind}.body`)}
      action={t(`rooms.${kind}`)}
      deed={{ ...deed, run: (reason) => deed.run({ room: room.id, reason }) }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}
