import './roomsLate.texts.ts'
import { useNavigate } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { mayEnter, type OfRoom, seatedAs } from '#shared/rooms/room.ts'
import { readRooms } from './rooms.store.ts'

/** Before one gives up one's own seat: what goes with it, and whether one can come back by oneself. */
export function LeaveDialog({ ofRoom, onClose }: { ofRoom: OfRoom; onClose(): void }) {
  const { t, bi } = useText()
  const { actor } = useMe()
  const navigate = useNavigate()
  const leave = useCommand('room.leave')
  const { room } = ofRoom
  const seat = seatedAs(ofRoom.seat)
  const mayReturn = mayEnter(actor, { room, seat: null })

  async function giveUpSeat() {
    const done = await leave.run({ room: room.id })
    if (!done) return undefined
    await readRooms(`${room.id}:${done.seq}`)
    if (!mayReturn) void navigate('/rooms')
    return done
  }
  const outlook = mayReturn ? 'mayReturn' : 'forGood'
  const isPlain = seat === null || seat === 'participant'
  return (
    <Confirm
      title={t('rooms.leave.title', { title: bi(room.title) })}
      body={isPlain ? t(`rooms.leave.${outlook}`) : t(`rooms.leave.seat.${outlook}`, { seat: t(`rooms.seat.${seat}`) })}
      action={t('rooms.leave')}
      deed={{ ...leave, run: giveUpSeat }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}
