import { ActionIcon } from '@mantine/core'
import { EllipsisVertical } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { LatePopup } from '#client/ui/LatePopup.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { lateParts } from './lateParts.ts'
import { useRoomTalk } from './roomContext.ts'

const RoomMenuItems = latePart(async () => (await lateParts.roomMenu()).RoomMenuItems)
const LoungeDialog = latePart(async () => (await lateParts.lounge()).LoungeDialog)
const TuningDialog = latePart(async () => (await lateParts.tuning()).TuningDialog)
const HooksPanel = latePart(async () => (await lateParts.hooks()).HooksPanel)
const LeaveDialog = latePart(async () => (await lateParts.leave()).LeaveDialog)
const ArchiveDialog = latePart(async () => (await lateParts.archive()).ArchiveDialog)

export type RoomDialog = 'describe' | 'tuning' | 'hooks' | 'archive' | 'reopen' | 'leave'

/** What one may do with the room as a whole. */
export function RoomMenu({ onOpenRoll }: { onOpenRoll(): void }) {
  const { t } = useText()
  const { ofRoom } = useRoomTalk()
  const { room } = ofRoom
  const [dialog, setDialog] = useState<RoomDialog | null>(null)
  const button = (
    <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('rooms.menu')}>
      <EllipsisVertical size={18} aria-hidden />
    </ActionIcon>
  )
  return (
    <>
      <LatePopup button={button} kind="menu" fetchPart={lateParts.roomMenu}>
        {(framed) => <RoomMenuItems {...framed} onOpenRoll={onOpenRoll} onOpen={setDialog} />}
      </LatePopup>
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
