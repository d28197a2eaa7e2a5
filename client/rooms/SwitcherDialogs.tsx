import { useNavigate } from 'react-router'
import { StatusDialog } from '#client/members/StatusDialog.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { LoungeDialog } from './LoungeDialog.tsx'
import { readRooms } from './rooms.store.ts'
import type { SwitcherDialog } from './switcherRows.ts'
import { TuningDialog } from './TuningDialog.tsx'
import { useRoomHere } from './useSwitcherCommands.ts'

/** What a command of the switcher opens in its place. */
export function SwitcherDialogs({ dialog, onClose }: { dialog: SwitcherDialog; onClose(): void }) {
  const navigate = useNavigate()
  const here = useRoomHere()
  if (dialog === 'status') return <StatusDialog onClose={onClose} />
  if (dialog === 'tuning') return here ? <TuningDialog room={here.room} onClose={onClose} /> : null
  if (dialog === 'leave') return here ? <LeaveDialog ofRoom={here} onClose={onClose} /> : null
  return (
    <LoungeDialog
      onClose={onClose}
      onDone={(id, seq) => {
        onClose()
        void readRooms(`${id}:${seq}`).then(() => navigate(`/rooms/${id}`))
      }}
    />
  )
}
